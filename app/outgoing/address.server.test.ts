import { createServer as createHttpsServer } from "node:https";
import { createServer as createTcpServer, type AddressInfo, type LookupFunction } from "node:net";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { type Receiver, startReceiver } from "#tests/receiver.ts";
import { readConfig } from "../config.server.ts";
import { addressProblem, isPublic, lookedUpProblem, OutsideError, requestOutside } from "./address.server.ts";

const allowed = { allowedHosts: ["localhost"] };
let receiver: Receiver;
beforeAll(async () => void (receiver = await startReceiver()));
afterAll(() => receiver.stop());
afterEach(() => {
  receiver.requests.length = 0;
  receiver.reply = () => ({ status: 204 });
});

const problemOf = (work: Promise<unknown>) => work.then(() => "none", (error) => (error instanceof OutsideError ? error.problem : Promise.reject(error)));

/** A DNS that gives these answers, one after the other, and keeps to the last. */
function dns(...answers: string[][]): LookupFunction & { count: () => number } {
  let count = 0;
  const lookup: LookupFunction = (_hostname, options, callback) => {
    const addresses = answers[Math.min(count++, answers.length - 1)]!.map((address) => ({ address, family: address.includes(":") ? 6 : 4 }));
    if (options.all) callback(null, addresses);
    else callback(null, addresses[0]!.address, addresses[0]!.family);
  };
  return Object.assign(lookup, { count: () => count });
}

describe("which addresses are public", () => {
  test.each(["127.0.0.1", "127.255.0.9", "10.1.2.3", "172.16.0.1", "172.31.255.255", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "0.1.2.3", "224.0.0.1", "239.1.1.1", "255.255.255.255", "240.0.0.1", "192.0.0.8", "198.18.0.1", "192.0.2.1", "203.0.113.9",
    "::", "::1", "fe80::1", "fc00::1", "fd12:3456::1", "fec0::1", "ff02::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::127.0.0.1", "64:ff9b::127.0.0.1", "64:ff9b::a00:1", "64:ff9b:1::a00:1", "2002:7f00:1::", "2001::1", "2001:db8::1", "100::1"])(
    "%s is not", (address) => expect(isPublic(address)).toBe(false));

  test.each(["8.8.8.8", "93.184.216.34", "172.32.0.1", "100.128.0.1", "2606:4700::6810:84e5", "64:ff9b::8.8.8.8", "::ffff:8.8.8.8"])("%s is", (address) => expect(isPublic(address)).toBe(true));
});

describe("the address as it was typed", () => {
  test.each(["https://127.0.0.1/", "https://127.1/", "https://2130706433/", "https://0x7f000001/", "https://0177.0.0.1/", "https://0/", "https://[::1]/", "https://[::ffff:7f00:1]/", "https://[64:ff9b::10.0.0.1]/", "https://169.254.169.254/latest", "https://１２７.0.0.1/"])(
    "%s is private in any spelling", (address) => expect(addressProblem(address, [])).toBe("private_address"));

  test.each([["http://example.com/", "not_https"], ["ftp://example.com/", "not_a_url"], ["file:///etc/passwd", "not_a_url"], ["example.com", "not_a_url"], ["https://user:secret@example.com/", "has_credentials"], ["https://example.com:8443/hook?x=1", null], ["https://8.8.8.8/", null]])(
    "%s: %s", (address, problem) => expect(addressProblem(address, [])).toBe(problem));

  test("a host that the configuration names may be private and without TLS; nothing that looks like it", () => {
    const { eventHostsAllowed } = readConfig({ NODE_ENV: "test", EVENT_HOSTS_ALLOWED: " CRM.intern, 10.0.0.5 ,[fd00::1]" }, "demo");
    for (const address of ["http://crm.intern:8080/in", "https://crm.intern./in", "http://10.0.0.5/", "http://[fd00::1]/"]) expect(addressProblem(address, eventHostsAllowed)).toBeNull();
    for (const address of ["http://x.crm.intern/", "http://crm.intern.example.com/"]) expect(addressProblem(address, eventHostsAllowed)).toBe("not_https");
    expect(() => readConfig({ NODE_ENV: "test", EVENT_HOSTS_ALLOWED: "https://crm.intern" }, "demo")).toThrow("EVENT_HOSTS_ALLOWED");
    expect(() => readConfig({ NODE_ENV: "test", EVENT_HOSTS_ALLOWED: "crm.intern:80" }, "demo")).toThrow("EVENT_HOSTS_ALLOWED");
  });

  test("a form hears at once that a name leads inside", async () => {
    expect(await lookedUpProblem("https://inside.example/", { allowedHosts: [], lookup: dns(["10.0.0.1"]) })).toBe("private_address");
    expect(await lookedUpProblem("https://outside.example/", { allowedHosts: [], lookup: dns(["8.8.8.8"]) })).toBeNull();
  });
});

