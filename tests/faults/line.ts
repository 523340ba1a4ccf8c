import { createServer, type IncomingMessage, request, type ServerResponse } from "node:http";

/**
 * What happens to the answers to forms on their way back. cut: half of it comes, then the connection
 * breaks. gateway: the server did it, and the proxy gives 504 with a page of its own. portal: the
 * server never hears of it, the network sends everybody to its own page. away: the server never hears of it, 502.
 */
export type Trouble = "cut" | "gateway" | "portal" | "away" | null;

export type Line = { origin: string; trouble: (trouble: Trouble, times?: number) => void; stop: () => Promise<void> };

/** A proxy before an app at this port, over which answers to forms get lost as real ones do. The app's own BASE_URL must be `origin`. */
export async function startLine(port: number, appPort: number): Promise<Line> {
  let trouble: Trouble = null;
  let timesLeft = 0;
  const server = createServer((asked, answer) => {
    const isForm = asked.method === "POST" && trouble !== null && timesLeft > 0;
    const now = isForm ? trouble : null;
    if (isForm) timesLeft--;
    if (now === "portal") return void answer.writeHead(302, { location: "/portal" }).end();
    if (now === "away") return void answer.writeHead(502, { "content-type": "text/html" }).end("<h1>Bad gateway</h1>");
    if (asked.url === "/portal") return void answer.writeHead(200, { "content-type": "text/html" }).end("<h1>Welkom op onze wifi</h1>");
    const { "accept-encoding": _, ...headers } = asked.headers;
    const onward = request({ port: appPort, host: "localhost", method: asked.method, path: asked.url, headers }, (back) => void pass(back, answer, now));
    onward.on("error", () => answer.destroy());
    answer.on("close", () => onward.destroy());
    asked.pipe(onward);
  });
  await new Promise<void>((resolve) => server.listen(port, "localhost", resolve));
  return {
    origin: `http://localhost:${port}`,
    trouble(next, times = Infinity) {
      trouble = next;
      timesLeft = times;
    },
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function pass(back: IncomingMessage, answer: ServerResponse, trouble: Trouble): Promise<void> {
  if (trouble === null) {
    answer.writeHead(back.statusCode!, back.headers);
    back.pipe(answer);
    back.on("error", () => answer.destroy());
    return;
  }
  const whole: Buffer[] = [];
  for await (const part of back) whole.push(part as Buffer);
  if (trouble === "gateway") return void answer.writeHead(504, { "content-type": "text/html" }).end("<h1>Gateway timeout</h1>");
  const body = Buffer.concat(whole);
  answer.writeHead(back.statusCode!, back.headers);
  // An answer without a body breaks off after its head, which is all of it.
  answer.write(body.subarray(0, body.length >> 1), () => setTimeout(() => answer.destroy(), 20));
}
