// The service worker: keeps the app's own files and opens the app without a network. It never keeps data or answers.
/* global self, caches, fetch */
const { version, shell, assets } = self.OFFLINE;
const CACHE = `binhyen-app-${version}`;

self.addEventListener("install", (event) => {
  event.waitUntil(
    caches.open(CACHE).then((cache) => cache.addAll([shell, ...assets].map((url) => new Request(url, { cache: "reload" })))),
  );
});

self.addEventListener("activate", (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) => Promise.all(names.filter((name) => name.startsWith("binhyen-app-") && name !== CACHE).map((name) => caches.delete(name))))
      .then(() => self.clients.claim()),
  );
});

// A new version waits until the person says so: the page may be in the middle of a report.
self.addEventListener("message", (event) => {
  if (event.data === "take-over") self.skipWaiting();
});

self.addEventListener("fetch", (event) => {
  if (event.request.method !== "GET") return;
  const url = new URL(event.request.url);
  if (url.origin !== self.location.origin) return;
  if (url.pathname === shell) event.respondWith(kept(shell, event.request));
  else if (assets.includes(url.pathname + url.search)) event.respondWith(kept(url.pathname + url.search, event.request));
});

async function kept(key, request) {
  const cache = await caches.open(CACHE);
  return (await cache.match(key)) || fetch(request);
}
