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

/** For a task: without a connection its sheet closes over what is there. Else as Remix does by itself: always, but after a refused form. */
export function shouldRevalidate({ actionStatus }: { actionStatus?: number }): boolean {
  return !isLost && (actionStatus ?? 200) < 400;
}
