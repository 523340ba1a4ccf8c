import { Transform } from "node:stream";
import { type ActionFunctionArgs, type AppLoadContext, createReadableStreamFromReadable, type EntryContext, type LoaderFunctionArgs } from "@remix-run/node";
import { RemixServer } from "@remix-run/react";
import { renderToPipeableStream } from "react-dom/server";

// Long enough for a phone that reads slowly.
const abortDelay = 20_000;

export default function handleRequest(request: Request, status: number, headers: Headers, remixContext: EntryContext, { nonce, log, requestId }: AppLoadContext) {
  return new Promise<Response>((resolve, reject) => {
    const { pipe, abort } = renderToPipeableStream(<RemixServer context={remixContext} url={request.url} nonce={nonce} abortDelay={abortDelay} />, {
      nonce,
      // No page waits for anything after this: the shell is the whole page.
      onShellReady() {
        const body = withoutNulls();
        // The timer would hold this page's memory until it fires.
        body.once("close", () => clearTimeout(giveUp));
        headers.set("Content-Type", "text/html; charset=utf-8");
        if (!headers.has("Cache-Control")) headers.set("Cache-Control", "no-store");
        resolve(new Response(createReadableStreamFromReadable(body), { headers, status }));
        pipe(body);
      },
      onShellError: reject,
      onError(error) {
        // A boundary that leaves a 404 to the one above it throws it again.
        if (!isRefusal(error)) log.error({ err: error, requestId }, "render failed");
      },
    });
    const giveUp = setTimeout(abort, abortDelay + 1_000);
  });
}

/** React 18 ends a 2 kB chunk with NUL bytes where a character of more bytes did not fit any more (react#24985). */
function withoutNulls(): Transform {
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      let end = chunk.length;
      while (end > 0 && chunk[end - 1] === 0) end--;
      done(null, chunk.subarray(0, end));
    },
  });
}

/** What a page reads later on is as personal as the page. */
export function handleDataRequest(response: Response): Response {
  if (!response.headers.has("Cache-Control")) response.headers.set("Cache-Control", "no-store");
  return response;
}

/** A loader or action threw: logged with the request's id, without its URL. The page shows the id. */
export function handleError(error: unknown, { request, context }: LoaderFunctionArgs | ActionFunctionArgs) {
  if (request.signal.aborted) return;
  if (isRefusal(error)) return;
  context.log.error({ err: error, requestId: context.requestId }, "loader or action failed");
}

/** Requests for what does not exist are not our errors. */
function isRefusal(error: unknown): boolean {
  return typeof error === "object" && error !== null && "status" in error && Number(error.status) < 500;
}
