// @ts-check
// `<standfirst-article>`: an article in somebody's page. `cargo xtask` puts in front of this the wasm's glue as `glue`, the
// draft writer of drafts.js as `startDrafts`, the lists of the contract in src/embed/element.rs as `CONTENT`, `OTHER` and `PARTS`, and
// `VERSION`, `WASM`, `SHEET`, `WORDS` and `HELD` (files that came with it): one file, which a page can pin by its hash, and which pins what it fetches.
//
// Until there is something to see, and for good where WebAssembly or a file does not come, the element's own content stays: a
// link, an excerpt, the whole article as HTML. Nothing of the page around it is touched: no title, no history, no global
// name, no worker, no listener but those of the page's life (hidden, left), which drafts need.

/**
 * @typedef {object} File
 * @property {string} url
 * @property {string} integrity
 *
 * @typedef {'no-wasm' | 'wasm-refused' | 'integrity' | 'not-found' | 'server' | 'cross-origin' | 'policy' | 'unreachable' | 'broken'} Reason
 */

/** How far from the viewport the wasm is fetched. */
const NEAR = '800px';

/** Why the viewer could not start. */
class StartError extends Error {
  /** @param {Reason} reason @param {string} what @param {unknown} [cause] */
  constructor(reason, what, cause) {
    super(`${what}: ${reason}`, { cause });
    this.reason = reason;
  }
}

/** @param {File} file @returns {Promise<Response>} its bytes are what they were when this module was made */
async function get({ url, integrity }) {
  const held = HELD[url];
  if (held) return new Response(await held(), { headers: { 'content-type': 'application/wasm' } });
  try {
    return await fetch(url, { integrity, credentials: 'omit' });
  } catch (cause) {
    // The browser does not say why. Asked in other ways, it gives itself away.
    throw new StartError(await why(url), url, cause);
  }
}

/** @param {string} url @returns {Promise<Reason>} */
async function why(url) {
  let refused = false;
  const see = (/** @type {SecurityPolicyViolationEvent} */ event) => {
    refused ||= event.effectiveDirective === 'connect-src';
  };
  document.addEventListener('securitypolicyviolation', see);
  try {
    const { ok, status } = await fetch(url, { credentials: 'omit' });
    return ok ? 'integrity' : status === 404 ? 'not-found' : 'server';
  } catch {
    try {
      await fetch(url, { mode: 'no-cors', credentials: 'omit' });
      return 'cross-origin';
    } catch {
      // A violation is told in a task of its own.
      await new Promise((done) => setTimeout(done, 50));
      return refused ? 'policy' : 'unreachable';
    }
  } finally {
    document.removeEventListener('securitypolicyviolation', see);
  }
}

/** @type {Promise<void> | undefined} */
let started;
/** @type {ReturnType<typeof startDrafts>} */
let drafts;
/** The sheet as it came; lengths in `rem` are relative to the host's root, so they wait for {@link sheet}. */
let css = '';
/** @type {CSSStyleSheet | undefined} */
let made;

/** The interface waits so long for its sentences, in milliseconds, before it speaks English. */
const MOMENT = 3000;
/** @param {string} language @returns {Promise<string> | undefined} its sentences; none where they do not come */
const fetchWords = (language) => {
  const file = WORDS[language];
  if (!file) return;
  const text = get(file).then((answer) => answer.text()).catch(() => '');
  return Promise.race([text, new Promise((done) => setTimeout(done, MOMENT, ''))]);
};

async function begin() {
  if (typeof WebAssembly !== 'object') throw new StartError('no-wasm', 'WebAssembly');
  const sheetComes = get(SHEET).then((response) => response.text());
  sheetComes.catch(() => {}); // Awaited below, if the wasm came.
  const wasm = await get(WASM);
  try {
    await glue.init({ module_or_path: wasm });
  } catch (cause) {
    throw new StartError('wasm-refused', String(cause), cause);
  }
  css = await sheetComes;
  drafts = startDrafts();
  glue.prepare(drafts.entries, fetchWords);
}

/** Fetches and starts the module, once for all elements. One that comes after a failure tries again. */
const start = () =>
  (started ??= begin().catch((error) => {
    started = undefined;
    throw error;
  }));

