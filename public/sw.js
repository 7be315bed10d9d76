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

const shell = () => caches.open(SHELL + VERSION);
/** @param {string} name */
const urlOf = (name) => SCOPE + (name === PAGE ? '' : name);

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

/** @param {string} url in any version's cache; a page that is still open may belong to an older one */
const ofAnyVersion = async (url) => {
  for (const name of await caches.keys()) {
    const found = name.startsWith(SHELL) && (await (await caches.open(name)).match(url));
    if (found) return found;
  }
};

/** Keeps every file of this version, or fails. */
const install = async () => {
  const cache = await shell();
  // All of them end first: what a failed version has is thrown away whole.
  const done = await Promise.allSettled(
    names.map(async (name) => {
      const url = urlOf(name);
      const file =
        (await checked(name, await ofAnyVersion(url))) ??
        // A first visit has just fetched it.
        (await checked(name, await fetch(url, { cache: 'force-cache' }))) ??
        (await checked(name, await fetch(url, { cache: 'reload' })));
      if (!file) throw new Error(`${name} is not the file of this version`);
      await cache.put(url, file);
    }),
  );
  const failed = done.find(({ status }) => status === 'rejected');
  if (failed) throw /** @type {PromiseRejectedResult} */ (failed).reason;
};

/** Older versions go when no page is left that may need them. */
const tidy = async () => {
  const { installing, waiting } = worker.registration;
  const open = await worker.clients.matchAll({ type: 'window', includeUncontrolled: true });
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

/** @param {Request} request @param {string} url */
const file = async (request, url) => (await (await shell()).match(url)) ?? (await ofAnyVersion(url)) ?? fetch(request);

/** @param {Request} request @param {string} url */
const kept = async (request, url) => {
  const copy = await (await caches.open(`${OURS}kept`)).match(url, { ignoreVary: true });
  if (!copy) return fetch(request);
  const range = /^bytes=(\d+)-(\d*)$/.exec(request.headers.get('range') ?? '');
  if (!range) return copy;
  const whole = await copy.blob();
  const start = Number(range[1]);
  const part = whole.slice(start, range[2] ? Number(range[2]) + 1 : whole.size);
  // A range that has nothing gets everything (RFC 9110, section 14.2).
  if (!part.size) return new Response(whole, copy);
  const headers = new Headers(copy.headers);
  headers.set('content-range', `bytes ${start}-${start + part.size - 1}/${whole.size}`);
  return new Response(part, { status: 206, headers });
};

worker.addEventListener('install', (event) => {
  if (!names.length) return void worker.skipWaiting();
  event.waitUntil(
    install().catch(async (error) => {
      await caches.delete(SHELL + VERSION);
      throw error;
    }),
  );
});

worker.addEventListener('activate', (event) => {
  const end = async () => {
    for (const name of await caches.keys()) if (name.startsWith(OURS)) await caches.delete(name);
    await worker.registration.unregister();
  };
  // The first page is claimed, so that what it loads later comes from its own version.
  event.waitUntil(names.length ? tidy().then(() => worker.clients.claim()) : end());
});

worker.addEventListener('fetch', (event) => {
  const { request } = event;
  const [url] = request.url.split('#');
  const [path, query] = url.split('?');
  if (request.method !== 'GET' || !names.length || new URL(url).origin !== worker.location.origin) return;
  const name = path.startsWith(SCOPE) ? path.slice(SCOPE.length) : '?';
  if (request.mode === 'navigate') {
    if (name && name !== PAGE) return;
    event.respondWith(file(request, SCOPE));
    event.waitUntil(freshen().catch(() => {})); // without a network the page stays as it is
  } else if (names.includes(name) || /-[\da-f]{16}[._]/.test(name)) {
    event.respondWith(file(request, path));
  } else if (name === 'kept' && query) {
    event.respondWith(kept(request, decodeURIComponent(query)));
  } else if (/^(image|audio|video|track)$/.test(request.destination)) {
    event.respondWith(kept(request, url));
  }
});

worker.addEventListener('message', (event) => {
  if (event.data === 'update') worker.skipWaiting();
  // Whether all files are there; those that the browser has thrown away are fetched again.
  if (event.data === 'check') {
    const complete = shell().then(async (cache) => {
      if ((await cache.keys()).length < names.length) await install();
      return true;
    });
    event.waitUntil(complete.catch(() => false).then((there) => event.ports[0].postMessage(there)));
  }
});
