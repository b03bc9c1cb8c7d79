/*
 * The service worker; the server puts VERSION, FILES and ICON in front. It keeps the player's page and files and nothing else:
 * they hold nothing of any athlete. What is an athlete's lies in the page's own database.
 */
/* global VERSION, FILES, ICON */
const CACHE = `mesocycle-player-${VERSION}`;
const SHELL = "/player";
const OFFLINE = "/offline";
const IS_PLAYER = /^\/sessions\/[^/]+\/player$/;

self.addEventListener("install", (event) => {
  const fetched = caches.open(CACHE).then((cache) => cache.addAll([...[SHELL, OFFLINE].map((page) => new Request(page, { cache: "reload" })), ...FILES]));
  event.waitUntil(fetched.then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  const others = caches.keys().then((names) =>
    Promise.all(names.filter((name) => name.startsWith("mesocycle-player-") && name !== CACHE).map((name) => caches.delete(name))));
  event.waitUntil(others.then(() => self.clients.claim()));
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== location.origin) return;
  if (request.mode === "navigate" && IS_PLAYER.test(pathname)) event.respondWith(shell(event));
  else if (request.mode === "navigate") event.respondWith(fetch(request).catch(async () => (await caches.match(OFFLINE)) ?? Response.error()));
  else if (FILES.includes(pathname)) event.respondWith(caches.match(pathname).then((found) => found ?? fetch(request)));
});

/** The kept page at once; a fresh one for the next time, should its language have changed. @param {FetchEvent} event */
async function shell(event) {
  const cache = await caches.open(CACHE);
  const found = await cache.match(SHELL);
  const fresh = fetch(event.request).then(async (answer) => {
    const current = answer.ok && (await answer.clone().text()).includes(VERSION);
    if (current) await cache.put(SHELL, answer.clone());
    return answer;
  });
  if (!found) return fresh;
  event.waitUntil(fresh.catch(() => undefined));
  return found;
}

/** The end of a rest, in the form that Safari shows by itself; a page that is looked at says it on its own. */
self.addEventListener("push", (event) => {
  const { title, body, navigate, tag } = event.data.json().notification;
  event.waitUntil(self.clients.matchAll({ type: "window" }).then((pages) =>
    pages.some((page) => page.visibilityState === "visible") ? undefined
      : self.registration.showNotification(title, { body, tag, renotify: true, icon: ICON, data: { navigate } })));
});

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  const { navigate } = event.notification.data;
  event.waitUntil(self.clients.matchAll({ type: "window" }).then((pages) =>
    pages.find((page) => new URL(page.url).pathname === navigate)?.focus() ?? self.clients.openWindow(navigate)));
});
