import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { largestBody, readBody, unpack } from "./body.ts";
import { Refusal } from "./reason.ts";
import type { Tree } from "./tree.ts";

const read = async (type: string | undefined, body: string | Buffer): Promise<Tree> => readBody(type, Buffer.from(body as string));
async function refusal(work: Promise<unknown>) {
  const error = await work.then(() => undefined, (thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(Refusal);
  return `${(error as Refusal).status} ${(error as Refusal).reason.code}`;
}
const form = "application/x-www-form-urlencoded";

describe("read, whatever it says it is", () => {
  test.each([
    ["application/json; charset=utf-8", '{"score":"9"}'],
    ["application/vnd.api+json", '{"score":"9"}'],
    ["text/plain", ' {"score":"9"}'],
    [undefined, '\ufeff{"score":"9"}'],
    [form, '{"score":"9"}'],
    ["application/octet-stream", '{"score":"9"}'],
    [form, "score=9"],
    [`${form}; charset=UTF-8`, "score=9&"],
    [undefined, "score=9"],
    ["application/json", String.raw`"{\"score\":\"9\"}"`],
    [form, "%7B%22score%22%3A%229%22%7D="],
  ])("%s %s", async (type, body) => expect(await read(type, body)).toEqual({ score: "9" }));

  test("letters of another charset, where the sender names it and they are no UTF-8", async () => {
    expect(await read("application/json; charset=ISO-8859-1", Buffer.from('{"a":"caf\u00e9"}', "latin1"))).toEqual({ a: "café" });
    expect(await read("application/json; charset=ISO-8859-1", '{"a":"café"}')).toEqual({ a: "café" });
    expect(await refusal(read("application/json", Buffer.from('{"a":"caf\u00e9"}', "latin1")))).toBe("400 body_not_text");
  });

  test("ids of 19 digits as they were written", async () => {
    expect(await read("application/json", '{"id":5123456789012345678,"a":[-5123456789012345679],"b":1795170000000,"c":0.1234567890123456,"d":"5123456789012345678"}')).toEqual({ id: "5123456789012345678", a: ["-5123456789012345679"], b: 1795170000000, c: 0.1234567890123456, d: "5123456789012345678" });
  });

  test("a form: brackets make branches and lists, a name that comes twice a list", async () => {
    expect(await read(form, "response%5Bscore%5D=9&response[end_user][email]=jan%40klant.example&tags[]=a&tags[]=b&a=1&a=2&f[0][k]=x&f[1][k]=y&open[=3&plus=a+b")).toEqual({
      response: { score: "9", end_user: { email: "jan@klant.example" } },
      tags: ["a", "b"],
      a: ["1", "2"],
      f: [{ k: "x" }, { k: "y" }],
      "open[": "3",
      plus: "a b",
    });
  });

  test("multipart, of a file its name", async () => {
    const data = new FormData();
    data.set("rawRequest", '{"q4_email":"jan@klant.example"}');
    data.set("q[5]", "9 ünï");
    data.set("foto", new File(["…"], "lek.jpg"));
    const sent = new Response(data);
    expect(await read(sent.headers.get("content-type")!, Buffer.from(await sent.arrayBuffer()))).toEqual({ rawRequest: '{"q4_email":"jan@klant.example"}', q: { "5": "9 ünï" }, foto: "lek.jpg" });
  });
});

describe("refused early, with the reason", () => {
  const json = "application/json";
  test.each<[string, string | undefined, string | Buffer, string]>([
    ["nothing", json, "", "400 body_empty"],
    ["half of it", json, '{"a":', "400 body_not_json"],
    ["two values", json, "{} {}", "400 body_not_json"],
    ["a bare value", json, '"9"', "400 body_not_json"],
    ["no JSON as text", "text/plain", "negen", "400 body_not_json"],
    ["HTML", "text/html", "<p>9</p>", "415 body_unknown_type"],
    ["invalid UTF-8", json, Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]), "400 body_not_text"],
    ["invalid UTF-8 in a form", form, "a=%ff", "400 body_not_text"],
    ["a broken escape", form, "a=%zz", "400 body_not_text"],
    ["U+0000", json, String.raw`{"a":"\u0000"}`, "400 body_bad_character"],
    ["U+0000 in a form", form, "a=%00", "400 body_bad_character"],
    ["half a surrogate pair", json, String.raw`{"a":["\ud800"]}`, "400 body_bad_character"],
    ["half a surrogate pair in a key", json, String.raw`{"\ud800":1}`, "400 body_bad_character"],
    ["lists 100,000 deep", json, "[".repeat(100_000) + "]".repeat(100_000), "400 body_too_deep"],
    ["objects 25,000 deep", json, '{"a":'.repeat(25_000) + "1" + "}".repeat(25_000), "400 body_too_deep"],
    ["no boundary", "multipart/form-data", "--x", "400 body_not_form"],
    ["a form that ends half-way", "multipart/form-data; boundary=x", '--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n9', "400 body_not_form"],
    ["3,000 fields", form, "a=1&".repeat(3_000), "400 body_not_form"],
  ])("%s", async (_, type, body, reason) => expect(await refusal(read(type, body))).toBe(reason));

  test("JSON 99 deep is read", async () => expect(await read(json, "[".repeat(99) + "]".repeat(99))).toBeDefined());
});

test("keys that mean something to JavaScript are taken out, and change no other object", async () => {
  const tree = await read("application/json", '{"__proto__":{"score":10},"a":{"constructor":{"prototype":{"b":1}},"c":2}}');
  expect(JSON.stringify(tree)).toBe('{"a":{"c":2}}');
  expect(await read(form, "__proto__[score]=10&a[__proto__][b]=1&c=2")).toEqual({ c: "2" });
  expect(({} as Record<string, unknown>)["score"]).toBeUndefined();
});

describe("packed", () => {
  const text = Buffer.from('{"score":9}');
  test.each([
    ["gzip", gzipSync(text)],
    ["deflate", deflateSync(text)],
    ["deflate", deflateRawSync(text)],
    ["br", brotliCompressSync(text)],
    ["identity", text],
  ])("%s", async (encoding, packed) => expect(await unpack(encoding, packed)).toEqual(text));

  test("a bomb stops at the limit; what is broken or packed otherwise is said", async () => {
    const zeroes = Buffer.alloc(50_000_000);
    for (const [encoding, packed] of [["gzip", gzipSync(zeroes)], ["deflate", deflateSync(zeroes)], ["br", brotliCompressSync(zeroes)]] as const) expect(await refusal(unpack(encoding, packed))).toBe("413 body_too_large");
    expect(await refusal(unpack("gzip", text))).toBe("400 body_broken_packing");
    expect(await refusal(unpack("gzip", gzipSync(text).subarray(0, 20)))).toBe("400 body_broken_packing");
    expect(await refusal(unpack("deflate", Buffer.from([1])))).toBe("400 body_broken_packing");
    expect(await refusal(unpack("zstd", text))).toBe("415 body_unknown_packing");
    expect(await refusal(unpack("constructor", text))).toBe("415 body_unknown_packing");
    expect(await unpack("gzip", gzipSync(Buffer.alloc(largestBody)))).toHaveLength(largestBody);
  });
});