/** The one sheet of all elements. @param {number} rem the reader's own text size in pixels, whatever the host made of it */
const sheet = (rem) => {
  if (!made) {
    made = new CSSStyleSheet();
    made.replaceSync(css.replace(/(\d*\.?\d+)rem\b/g, (_, count) => `${count * rem}px`));
    css = '';
  }
  return made;
};

/** @param {string} address @returns {string} resolved; as it is where it is no address, for the viewer to say so */
const absolute = (address) => {
  try {
    return new URL(address, document.baseURI).href;
  } catch {
    return address;
  }
};

/** @param {string} address */
const originOf = (address) => {
  try {
    return [new URL(address).origin];
  } catch {
    return [];
  }
};

/** @param {Iterable<Element>} scripts @returns {string | null} what they hold, as one JSON text */
const jsonOf = (scripts) => {
  const found = [];
  let broken = null;
  for (const { textContent } of scripts) {
    try {
      found.push(JSON.parse(textContent ?? ''));
    } catch {
      broken = textContent; // The viewer says where.
    }
  }
  return found.length ? JSON.stringify(found.length > 1 ? found : found[0]) : broken;
};

/** @type {IntersectionObserver | undefined} */
let observer;
/** @type {WeakMap<Element, () => void>} */
const arrivals = new WeakMap();
/** Calls `act` once `element` is near the viewport. @param {Element} element @param {() => void} act */
const whenNear = (element, act) => {
  observer ??= new IntersectionObserver(
    (entries, self) => {
      for (const { target, isIntersecting } of entries) {
        if (!isIntersecting) continue;
        self.unobserve(target);
        arrivals.get(target)?.();
      }
    },
    { rootMargin: NEAR },
  );
  arrivals.set(element, act);
  observer.observe(element);
};

export class StandfirstArticle extends HTMLElement {
  static version = VERSION;
  static observedAttributes = CONTENT;

  /** @type {unknown} */
  #article;
  /** Whether it was near the viewport. */
  #begun = false;
  /** Counts what was asked for: an answer to an earlier one comes too late. */
  #turn = 0;
  /** Number of the viewer that is shown, of the one that draws itself unseen, 0 for none. */
  #shown = 0;
  #drawing = 0;
  #due = false;
  /** @type {HTMLElement | undefined} */
  #root;
  /** @type {HTMLElement | null} */
  #focused = null;
  /** CSS pixels. */
  #height = 0;