describe("a request", () => {
  test("sends what it was given and brings the answer", async () => {
    receiver.reply = () => ({ status: 201, headers: { "x-answer": "yes" }, body: "goed" });
    const answer = await requestOutside(`${receiver.url}/in?to=1`, { method: "POST", headers: { "content-type": "application/json" }, body: "{}" }, allowed);
    expect([answer.status, answer.headers["x-answer"], answer.body.toString(), answer.isCut]).toEqual([201, "yes", "goed", false]);
    expect(receiver.requests).toMatchObject([{ method: "POST", path: "/in?to=1", body: "{}", headers: { "content-type": "application/json", "content-length": "2", connection: "close" } }]);
  });

  test("goes nowhere when one of the addresses found is not public", async () => {
    for (const found of [["127.0.0.1"], ["8.8.8.8", "127.0.0.1"], ["::ffff:7f00:1"], ["fe80::1"]])
      expect(await problemOf(requestOutside(`https://name.example:${receiver.port}/`, { method: "GET" }, { allowedHosts: [], lookup: dns(found) }))).toBe("private_address");
    expect(receiver.requests).toEqual([]);
  });

  test("checks what it connects to: a name that was public for the form and is private now is refused", async () => {
    const lookup = dns(["8.8.8.8"], ["127.0.0.1"]);
    const address = `https://rebinding.example:${receiver.port}/`;
    expect(await lookedUpProblem(address, { allowedHosts: [], lookup })).toBeNull();
    expect(await problemOf(requestOutside(address, { method: "GET" }, { allowedHosts: [], lookup }))).toBe("private_address");
    expect(lookup.count(), "asked once for each, not again after the check").toBe(2);
  });

  test("many at once share what the DNS said of one name, and each has its own answer", async () => {
    const statuses = await Promise.all(Array.from({ length: 20 }, async () => (await requestOutside(receiver.url, { method: "GET" }, allowed)).status));
    expect(statuses).toEqual(Array(20).fill(204));
  });

  test("does not follow a redirect", async () => {
    receiver.reply = ({ path }) => (path === "/" ? { status: 302, headers: { location: "/secret" } } : { status: 200 });
    expect((await requestOutside(receiver.url, { method: "POST", body: "x" }, allowed)).status).toBe(302);
    expect(receiver.requests.map(({ path }) => path)).toEqual(["/"]);
  });

  test("reads no more of an answer than it may", async () => {
    receiver.reply = () => ({ status: 200, body: Buffer.alloc(5_000_000, "x") });
    const answer = await requestOutside(receiver.url, { method: "GET" }, { ...allowed, maxBytes: 1_000 });
    expect([answer.status, answer.body.length, answer.isCut]).toEqual([200, 1_000, true]);
    receiver.reply = () => ({ status: 200, body: "x".repeat(1_000) });
    expect((await requestOutside(receiver.url, { method: "GET" }, { ...allowed, maxBytes: 1_000 })).isCut).toBe(false);
  });

  test("ends after the time for everything, whether nothing comes or it drips", async () => {
    receiver.reply = () => () => {};
    expect(await problemOf(requestOutside(receiver.url, { method: "GET" }, { ...allowed, timeoutMs: 150 }))).toBe("timed_out");
    receiver.reply = () => (response) => {
      response.writeHead(200);
      const drip = setInterval(() => response.write("x"), 20);
      response.on("close", () => clearInterval(drip));
    };
    expect(await problemOf(requestOutside(receiver.url, { method: "GET" }, { ...allowed, timeoutMs: 150 }))).toBe("timed_out");
  });

  test("says what went wrong on the way", async () => {
    receiver.reply = () => (response) => response.destroy();
    expect(await problemOf(requestOutside(receiver.url, { method: "GET" }, allowed))).toBe("connection_lost");
    receiver.reply = () => (response) => void response.writeHead(200, { "content-length": "100" }).write("half", () => response.destroy());
    expect(await problemOf(requestOutside(receiver.url, { method: "GET" }, allowed))).toBe("connection_lost");
    const closed = await startReceiver();
    await closed.stop();
    expect(await problemOf(requestOutside(closed.url, { method: "GET" }, allowed))).toBe("no_connection");
    const nobody: LookupFunction = (_hostname, _options, callback) => callback(Object.assign(new Error("no such name"), { code: "ENOTFOUND" }), []);
    expect(await problemOf(requestOutside("https://nobody.example/", { method: "GET" }, { allowedHosts: [], lookup: nobody }))).toBe("unknown_host");
    const babble = createTcpServer((socket) => socket.end("no http\r\n\r\n"));
    await new Promise<void>((resolve) => babble.listen(0, "127.0.0.1", resolve));
    expect(await problemOf(requestOutside(`http://localhost:${(babble.address() as AddressInfo).port}`, { method: "GET" }, allowed))).toBe("connection_lost");
    babble.close();
  });

  test("asks for the certificate of the name, and takes no other", async () => {
    const names: string[] = [];
    const server = createHttpsServer({ key, cert, SNICallback: (name, callback) => (names.push(name), callback(null)) }, (_request, response) => response.end("secret"));
    server.on("tlsClientError", () => {});
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    expect(await problemOf(requestOutside(`https://localhost:${port}/`, { method: "GET" }, allowed))).toBe("certificate");
    expect(await problemOf(requestOutside(`https://localhost:${receiver.port}/`, { method: "GET" }, allowed)), "no TLS at all").toBe("certificate");
    expect(names).toEqual(["localhost"]);
    server.close();
  });
});

