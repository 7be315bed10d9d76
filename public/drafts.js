// @ts-check
/**
 * Keeps what a reader types into a reply form. Runs before everything else and needs nothing of it: if the viewer
 * never starts, or breaks, saving goes on.
 *
 * A form takes part by `data-draft`, the address of its draft as JSON: `[site, article, parent or null, kind]`.
 * Each form that is typed into writes one record under its own key and nobody else writes there:
 * `standfirst.d1/<site>/<article>/<parent>/<kind>/<writer>`, each part percent-encoded. The record is the JSON text
 * described in `src/draft/record.rs`; both stores hold the same text. A JavaScript string keeps lone surrogates and
 * `JSON.stringify` escapes them, so no text is ever changed.
 *
 * - localStorage is written in the input handler; the database `standfirst` within 50 ms, one transaction at a time,
 *   with `commit()`, at once when the page may be about to go. A killed browser forgets either the one or the other.
 * - sessionStorage where both fail, and alone where the reader wants nothing kept on this device: then
 *   `standfirst.s1/keep` is `tab` in one of the two Web Storages. Its copy lives as long as the tab.
 * - `standfirst.s1/forgotten` changes in localStorage when the reader has everything forgotten in another tab.
 * - The database also gets earlier versions of the comment, under `standfirst.h1/`: one each half minute, and what
 *   stood there before more than half of it was deleted. Ten of each form, without name, email and website.
 * - `data-draft-of` on the form, JSON, is what a list of drafts says of the article: `title` and `src`. Goes into the record.
 * - `data-draft-seen` on the form (`{writer: revision}`) names what its text descends from; the viewer sets it when
 *   it restores or retires a draft. A revision is always higher than all that it has seen.
 * - `data-draft-at` is set here: `writer:revision` of exactly what the fields hold. The viewer takes it away when it
 *   puts another text into the fields; then typing begins a new record and the one before stays as it is.
 * - Each outcome is told by an event `standfirst-draft` from the form, with detail {@link DraftReport}.
 * - What this page typed is in `standfirstDrafts`, by key: the copy of last resort, from which the viewer takes what
 *   it has retired.
 *
 * @typedef {object} Entry One revision of one form's draft; the next one replaces it.
 * @property {HTMLFormElement} form
 * @property {string} writer
 * @property {number} rev
 * @property {string[]} values
 * @property {string} json
 * @property {boolean} local whether localStorage took it
 * @property {string} [told] what was told of it
 * @property {string} longest the longest comment since an earlier version was kept
 * @property {number} keptAt when that was, in milliseconds since the page began
 * @property {number} versions how many were kept
 *
 * @typedef {object} DraftReport
 * @property {'device' | 'tab' | 'none'} saved the best store that confirmed the text
 * @property {number} at milliseconds since 1970
 * @property {number} rev
 * @property {string} writer
 */

