/** Milliseconds. */
const pause = 1_000;

let isPatient = false;
let original: typeof fetch | undefined;

/**
 * While the page is brought up to date by itself (`isOn`) its loaders' requests are sent again until
 * the server answers: Remix would put an error in the place of a page that was fine.
 */
export function bePatient(isOn: boolean): void {
  isPatient = isOn;
  if (original || !isOn) return;
  original = window.fetch;
  window.fetch = (input, init) => (isPatient && isForLoaders(input, init) ? fetchUntilAnswered(input, init) : original!(input, init));
}

function isForLoaders(input: RequestInfo | URL, init: RequestInit | undefined): boolean {
  return input instanceof URL && input.pathname.endsWith(".data") && (init?.method ?? "GET") === "GET";
}

async function fetchUntilAnswered(input: RequestInfo | URL, init: RequestInit | undefined): Promise<Response> {
  for (;;) {
    try {
      const response = await original!(input, init);
      if (response.status < 500 || !isPatient) return response;
    } catch (error) {
      // She went elsewhere, and this one was given up.
      if (init?.signal?.aborted || !isPatient) throw error;
    }
    await new Promise((resolve) => window.setTimeout(resolve, pause));
  }
}
