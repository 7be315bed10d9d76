// Starts the viewer: hides the plain HTML, begins to fetch the document beside the module, and says so where the
// module cannot start. It is the one script that runs before WebAssembly does, and it stays small for that reason.

const script = /** @type {HTMLScriptElement} */ (document.querySelector('script[data-wasm]'));
const plain = document.getElementById('standfirst-plain');
const root = document.documentElement;

/**
 * The address rule of src/embed/address_rule.rs, for the one request that is made before Rust runs. Rust asks again.
 * @param {URL} address
 * @param {unknown} origins
 */
const allowed = (address, origins) =>
  /^https?:$/.test(address.protocol) &&
  (address.origin === location.origin || (Array.isArray(origins) && origins.includes(address.origin)));

/**
 * The request for `?src=` or, without it, for the feed; `null` where there is nothing to ask or it is not allowed.
 * @returns {{ address: string, response: Promise<Response>, abort: AbortController, personal: boolean } | null}
 */
function begin() {
  try {
    const config = JSON.parse(document.getElementById('standfirst-config')?.textContent ?? '{}');
    const query = new URLSearchParams(location.search);
    // The installed page opens the article that was read last.
    const last = query.has('launch') && localStorage.getItem('standfirst.last');
    if (last) {
      history.replaceState(null, '', `?src=${encodeURIComponent(last)}`);
      return begin();
    }
    const wanted = query.get('src') || query.get('feed') || config.feed;
    const address = new URL(wanted, location.href);
    address.hash = '';
    if (!wanted || !allowed(address, config.origins)) return null;
    // A request without cookies, unless the page preloads this very document: a preload is only used by a request
    // of its own mode.
    const preloads = [...document.querySelectorAll('link[rel=preload][as=fetch]')];
    const preloaded = preloads.some((link) => /** @type {HTMLLinkElement} */ (link).href === address.href);
    const abort = new AbortController();
    const response = fetch(address, { credentials: preloaded ? 'same-origin' : 'omit', signal: abort.signal });
    response.catch(() => {}); // Rust awaits it later and tells what went wrong.
    return { address: address.href, response, abort, personal: preloaded };
  } catch {
    return null; // A broken configuration or address: Rust reads both again and names the fault.
  }
}

/** Nothing waits longer, in milliseconds, for a file that it can do without. */
const MOMENT = 3000;
const moment = () => new Promise((done) => setTimeout(done, MOMENT));

/**
 * Brings drafts.js, which must be there before a form is: with a form of the plain HTML at once, else while the reader begins to read.
 * Without it within a moment the form says that nothing is saved.
 */
const bringDrafts = () =>
  Promise.race([import(new URL(script.dataset.drafts ?? '', document.baseURI).href).catch(() => {}), moment()]);
if (document.querySelector('form[data-draft]')) bringDrafts();
document.addEventListener('standfirst-ready', bringDrafts, { once: true });

/** @type {Map<string, Promise<string>>} */
const files = new Map();

/**
 * The sentences of a language, from the file that the page names for it; nothing where there is none, or none within a moment.
 * @param {string} language
 */
function fetchWords(language) {
  const name = script.getAttribute(`data-words-${language}`);
  if (!name) return;
  let file = files.get(language);
  if (!file) {
    const asked = fetch(new URL(name, document.baseURI)).then((answer) => (answer.ok ? answer.text() : ''));
    file = asked.catch(() => {
      files.delete(language); // Asked again with the next article.
      return '';
    });
    files.set(language, file);
  }
  return Promise.race([file, moment()]);
}

/**
 * Begins to fetch the sentences of the first of these languages that the interface speaks. English is in the module.
 * @param {readonly string[]} tags
 */
function speak(tags) {
  const languages = tags.map((tag) => tag.split(/[-_]/)[0].toLowerCase());
  const spoken = languages.find((language) => language === 'en' || script.hasAttribute(`data-words-${language}`));
  if (spoken) fetchWords(spoken);
}

/** What is longer than this, in UTF-16 code units, is not read twice. */
const SMALL = 300_000;

