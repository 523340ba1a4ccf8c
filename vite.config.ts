import { vitePlugin as remix } from "@remix-run/dev";
import tailwindcss from "@tailwindcss/vite";
import { defineConfig } from "vite";
import { chunks } from "./app/chunks.vite.ts";
import { remixFlags } from "./app/remix-flags.vite.ts";
import { dailyTexts } from "./app/i18n/daily-texts.vite.ts";

declare module "@remix-run/node" {
  interface Future {
    v3_singleFetch: true;
  }
}

export default defineConfig({
  // The tests run rules and database code only, and loaders; Remix's plugin would look for a server there.
  plugins: process.env["VITEST"]
    ? [dailyTexts()]
    : [
        tailwindcss(),
        dailyTexts(),
        chunks(),
        remixFlags(),
        remix({
          ignoredRouteFiles: ["**/*"], // app/routes.ts is the map
          future: {
            v3_singleFetch: true,
            v3_fetcherPersist: true,
            v3_relativeSplatPath: true,
            v3_throwAbortReason: true,
            v3_routeConfig: true,
            // Its manifest endpoint has an open denial of service.
            v3_lazyRouteDiscovery: false,
          },
        }),
      ],
  // Licences stand in node_modules, which goes along with the server.
  esbuild: { legalComments: "none" },
  build: {
    target: "es2022",
    // A page names what it needs itself.
    modulePreload: false,
    chunkSizeWarningLimit: 700,
    // A route without a component has nothing for the browser: no news.
    rollupOptions: { onwarn: (warning: { code?: string }, warn: (warning: { code?: string }) => void) => warning.code !== "EMPTY_BUNDLE" && warn(warning) },
  },
  // With `npm run dev`: the icons are ready for the first page, and nobody tries to make the server's password hashing ready for browsers.
  optimizeDeps: { include: ["lucide-react"], exclude: ["@node-rs/argon2"] },
  server: { hmr: { port: Number(process.env["HMR_PORT"] ?? 24678) } },
  test: {
    include: ["app/**/*.test.ts", "db/**/*.test.ts", "emails/**/*.test.ts", "tests/**/*.test.ts"],
    globalSetup: ["tests/database.setup.ts"],
    // A machine that is busy with something else is slow, not wrong.
    testTimeout: 60_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 20_000 } },
    maxWorkers: 2,
    // What the files import is loaded once per worker: alone it took a third of the time. A file has a database of its own.
    isolate: false,
  },
} as never);
