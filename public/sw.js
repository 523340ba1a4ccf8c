// Keeps one page for when there is no connection, with its stylesheet: never anybody's page (docs/decisions/without-a-connection.md).
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
  else if (request.destination === "style") event.respondWith(fetch(request).catch(() => caches.match(request.url).then((kept) => kept ?? Response.error())));
});

async function keep() {
  const cache = await caches.open(name);
  const response = await fetch(page, { credentials: "omit" });
  const styles = [...(await response.clone().text()).matchAll(/href="(\/assets\/[^"]+\.css)"/g)].map((match) => match[1]);
  await cache.put(page, response);
  await cache.addAll(styles);
}