  connectedCallback() {
    for (const name of ['article', ...CONTENT.map(property)]) {
      // Set before the element was defined: the property hides the accessor.
      if (Object.hasOwn(this, name)) {
        const value = /** @type {any} */ (this)[name];
        delete (/** @type {any} */ (this)[name]);
        /** @type {any} */ (this)[name] = value;
      }
    }
    if (this.#shown) {
      // Moved within one task: everything is as it was but the focus.
      this.#hold();
      if (this.#focused && document.activeElement === document.body) this.#focused.focus({ preventScroll: true });
    } else if (this.#begun || this.getAttribute('loading') === 'eager') {
      this.#begun = true;
      this.#ask();
    } else {
      whenNear(this, () => {
        this.#begun = true;
        this.#ask();
      });
    }
  }

  disconnectedCallback() {
    observer?.unobserve(this);
    // A move takes it out and puts it back in one task.
    setTimeout(() => this.isConnected || this.#end());
  }

  /** A move by `moveBefore` keeps everything. */
  connectedMoveCallback() {}

  /** @param {string} _name @param {string | null} before @param {string | null} now */
  attributeChangedCallback(_name, before, now) {
    if (before !== now) this.#ask();
  }

  /** The document itself: the text, or what `JSON.parse` makes of it. It counts before `src`. */
  get article() {
    return this.#article;
  }

  set article(article) {
    this.#article = article;
    this.#ask();
  }

  /** `loading`, `ready` or `error`; empty before it began. */
  get state() {
    return this.dataset.standfirst ?? '';
  }

  get standfirstVersion() {
    return VERSION;
  }

  /** Asks for everything again. */
  reload() {
    this.#ask();
  }

  /** Goes to a block, a note or a comment (`comment-ID`) by its name. @param {string} name @returns {boolean} */
  goTo(name) {
    return this.#shown > 0 && glue.goTo(this.#shown, name);
  }

  /** Shows what the attributes say, once for all that change in one task. */
  #ask() {
    if (!this.#begun || this.#due || !this.isConnected) return;
    this.#due = true;
    queueMicrotask(() => {
      this.#due = false;
      if (this.isConnected) this.#show();
    });
  }

  async #show() {
    const turn = (this.#turn += 1);
    this.dataset.standfirst = 'loading';
    try {
      await start();
      if (turn !== this.#turn || !this.isConnected) return;
      this.#draw();
    } catch (error) {
      if (turn === this.#turn) this.#failed(error);
    }
  }

  /** Draws what is asked for where nobody sees it, and shows it when it is there. */
  #draw() {
    const place = document.createElement('div');
    place.className = 'view';
    this.#label(place);
    if (this.#drawing) glue.unmount(this.#drawing);
    const src = this.getAttribute('src') || null;
    const reveal = () => this.#reveal(place);
    const fragment = this.#shown ? '' : decode(location.hash.slice(1));
    this.#drawing = glue.mount(
      this,
      place,
      reveal,
      src === null ? undefined : absolute(src),
      this.#text() ?? undefined,
      this.#config(src),
      fragment,
    );
  }

  /** The document, where it needs no request. @returns {string | null} */
  #text() {
    const article = this.#article;
    if (article != null) return typeof article === 'string' ? article : JSON.stringify(article);
    if (this.getAttribute('src')) return null;
    const inside = [...this.children].filter((child) => child.matches('script[type$=json]'));
    if (inside.length) return jsonOf(inside);
    const from = this.getAttribute('from');
    if (!from) return null;
    const root = /** @type {Document | ShadowRoot} */ (this.getRootNode());
    const one = from === 'page' ? null : (root.getElementById?.(from) ?? document.getElementById(from));
    return jsonOf(from === 'page' ? document.querySelectorAll('script[type="application/ld+json"]') : one ? [one] : []);
  }

  /** The configuration block of a page, with the addresses that the attributes name as allowed ones. @param {string | null} src */
  #config(src) {
    const words = (/** @type {string} */ name) => this.getAttribute(name)?.split(/[\s,]+/).filter(Boolean) ?? [];
    const feed = this.getAttribute('feed') ? absolute(this.getAttribute('feed') ?? '') : undefined;
    const [, kind = '', where = ''] = /^([a-z0-9-]+:(?!\/\/))?(.*)$/s.exec(this.getAttribute('comments') ?? '') ?? [];
    const list = where && absolute(where);
    const named = [src ? absolute(src) : '', feed ?? '', list].flatMap(originOf);
    return JSON.stringify({
      feed,
      comments: kind + list || undefined,
      origins: [...new Set([...words('origins'), ...named])],
      avatars: this.hasAttribute('avatars'),
      features: words('features'),
    });
  }

  /** Gives parts their names, and headings their level, as they come. @param {HTMLElement} place */
  #label(place) {
    const shift = Math.min(Math.max(Math.trunc(Number(this.getAttribute('heading-level'))) || 1, 1), 6) - 1;
    const label = () => {
      for (const [part, selector] of PARTS) {
        for (const one of place.querySelectorAll(`:is(${selector}):not([part])`)) one.setAttribute('part', part);
      }
      if (!shift) return;
      for (const one of place.querySelectorAll(':is(h1, h2, h3, h4, h5, h6):not([aria-level])')) {
        one.setAttribute('aria-level', String(Number(one.localName[1]) + shift));
      }
    };
    // Ends with the place: nothing else holds it.
    new MutationObserver(label).observe(place, { childList: true, subtree: true });
  }

