import { createHmac } from "node:crypto";
import { connect } from "node:net";
import { parseArgs } from "node:util";

/**
 * A survey tool in a hurry: signed single answers (Standard Webhooks) over 32 connections, each the
 * next as soon as the last was answered. The requests are made and signed beforehand: what is
 * measured is the server. Prints `{count, seconds, cpu_us, p50_ms, p99_ms, refused}`. Started by tests/bench/intake.ts.
 */
const { values } = parseArgs({ options: { port: { type: "string" }, path: { type: "string" }, secret: { type: "string" }, employees: { type: "string" }, seconds: { type: "string" }, connections: { type: "string", default: "32" }, prepare: { type: "string" } } });

const run = `${process.pid}-${Date.now()}`;
const employees = values.employees!.split(",");
const key = Buffer.from(values.secret!.replace(/^whsec_/, ""), "base64");
const requests = Array.from({ length: Number(values.prepare) }, (_, n) => requestOf(n));

let sent = 0;
let refused = 0;
const latencies: number[] = [];
const cpuBefore = process.cpuUsage();
const started = performance.now();
const until = started + Number(values.seconds) * 1000;
await Promise.all(Array.from({ length: Number(values.connections) }, sendOneByOne));
const seconds = (performance.now() - started) / 1000;
latencies.sort((a, b) => a - b);
const percentile = (share: number) => latencies[Math.floor(latencies.length * share)]!;
const used = process.cpuUsage(cpuBefore);
console.log(JSON.stringify({ count: latencies.length, cpu_us: Math.round((used.user + used.system) / latencies.length), seconds, p50_ms: percentile(0.5), p99_ms: percentile(0.99), refused }));

function sendOneByOne(): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port: Number(values.port), host: "127.0.0.1", noDelay: true });
    let at = 0;
    let received = "";
    const next = () => {
      if (sent >= requests.length || performance.now() >= until) return socket.end();
      at = performance.now();
      socket.write(requests[sent++]!);
    };
    socket.setEncoding("latin1");
    socket.on("connect", next);
    socket.on("error", reject);
    socket.on("close", () => resolve());
    socket.on("data", (part: string) => {
      received += part;
      const head = received.indexOf("\r\n\r\n");
      if (head === -1) return;
      const length = Number(/content-length: (\d+)/i.exec(received)?.[1] ?? 0);
      if (received.length < head + 4 + length) return;
      if (received.startsWith("HTTP/1.1 201")) latencies.push(performance.now() - at);
      else refused++;
      received = "";
      next();
    });
  });
}

function requestOf(n: number): Buffer {
  const id = `${run}-${n}`;
  const at = new Date().toISOString();
  const body = JSON.stringify({
    id,
    score: n % 7,
    comment: "Drie keer gebeld over dezelfde lekkage en drie keer een ander verhaal.",
    answered_at: at,
    customer: { id: `K-${id}`, name: "Jan de Boer", email: `jan.${id}@klant.example` },
    about: { employee_email: employees[n % employees.length] },
    attributes: { wijk: "West" },
  });
  const timestamp = Math.floor(Date.now() / 1000);
  const signature = createHmac("sha256", key).update(`msg_${id}.${timestamp}.${body}`).digest("base64");
  const head = [
    `POST ${values.path} HTTP/1.1`,
    `host: localhost:${values.port}`,
    "content-type: application/json",
    `content-length: ${Buffer.byteLength(body)}`,
    `webhook-id: msg_${id}`,
    `webhook-timestamp: ${timestamp}`,
    `webhook-signature: v1,${signature}`,
  ];
  return Buffer.from(`${head.join("\r\n")}\r\n\r\n${body}`);
}