// A self-signed certificate for elsewhere.example, made for this test and good for nothing else.
const pem = (kind: string, text: string) => `-----BEGIN ${kind}-----\n${text.match(/.{1,64}/g)!.join("\n")}\n-----END ${kind}-----\n`;
const key = pem("PRIVATE KEY", "MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQg7zVVbkSm7BZKwGT8zUtGIBDUqh8ZWGOiPM4+j7cQ0TihRANCAAS3WxlehmuuKgCoMMZ1Zs3EBRgzsRfSM9WHo67MxFGqlrh0V0h44njg8A/Um8CjDBB6IgQKgNJpgXUgYhNajjPX");
const cert = pem("CERTIFICATE", "MIIBjzCCATWgAwIBAgIUfjnnWY2uu4kuyIWVc3rQwYt9qtcwCgYIKoZIzj0EAwIwHDEaMBgGA1UEAwwRZWxzZXdoZXJlLmV4YW1wbGUwIBcNMjYxMTIyMDAxNTQ0WhgPMjEyNjEwMjkwMDE1NDRaMBwxGjAYBgNVBAMMEWVsc2V3aGVyZS5leGFtcGxlMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEt1sZXoZrrioAqDDGdWbNxAUYM7EX0jPVh6OuzMRRqpa4dFdIeOJ44PAP1JvAowwQeiIECoDSaYF1IGITWo4z16NTMFEwHQYDVR0OBBYEFHR3bcLwOqv3U4eYLw/Bebwh/u6iMB8GA1UdIwQYMBaAFHR3bcLwOqv3U4eYLw/Bebwh/u6iMA8GA1UdEwEB/wQFMAMBAf8wCgYIKoZIzj0EAwIDSAAwRQIgUs5xIrJ9JRkaUglsA2jCpTJAJdYRdQe8R5gpDZb8M6ACIQDtxSC8aOVmBCIX4rZUDk+cc93j4blIMGZ0tKMx07iCSA==");
