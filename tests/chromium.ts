import { execFile } from "node:child_process";
import { accessSync, constants, existsSync } from "node:fs";
import { mkdir, mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const run = promisify(execFile);
const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];
const quiet = ["--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

export type Chromium = { executablePath: string; args: string[]; env: Record<string, string> };

/**
 * The Chromium of this machine: PLAYWRIGHT_CHROMIUM, else an installed Chromium or Chrome, else the one
 * inside the npm package @sparticuz/chromium, unpacked once into node_modules/.cache (2 s, 210 MB) with
 * its libraries and fonts where the machine has none. `env` is the whole environment to start it with.
 */
export async function chromiumPath(): Promise<Chromium> {
  const args = process.getuid?.() === 0 ? ["--no-sandbox", ...quiet] : quiet;
  const installed = process.env["PLAYWRIGHT_CHROMIUM"] ?? onPath();
  if (installed) return { executablePath: installed, args, env: environment({}) };

  const folder = await unpacked();
  const executablePath = join(folder, "chromium");
  const more: Record<string, string> = {};
  if (await lacksLibraries(executablePath)) more["LD_LIBRARY_PATH"] = join(folder, "al2023", "lib");
  if (!existsSync("/etc/fonts/fonts.conf")) {
    more["FONTCONFIG_FILE"] = join(folder, "fonts.conf");
  }
  // The package's build has no sandbox helper beside it, and user namespaces are often off.
  return { executablePath, args: ["--no-sandbox", ...quiet], env: environment(more) };
}

function onPath(): string | undefined {
  for (const folder of (process.env["PATH"] ?? "").split(delimiter)) {
    for (const name of names) {
      const path = join(folder, name);
      try {
        accessSync(path, constants.X_OK);
        return path;
      } catch {
        // not here
      }
    }
  }
  return undefined;
}

/** Unpacks into a folder of its own and then renames, so that two at once cannot see half a browser. */
async function unpacked(): Promise<string> {
  const entry = fileURLToPath(import.meta.resolve("@sparticuz/chromium"));
  const home = join(dirname(entry), "..");
  const { version } = createRequire(import.meta.url)(join(home, "package.json")) as { version: string };
  const cache = fileURLToPath(new URL("../node_modules/.cache", import.meta.url));
  const folder = join(cache, `chromium-${version}-${process.arch}`);
  if (existsSync(folder)) return folder;

  await mkdir(cache, { recursive: true });
  const half = await mkdtemp(join(cache, "chromium-"));
  const script = `const { default: chromium, inflate } = await import(${JSON.stringify(entry)});
    await chromium.executablePath();
    await inflate(${JSON.stringify(join(home, "bin", "al2023.tar.br"))});`;
  try {
    // It unpacks into the temporary folder, whichever that is: a process of its own, so that ours stays as it is.
    await run(process.execPath, ["--input-type=module", "-e", script], { env: { ...process.env, TMPDIR: half } });
    await writeFile(join(half, "fonts.conf"), fontsConf(folder));
    await rename(half, folder);
  } catch (error) {
    await rm(half, { recursive: true, force: true });
    if (!existsSync(folder)) throw error;
  }
  return folder;
}

/** The package's own looks in /tmp only. */
const fontsConf = (folder: string) => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>${join(folder, "fonts")}</dir><cachedir>${join(folder, "fonts-cache")}</cachedir></fontconfig>
`;

async function lacksLibraries(executable: string): Promise<boolean> {
  try {
    const { stdout } = await run("ldd", [executable]);
    return stdout.includes("not found");
  } catch {
    return true;
  }
}

function environment(more: Record<string, string>): Record<string, string> {
  return { ...Object.fromEntries(Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined)), ...more };
}
