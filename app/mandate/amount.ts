/** More than anybody gives: 100,000 euro, or a hundred at once. */
export const most = { cents: 10_000_000, number: 100 };

/** Whole cents of "25", "12,50" or "€ 12.50"; a number of things as it is. Undefined: it is neither, or more than anybody gives. */
export function readAmount(text: string, hasAmount: boolean): number | undefined {
  const amount = amountIn(text, hasAmount);
  return amount !== undefined && amount <= mostOf(hasAmount) ? amount : undefined;
}

/** An amount or number it is, and more than anybody gives. */
export function isTooMuch(text: string, hasAmount: boolean): boolean {
  return (amountIn(text, hasAmount) ?? 0) > mostOf(hasAmount);
}

function mostOf(hasAmount: boolean): number {
  return hasAmount ? most.cents : most.number;
}

function amountIn(text: string, hasAmount: boolean): number | undefined {
  const plain = text.replace(/[€\s\u00a0]/g, "");
  if (!(hasAmount ? /^\d+([.,]\d{1,2})?$/ : /^\d+$/).test(plain)) return undefined;
  return hasAmount ? Math.round(Number(plain.replace(",", ".")) * 100) : Number(plain);
}
