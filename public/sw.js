// Keeps one page for when there is no connection, with what it loads: never anybody's page (docs/decisions/without-a-connection.md).
const language = new URL(self.location.href).searchParams.get("language") === "en" ? "en" : "nl";
const page = `/offline?language=${language}`;
const name = `offline-${language}`;

self.addEventListener("install", (event) => {
  event.waitUntil(keep().then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  event.waitUntil(caches.keys().then((names) => Promise.all(names.filter((other) => other !== name).map((other) => caches.delete(other)))));
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET") return;
  if (request.mode === "navigate") event.respondWith(fetch(request).catch(() => caches.match(page).then((kept) => kept ?? Response.error())));
  else if (request.destination === "style" || new URL(request.url).pathname === "/back-online.js") event.respondWith(fetch(request).catch(() => caches.match(request.url).then((kept) => kept ?? Response.error())));
});

async function keep() {
  const cache = await caches.open(name);
  const response = await fetch(page, { credentials: "omit" });
  const loads = [...(await response.clone().text()).matchAll(/(?:href|src)="(\/[^"]+\.(?:css|js))"/g)].map((match) => match[1]);
  await cache.put(page, response);
  await cache.addAll(loads);
}

// What was sent without a connection goes also when no tab is open: the browser says when the network is back.
self.addEventListener("sync", (event) => {
  if (event.tag === "outbox") event.waitUntil(navigator.locks.request("outbox", { ifAvailable: true }, (lock) => lock && sendKept()));
});

/** As app/offline/send-kept.ts does, the oldest first. Throws when something still waits: the browser then says so again. */
async function sendKept() {
  const channel = new BroadcastChannel("outbox");
  const all = await inOutbox("readonly", (store) => store.getAll());
  const heldUp = new Set();
  const taskOf = ({ path }) => path.split("/").slice(0, 3).join("/");
  let waits = false;
  for (const kept of all.sort((a, b) => a.at - b.at)) {
    if (kept.refused !== null || (kept.isSending && kept.at > Date.now() - 30_000) || heldUp.has(taskOf(kept))) continue;
    const response = await fetch(kept.path, { method: "POST", body: new URLSearchParams(kept.fields), headers: { "X-Sent-As": String(kept.person) }, redirect: "manual" });
    // A proxy's answer, or of a network that wants a sign-in first.
    if (!response.headers.has("X-Answered")) throw new Error("later");
    const isTaken = response.ok;
    // Of somebody who is not signed in here now, or one that the server fails at: it may not hold up others'.
    if (response.status === 401 || response.status === 500) {
      waits = true;
      if (response.status === 500) heldUp.add(taskOf(kept));
      continue;
    }
    if (!isTaken && (response.status === 429 || response.status >= 500)) throw new Error("later");
    const refused = isTaken ? null : reasonIn(await response.text());
    await inOutbox("readwrite", (store) => (isTaken ? store.delete(kept.id) : store.put({ ...kept, isSending: false, refused })));
    channel.postMessage(isTaken ? { id: kept.id, person: kept.person, path: kept.path, to: response.headers.get("Location") ?? kept.path } : "change");
  }
  if (waits) throw new Error("later");
}

/** What the page says beside its form. A service worker has no parser for pages. */
function reasonIn(html) {
  const signs = { amp: "&", lt: "<", gt: ">", quot: '"', "#x27": "'" };
  return [...html.matchAll(/data-problem="[^>]*>([^<]*)</g)].map(([, text]) => text.replace(/&(amp|lt|gt|quot|#x27);/g, (_, name) => signs[name])).join(" ");
}

/** The pages' own store (app/offline/outbox.ts). */
async function inOutbox(mode, ask) {
  const database = await new Promise((resolve, reject) => {
    const opening = indexedDB.open("belterug", 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore("outbox", { keyPath: "id" });
    opening.onsuccess = () => resolve(opening.result);
    opening.onerror = () => reject(opening.error);
  });
  try {
    return await new Promise((resolve, reject) => {
      const transaction = database.transaction("outbox", mode);
      const asked = ask(transaction.objectStore("outbox"));
      transaction.oncomplete = () => resolve(asked.result);
      transaction.onabort = transaction.onerror = () => reject(transaction.error);
    });
  } finally {
    database.close();
  }
}
