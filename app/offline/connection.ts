/** Whether the last thing that was sent did not reach the server; nothing is asked in vain until it does again. */
let isLost = false;
let person: number | null = null;

export function connectionIsLost(lost: boolean): void {
  isLost = lost;
}

/** Who is signed in on this page; null as soon as nobody is. */
export function signedInIs(id: number | null): void {
  person = id;
}

export function whoIsSignedIn(): number | null {
  return person;
}

export function isConnectionLost(): boolean {
  return isLost;
}

/**
 * For a task, a list and a sheet: without a connection what is there stays, and a sheet opens over it. Else always, but after
 * a refused form. A route without it is asked again even then, as soon as something beside it is (Remix fetches all in one),
 * and an error without a connection would take the place of her words.
 */
export function shouldRevalidate({ actionStatus = 200, formMethod, currentUrl, nextUrl }: { actionStatus?: number; formMethod?: string; currentUrl: URL; nextUrl: URL }): boolean {
  const isOpening = formMethod === undefined && nextUrl.pathname.startsWith(`${currentUrl.pathname}/`);
  return !isLost && actionStatus < 400 && !isOpening;
}
