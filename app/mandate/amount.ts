/** More than anybody gives: 100,000 euro, or a hundred at once. */
export const most = { cents: 10_000_000, number: 100 };

/** Whole cents of "25", "12,50" or "€ 12.50"; a number of things as it is. Undefined: it is neither. */
export function readAmount(text: string, hasAmount: boolean): number | undefined {
  const plain = text.replace(/[€\s\u00a0]/g, "");
  if (!(hasAmount ? /^\d{1,6}([.,]\d{1,2})?$/ : /^\d{1,3}$/).test(plain)) return undefined;
  const amount = hasAmount ? Math.round(Number(plain.replace(",", ".")) * 100) : Number(plain);
  return amount <= (hasAmount ? most.cents : most.number) ? amount : undefined;
}