/** What a document has before the first of its lists and objects, `@context` aside, as JSON but for the end. */
const START = /^\s*{(\s*("@context"\s*:\s*\[[^\]]*]|"[^"]*"\s*:\s*("[^"\\]*(\\.[^"\\]*)*"|[-+.\w]+))\s*,)+(?=\s*"[^"]*"\s*:\s*[[{])/;

/** What a document of WordPress or a JSON Feed begins with. Another that begins so brings a part of 16 KB that it may not need. */
const POST = /^\s*\[?\s*{\s*"(id"\s*:\s*\d|version"\s*:\s*"h)/;

/**
 * Shows headline, kicker and standfirst as soon as they are there: with the first bytes of a document that begins with them, else with
 * its last. On a slow network that is long before the module.
 * @param {Response} response
 */
async function show(response) {
  if (!response.ok) return;
  const reader = /** @type {ReadableStream<BufferSource>} */ (response.clone().body).pipeThrough(new TextDecoderStream()).getReader();
  for (let text = ''; ; ) {
    const { done, value } = await reader.read();
    if (done) return draw(JSON.parse(text));
    text += value;
    const start = START.exec(text)?.[0];
    if (start?.includes('"headline"')) {
      reader.cancel();
      return draw(JSON.parse(start.replace(/,$/, '}')));
    }
    const isPost = POST.test(text);
    if (isPost || text.length > SMALL) {
      reader.cancel();
      // The part that reads posts comes beside the module, not after it. Their headline has another name, and all of one is not read for it.
      return isPost && (await glue).ahead?.('posts');
    }
  }
}

/**
 * Plain text only: anything with markup in it waits for Rust, which takes this away when it shows the article.
 * @param {Record<string, any>} fields
 */
function draw({ headline, kicker, articleSection, alternativeHeadline, inLanguage }) {
  if (typeof inLanguage === 'string') speak([inLanguage, ...navigator.languages]);
  const plainText = (/** @type {unknown} */ text) => typeof text === 'string' && text.trim() !== '' && !/<|&#?\w+;/.test(text);
  const main = document.getElementById('standfirst');
  if (!main || !plainText(headline) || root.dataset.standfirst !== 'loading' || main.querySelector('.page')) return;
  const page = document.createElement('div');
  const article = document.createElement('article');
  const header = document.createElement('header');
  page.className = 'page';
  page.id = 'standfirst-early';
  if (plainText(inLanguage)) article.lang = inLanguage;
  // As Rust will have it: a page that turns around later would be seen to.
  if (/^ar\b/i.test(inLanguage)) root.dir = 'rtl';
  const parts = [['h1', headline.length > 110 ? 'long' : '', headline], ['p', 'kicker', kicker || articleSection], ['p', 'standfirst', alternativeHeadline]];
  for (const [name, className, text] of parts.filter(([, , text]) => plainText(text))) {
    const part = document.createElement(name);
    part.className = className;
    part.dir = 'auto';
    part.textContent = text;
    header.append(part);
  }
  article.append(header);
  page.append(article);
  main.prepend(page);
}

/** @param {unknown} error */
function failed(error) {
  console.error('Standfirst could not start:', error);
  const why = document.getElementById('standfirst-why');
  const sentence = why?.textContent || 'The viewer could not start.';
  why?.append(` (${error})`);
  plain?.classList.add('now');
  plain?.removeAttribute('hidden');
  root.dataset.standfirst = 'error';
  const detail = { code: 'start-failed', sentence };
  document.dispatchEvent(new CustomEvent('standfirst-error', { bubbles: true, composed: true, detail }));
}

// A trap in the module: a panic, or worse. Nothing of it runs any more; drafts.js does not need it.
addEventListener('error', ({ error }) => {
  if (!(error instanceof WebAssembly.RuntimeError)) return;
  document.getElementById('standfirst-broken')?.removeAttribute('hidden');
  root.dataset.standfirst = 'error';
});

root.dataset.standfirst = 'loading';
plain?.setAttribute('hidden', '');
speak(navigator.languages);
const early = begin();
const base = document.baseURI;
const glue = import(new URL(script.dataset.glue ?? '', base).href);
early?.response.then(show).catch(() => {}); // A hint only: what is wrong with the document Rust tells.
try {
  const module = await glue;
  // In the mode of its preload: with a `crossorigin` preload WebKit would ask for the file twice.
  const wasm = fetch(new URL(script.dataset.wasm ?? '', base), { mode: 'no-cors', credentials: 'include' });
  await module.default({ module_or_path: wasm });
  module.openPage(early, fetchWords, bringDrafts);
  plain?.remove();
} catch (error) {
  failed(error);
}