const startDrafts = () => {
  const FIELDS = ['comment', 'author', 'email', 'url'];
  const WRITE_AFTER = 50; // ms
  const TELL_AFTER = 500; // ms; a database that is silent for so long does not count
  const RETRY_AFTER = 2000; // ms; sooner than that a database that failed is not tried again
  const RETRY_UNASKED_AFTER = 5000; // ms; also where nothing more is typed
  const OPEN_AFTER = 200; // ms
  const VERSION_AFTER = 30_000; // ms
  const VERSIONS = 10;

  /** @type {Map<string, Entry>} */
  const entries = new Map();
  /** @type {WeakMap<Element, string>} */
  const writers = new WeakMap();
  /** @type {Set<string>} keys whose entry the database does not have yet */
  const queue = new Set();
  /** @type {[string, string][]} earlier versions that the database does not have yet, JSON text and key */
  const versions = [];
  /** @type {IDBDatabase | undefined} */
  let database;
  let opening = false;
  let failedAt = -RETRY_AFTER;
  let underWay = 0;
  let writeTimer = 0;
  let tellTimer = 0;
  let forms = 0;
  const page = Array.from(crypto.getRandomValues(new Uint32Array(2)), (n) => n.toString(36)).join('');

  /** @param {'localStorage' | 'sessionStorage'} name @param {string} key @param {string} json */
  const put = (name, key, json) => {
    try {
      const store = window[name];
      try {
        store.setItem(key, json);
      } catch {
        // Full. What was sent or discarded may go: the database has it too.
        for (const old of Object.keys(store)) if (old.startsWith('standfirst.t1/')) store.removeItem(old);
        store.setItem(key, json);
      }
      return true;
    } catch {
      return false;
    }
  };

  /** Whether the reader wants what is typed in this tab only. */
  const isTabOnly = () =>
    /** @type {const} */ (['localStorage', 'sessionStorage']).some((name) => {
      try {
        return window[name].getItem('standfirst.s1/keep') === 'tab';
      } catch {
        return false;
      }
    });

  /** Tells the form what became of an entry. @param {string} key @param {Entry} entry @param {boolean} stored */
  const tell = (key, entry, stored) => {
    if (entries.get(key) !== entry) return; // a newer revision is on its way and will be told
    const saved =
      stored || entry.local ? 'device' : put('sessionStorage', key, entry.json) ? 'tab' : 'none';
    if (entry.told === saved) return; // written once more, with the same outcome
    entry.told = saved;
    const detail = { saved, at: Date.now(), rev: entry.rev, writer: entry.writer };
    entry.form.dispatchEvent(new CustomEvent('standfirst-draft', { bubbles: true, composed: true, detail }));
  };

  /** Tells of everything that the database does not have. */
  const tellWaiting = () => {
    clearTimeout(tellTimer);
    tellTimer = 0;
    for (const key of queue) {
      const entry = entries.get(key);
      if (entry) tell(key, entry, false);
    }
  };

  const failed = () => {
    failedAt = performance.now();
    database?.close();
    database = undefined;
    tellWaiting();
    if (queue.size) writeTimer ||= setTimeout(write, RETRY_UNASKED_AFTER, false);
  };

  const open = () => {
    if (opening || performance.now() - failedAt < RETRY_AFTER) return;
    opening = true;
    try {
      const request = indexedDB.open('standfirst');
      request.onupgradeneeded = () => request.result.createObjectStore('kept');
      request.onerror = () => {
        opening = false;
        failed();
      };
      request.onsuccess = () => {
        opening = false;
        const opened = (database = request.result);
        opened.onclose = opened.onversionchange = () => {
          opened.close();
          database = undefined;
        };
        write(true);
      };
    } catch {
      opening = false;
      failed();
    }
  };

  /** Writes the queue to the database. @param {boolean} now also beside a transaction that is under way */
  const write = (now) => {
    clearTimeout(writeTimer);
    writeTimer = 0;
    if (!queue.size || (underWay && !now)) return;
    if (!database) return open();
    /** @type {[string, Entry][]} */
    const batch = [];
    for (const key of queue) {
      const entry = entries.get(key);
      if (entry) batch.push([key, entry]);
    }
    try {
      const transaction = database.transaction('kept', 'readwrite', { durability: now ? 'strict' : 'relaxed' });
      underWay += 1;
      transaction.oncomplete = () => {
        underWay -= 1;
        for (const [key, entry] of batch) tell(key, entry, true);
        write(false);
      };
      transaction.onabort = () => {
        underWay -= 1;
        for (const [key] of batch) queue.add(key);
        failed();
      };
      const store = transaction.objectStore('kept');
      for (const [key, entry] of batch) store.put(entry.json, key);
      // One that is lost with its transaction is not written again: what it is a version of is.
      for (const version of versions.splice(0)) store.put(...version);
      transaction.commit?.();
      queue.clear();
    } catch {
      failed();
    }
  };

  /** Keeps what the form holds. @param {HTMLFormElement} form */
  const save = (form) => {
    const address = JSON.parse(form.dataset.draft || 'null');
    if (!address) return;
    const writer = (form.dataset.draftAt && writers.get(form)) || `${page}.${(forms += 1)}`;
    writers.set(form, writer);
    const [site, article, parent, kind] = address;
    /** @param {string} prefix @param {string} name */
    const keyOf = (prefix, name) =>
      prefix + [site, article, parent ?? '', kind, name].map(encodeURIComponent).join('/');
    const key = keyOf('standfirst.d1/', writer);
    const controls = FIELDS.map((name) => form.elements.namedItem(name));
    const values = controls.map((control) => /** @type {any} */ (control)?.value ?? '');
    const last = entries.get(key);
    if (last && values.every((value, index) => value === last.values[index])) return;

    /** @type {Record<string, number>} */
    const seen = JSON.parse(form.dataset.draftSeen || '{}');
    const rev = 1 + Math.max(last?.rev ?? 0, ...Object.values(seen));
    const fields = Object.fromEntries(FIELDS.map((name, index) => [name, values[index]]));
    const text = /** @type {HTMLTextAreaElement | null} */ (controls[0]);
    const sel = text && [text.selectionStart, text.selectionEnd];
    const of = JSON.parse(form.dataset.draftOf || '{}');
    const record = { v: 1, site, article, parent, kind, tab: writer, rev, t: Date.now(), seen, fields, sel, ...of };
    const json = JSON.stringify(record);

    const now = performance.now();
    let { longest, keptAt, versions: count } = last ?? { longest: '', keptAt: now, versions: 0 };
    const comment = fields.comment;
    const tabOnly = isTabOnly();
    if (!tabOnly && longest && (comment.length * 2 < longest.length || now - keptAt > VERSION_AFTER)) {
      const tab = `${writer}-${count % VERSIONS}`;
      const earlier = { ...record, tab, rev: rev - 1, seen: {}, fields: { comment: longest }, sel: null };
      versions.push([JSON.stringify(earlier), keyOf('standfirst.h1/', tab)]);
      [longest, keptAt, count] = ['', now, count + 1];
    }
    if (comment.length >= longest.length) longest = comment;
    const local = !tabOnly && put('localStorage', key, json);
    const entry = { form, writer, rev, values, json, local, longest, keptAt, versions: count };
    entries.set(key, entry);
    form.dataset.draftAt = `${writer}:${rev}`;
    if (tabOnly) {
      put('sessionStorage', key, json);
      setTimeout(tell, 0, key, entry, false);
      return;
    }
    queue.add(key);
    writeTimer ||= setTimeout(write, WRITE_AFTER, false);
    tellTimer ||= setTimeout(tellWaiting, TELL_AFTER);
  };

  /** The page may be about to go, or the stores were emptied: everything once more, at once. */
  const keepAll = () => {
    if (isTabOnly()) return;
    for (const [key, entry] of entries) {
      entry.local = put('localStorage', key, entry.json);
      queue.add(key);
    }
    write(true);
  };

  /** @param {Event} event */
  const formOf = (event) => {
    const field = event.composedPath()[0];
    if (!(field instanceof Element) || !FIELDS.includes(field.getAttribute('name') ?? '')) return null;
    return /** @type {HTMLFormElement | null} */ (field.closest('form[data-draft]'));
  };

  /** @param {Event} event */
  const typed = (event) => {
    const form = formOf(event);
    if (form) save(form);
  };

  /** Keeps what is typed into forms in here. @param {EventTarget} place the window, or a shadow root */
  const watch = (place) => {
    for (const name of ['input', 'change']) place.addEventListener(name, typed, true);
    for (const name of ['compositionend', 'focusout']) {
      place.addEventListener(
        name,
        (event) => {
          const form = formOf(event);
          if (!form) return;
          if (name === 'compositionend' && form.dataset.draftAt) save(form);
          write(true);
        },
        true,
      );
    }
    place.addEventListener(
      'focusin',
      (event) => {
        if (formOf(event) && !database) open();
      },
      true,
    );
  };

  addEventListener('pagehide', keepAll);
  for (const name of ['visibilitychange', 'freeze']) {
    document.addEventListener(name, () => {
      if (document.visibilityState === 'hidden') keepAll();
    });
  }
  addEventListener('storage', ({ key }) => {
    if (key === null) keepAll();
    if (key !== 'standfirst.s1/forgotten') return;
    entries.clear();
    queue.clear();
    versions.length = 0;
  });

  // Opening can take longer than a reader who types a few words and leaves: it must be open by then, and need not be
  // while the page begins.
  setTimeout(open, OPEN_AFTER);

  return { entries, save, watch };
};

// The page only: the element leaves out what follows, and watches its shadow roots instead.
// Once a page, even if two copies of the script came.
if (!('standfirstDrafts' in window)) {
  const { entries, save, watch } = startDrafts();
  watch(window);
  // Typed into a form of the plain HTML before this script was there.
  for (const form of /** @type {NodeListOf<HTMLFormElement>} */ (document.querySelectorAll('form[data-draft]'))) {
    const text = form.elements.namedItem('comment');
    if (text instanceof HTMLTextAreaElement && text.value && text.value !== text.defaultValue) save(form);
  }
  Object.defineProperty(window, 'standfirstDrafts', { value: entries });
}