  /** @param {HTMLElement} place */
  #reveal(place) {
    if (!this.#root) this.#attach();
    if (!this.#drawing || place.parentNode) return;
    const before = this.#shown;
    [this.#shown, this.#drawing] = [this.#drawing, 0];
    this.#root?.replaceChildren(place);
    if (before) glue.unmount(before);
  }

  /** Gives it a shadow root, which hides its own content. */
  #attach() {
    const shadow = this.attachShadow({ mode: 'open' });
    const slots = ['header', '', 'footer'].map((name) => Object.assign(document.createElement('slot'), { name }));
    const root = (this.#root = document.createElement('div'));
    root.className = 'root';
    root.part = 'base';
    root.style.all = 'initial';
    shadow.append(slots[0], root, slots[1], slots[2]);
    shadow.adoptedStyleSheets = [sheet(parseFloat(getComputedStyle(root).fontSize) || 16)];
    root.style.all = '';
    new ResizeObserver(([{ contentRect }]) => (this.#height = contentRect.height)).observe(root);
    drafts.watch(shadow);
    this.addEventListener('standfirst-error', (event) => {
      const { code, sentence } = /** @type {CustomEvent} */ (event).detail;
      if (event.target !== this || code !== 'panic') return;
      // The module is dead, and so is what it drew. What is typed is still kept.
      const broken = Object.assign(document.createElement('p'), { className: 'broken', role: 'alert', textContent: sentence });
      root.append(broken);
    });
    shadow.addEventListener('focusin', ({ target }) => (this.#focused = /** @type {HTMLElement} */ (target)));
    // Some engines tell of a loss of focus while they take the element out: what holds is known a task later.
    shadow.addEventListener('focusout', () => setTimeout(() => shadow.activeElement || (this.#focused = null)));
  }

  #end() {
    this.#turn += 1;
    for (const number of [this.#shown, this.#drawing]) if (number) glue.unmount(number);
    this.#shown = this.#drawing = 0;
    this.#focused = null;
    this.#root?.replaceChildren();
  }

  /** WebKit lays a container out once without its content, and the page would be too short for where it is scrolled to. */
  #hold() {
    const { style } = /** @type {HTMLElement} */ (this.#root);
    style.minHeight = `${this.#height}px`;
    requestAnimationFrame(() => (style.minHeight = ''));
  }

  /** @param {unknown} error */
  #failed(error) {
    const reason = error instanceof StartError ? error.reason : 'broken';
    this.dataset.standfirst = 'error';
    console.warn('standfirst:', error instanceof Error ? error.message : error);
    const sentence = `The article's viewer could not start (${reason}).`;
    const detail = { code: 'start-failed', reason, sentence };
    this.dispatchEvent(new CustomEvent('standfirst-error', { bubbles: true, composed: true, detail }));
  }
}

/** @param {string} fragment */
const decode = (fragment) => {
  try {
    return decodeURIComponent(fragment);
  } catch {
    return fragment;
  }
};

/** The property of an attribute. @param {string} name */
function property(name) {
  return name.replace(/-(.)/g, (_, letter) => letter.toUpperCase());
}

for (const name of CONTENT.concat(OTHER)) {
  if (name === 'lang') continue; // Every element has it.
  const flag = name === 'avatars';
  Object.defineProperty(StandfirstArticle.prototype, property(name), {
    configurable: true,
    enumerable: true,
    /** @this {StandfirstArticle} */
    get() {
      return flag ? this.hasAttribute(name) : (this.getAttribute(name) ?? '');
    },
    /** @this {StandfirstArticle} @param {unknown} value */
    set(value) {
      if (flag ? !value : value == null) this.removeAttribute(name);
      else this.setAttribute(name, flag ? '' : String(value));
    },
  });
}

/**
 * Defines the element, unless it is defined: the first that comes wins, and both versions are told.
 * @param {string} [tag]
 * @param {CustomElementRegistry} [registry]
 * @returns {CustomElementConstructor} what the tag stands for
 */
export function define(tag = 'standfirst-article', registry = customElements) {
  const there = registry.get(tag);
  if (!there) {
    // A class can have one name in a registry.
    const free = !registry.getName?.(StandfirstArticle);
    registry.define(tag, free ? StandfirstArticle : class extends StandfirstArticle {});
  } else if (there !== StandfirstArticle && !(there.prototype instanceof StandfirstArticle)) {
    const version = /** @type {any} */ (there).version ?? 'unknown';
    console.info(`standfirst: <${tag}> is defined already, by version ${version}; this is ${VERSION}`);
  }
  return registry.get(tag) ?? StandfirstArticle;
}

export const version = VERSION;
