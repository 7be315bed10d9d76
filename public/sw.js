// @ts-check
/// <reference lib="webworker" />
/**
 * Answers for the page when there is no network: its own files from one version's complete cache, and the pictures,
 * sound and film that the page has kept (`src/browser/kept.rs`). Everything else goes to the network untouched, other
 * pages of the origin and their caches included.
 *
 * The last step of a build writes names and hashes of the files into FILES; an empty list is the way to take the
 * worker off a site: it deletes what it kept and unregisters itself.
 */

const VERSION = '';
/**
 * By path below the scope: 16 hexadecimal digits that begin the file's SHA-256. For the page itself, which a publisher
 * may edit after the build, what must stand in it: the names of the files that it belongs to.
 * @type {Record<string, string[]>}
 */
const FILES = {};

const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));
const SCOPE = worker.registration.scope;
const OURS = `standfirst ${SCOPE} `;
const SHELL = `${OURS}shell `;
const PAGE = 'index.html';
const names = Object.keys(FILES);

/** @type {(nothing?: any) => void} */
let leave;
/**
 * Comes when the next version is to take over: a browser waits until all is done, were it a question to a slow server.
 * @type {Promise<any>}
 */
const left = new Promise((done) => (leave = done));

/** Takes the place of the version before. */
const follow = () => {
  worker.registration.active?.postMessage('leave');
  worker.skipWaiting();
};

const shell = () => caches.open(SHELL + VERSION);

/**
 * The answer, if it is the file of this version. Made anew: a browser takes no redirected answer for a page.
 * @param {string} name
 * @param {Response | undefined} answer
 */
const checked = async (name, answer) => {
  if (!answer?.ok) return;
  const bytes = await answer.arrayBuffer();
  let text = '';
  if (name === PAGE) text = new TextDecoder().decode(bytes);
  else for (const byte of new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))) text += byte.toString(16).padStart(2, '0');
  if (FILES[name].every((part) => text.includes(part))) return new Response(bytes, { headers: answer.headers });
};

/** Keeps every file of this version, or fails. */
const install = async () => {
  const cache = await shell();
  // All of them end first: what a failed version has is thrown away whole.
  const done = await Promise.allSettled(
    names.map(async (name) => {
      const url = SCOPE + (name === PAGE ? '' : name);
      const file =
        // What is the same in another version is there already.
        (await checked(name, await caches.match(url))) ??
        // A first visit has just fetched it.
        (await checked(name, await fetch(url, { cache: 'force-cache' }))) ??
        (await checked(name, await fetch(url, { cache: 'reload' })));
      if (!file) throw new Error(`${name} differs`);
      await cache.put(url, file);
    }),
  );
  for (const one of done) if (one.status === 'rejected') throw one.reason;
};

/** Older versions go when no page is left that may need them. */
const tidy = async () => {
  const { installing, waiting } = worker.registration;
  const open = await worker.clients.matchAll({ includeUncontrolled: true });
  if (installing || waiting || open.some(({ url }) => url.startsWith(SCOPE))) return;
  for (const name of await caches.keys()) {
    if (name.startsWith(SHELL) && name !== SHELL + VERSION) await caches.delete(name);
  }
};

/** The page as the server has it now, if it is of this version: its configuration may have been edited. */
const freshen = async () => {
  await tidy();
  const page = await checked(PAGE, await fetch(SCOPE, { cache: 'no-cache' }));
  if (page) await (await shell()).put(SCOPE, page);
};

/**
 * A file from this version or else any: a page that is still open may belong to an older one. The page itself has the same address
 * in all versions, and perhaps in another app's cache.
 * @param {Request} request @param {string} url
 */
const file = async (request, url) =>
  (await (await shell()).match(url)) || (url !== SCOPE && (await caches.match(url))) || fetch(request);

/** @param {Request} request @param {string} url */
const kept = async (request, url) => {
  const copy = await caches.match(url, { cacheName: `${OURS}kept`, ignoreVary: true });
  if (!copy) return fetch(request);
  const range = /^bytes=(\d+)-(\d*)$/.exec(request.headers.get('range') ?? '');
  if (!range) return copy;
  const whole = await copy.blob();
  const start = +range[1];
  const part = whole.slice(start, range[2] ? +range[2] + 1 : whole.size);
  // A range that has nothing gets everything (RFC 9110, section 14.2).
  if (!part.size) return new Response(whole, copy);
  const answer = new Response(part, { status: 206, headers: copy.headers });
  answer.headers.set('content-range', `bytes ${start}-${start + part.size - 1}/${whole.size}`);
  return answer;
};

worker.addEventListener('install', (event) => {
  if (!names.length) return follow();
  event.waitUntil(
    install().catch(async (error) => {
      await caches.delete(SHELL + VERSION);
      throw error;
    }),
  );
});

worker.addEventListener('activate', (event) => {
  const begin = async () => {
    // The first page is claimed, so that what it loads later comes from its own version.
    if (names.length) return tidy().then(() => worker.clients.claim());
    for (const name of await caches.keys()) if (name.startsWith(OURS)) await caches.delete(name);
    await worker.registration.unregister();
  };
  event.waitUntil(begin());
});

worker.addEventListener('fetch', (event) => {
  const { request } = event;
  const [url] = request.url.split('#');
  const [path, query] = url.split('?');
  if (request.method !== 'GET' || !names.length || new URL(url).origin !== worker.origin) return;
  const name = path.startsWith(SCOPE) ? path.slice(SCOPE.length) : '?';
  if (request.mode === 'navigate') {
    if (name && name !== PAGE) return;
    event.respondWith(file(request, SCOPE));
    event.waitUntil(Promise.race([left, freshen()]).catch(() => {})); // without a network the page stays as it is
  } else if (names.includes(name) || /-[\da-f]{16}[._]/.test(name)) {
    event.respondWith(file(request, path));
  } else {
    const media = /^(image|audio|video|track)$/.test(request.destination) && url;
    const wanted = name === 'kept' ? query && decodeURIComponent(query) : media;
    if (wanted) event.respondWith(Promise.race([left, kept(request, wanted)]));
  }
});

worker.addEventListener('message', (event) => {
  const { data } = event;
  if (data === 'update') follow();
  if (data === 'leave') leave();
  // Whether all files are there; those that the browser has thrown away are fetched again.
  if (data === 'check') {
    const complete = async () => (await (await shell()).keys()).length < names.length && install();
    const there = complete().then(() => true, () => false);
    event.waitUntil(there.then((it) => event.ports[0].postMessage(it)));
  }
});
