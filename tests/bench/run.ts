/** `npm run bench -- NAME`: runs tests/bench/NAME.ts, which prints what it compares; its last line is JSON. */
const benches = ["intake", "tryout", "inbox", "phone"];
const asked = process.argv[2] ?? "";
if (!benches.includes(asked)) {
  console.error(`Say which: npm run bench -- ${benches.join(" | ")}`);
  process.exit(2);
}
await import(`./${asked}.ts`);

export {};
