// Looks over the whole viewer; returns what is wrong, one sentence each. arguments[0]: names that documents try to take;
// arguments[1]: names of all globals that the page has anyway.
const EVERYWHERE = ['class', 'id', 'lang', 'dir'];
const SHOWN = {
  A: ['href', 'rel', 'title', 'role', 'aria-label', 'data-link'], ABBR: ['title'], TIME: ['datetime', 'title'],
  IMG: ['role', 'aria-label', 'tabindex', 'aria-haspopup', 'src', 'srcset', 'sizes', 'alt', 'width', 'height', 'loading', 'decoding', 'fetchpriority', 'referrerpolicy'],
  SOURCE: ['src', 'srcset', 'sizes', 'type'], TRACK: ['src', 'kind', 'srclang', 'label'],
  VIDEO: ['controls', 'preload', 'poster', 'width', 'height', 'aria-label'], AUDIO: ['controls', 'preload', 'aria-label'],
  OL: ['start', 'reversed'], LI: ['value'], TD: ['colspan', 'rowspan'], TH: ['colspan', 'rowspan', 'scope'],
  BLOCKQUOTE: ['cite'], PRE: ['tabindex', 'data-language'], DIV: ['role', 'tabindex', 'aria-label'], DETAILS: ['open'],
  SPAN: ['role', 'aria-label'], SECTION: ['role', 'aria-label'], NAV: ['aria-label'], UL: ['aria-label'],
};
for (const name of ('ASIDE B BDI BDO BR CAPTION CITE CODE DEL DFN EM FIGCAPTION FIGURE H2 H3 H4 H5 H6 HR I INS KBD MARK P PICTURE ' +
  'Q RP RT RUBY S SAMP SMALL STRONG SUB SUMMARY SUP TABLE TBODY THEAD TR U VAR WBR').split(' ')) SHOWN[name] = [];
const CLASSES = new Set(('body figure lead gallery gallery-pictures player player-title caption credit words quote pull card card-title ' +
  'card-note card-link box note warning toggle timeline qa box-title update meta table code verse math tex sign task tick transcript ' +
  'notes topics comment-body').split(' '));
const IDS = /^(block|note|sign|comment)-/;
const MATHML = 'http://www.w3.org/1998/Math/MathML', HTML = 'http://www.w3.org/1999/xhtml';
const found = [];
const root = document.getElementById('standfirst');

const mayLoad = (address) => address.startsWith('https://') || address.startsWith(location.origin + '/');
const mayLead = (a) => ['http:', 'https:', 'mailto:', 'tel:'].includes(a.protocol);

// What the document has made: texts and comments.
for (const part of root.querySelectorAll('.body, .comment-body')) {
  const stranger = part.matches('.comment-body');
  for (const node of part.querySelectorAll('*')) {
    const said = node.cloneNode(false);
    const complain = (what) => found.push(`${what}: <${node.nodeName} ${Array.from(said.attributes, (a) => `${a.name}="${a.value.slice(0, 120)}"`).join(' ')}>`);
    if (node.namespaceURI === MATHML) {
      for (const { name } of node.attributes) if (name !== 'display') complain('attribute in a formula');
      continue;
    }
    const allowed = node.namespaceURI === HTML ? SHOWN[node.nodeName] : undefined;
    if (!allowed) { complain('element'); continue; }
    if (stranger && /^(IMG|VIDEO|AUDIO|SOURCE|TRACK|PICTURE|TABLE|H[1-6])$/.test(node.nodeName)) complain('element in a comment');
    for (const { name, value } of node.attributes) {
      if (!allowed.includes(name) && !EVERYWHERE.includes(name)) complain(`attribute ${name}`);
      if (name === 'class') for (const one of node.classList) if (!CLASSES.has(one)) complain('class');
      if (name === 'id' && !IDS.test(value)) complain('id');
      if (name === 'href' && !(value.startsWith('#') ? IDS.test(value.slice(1)) : mayLead(node))) complain('link');
      if ((name === 'src' || name === 'poster') && !mayLoad(new URL(value, document.baseURI).href)) complain('source');
      if (name === 'srcset') for (const one of value.split(', ')) if (!mayLoad(one.split(' ')[0])) complain('srcset');
    }
    if (stranger && node.nodeName === 'A' && !node.getAttribute('href').startsWith('#') && mayLead(node) &&
      node.protocol.startsWith('http') && !/nofollow ugc noopener/.test(node.rel)) complain('rel');
  }
}
// Anywhere in the viewer: nothing that runs, frames or leads away.
for (const node of root.querySelectorAll('*')) {
  if (!node.matches('dialog.lightbox') && /^(script|style|link|meta|base|iframe|frame|object|embed|svg|template|area|map|canvas|dialog|marquee|slot)$/i.test(node.localName) || node.localName.includes('-')) found.push(`<${node.localName}> in the viewer`);
  for (const { name, value } of node.attributes) {
    // How far the reader is, and where a panel stands: numbers of the viewer's own.
    if (name === 'style' && /^(--sf-read|inset-block-start|inset-inline-start): -?[\d.]+(px|%)?;$/.test(value)) continue;
    if (/^on|^style$|^srcdoc$|^formaction$|^action$|^ping$|^target$|^is$|^slot$|^part$/i.test(name)) found.push(`${name}="${value}" on <${node.localName}>`);
    if (name === 'name' && !node.closest('.reply-form')) found.push(`name="${value}" on <${node.localName}>`);
  }
  if (node.localName === 'a' && node.hasAttribute('href') && !mayLead(node)) found.push(`link to ${node.href}`);
}
// Globals: none is new, none is an element that took a name.
const known = new Set(arguments[1]);
for (const name of Object.getOwnPropertyNames(window)) {
  if (!known.has(name) && name !== '__sentinel' && !/^\d+$/.test(name)) found.push(`a new global: ${name}`);
}
for (const name of arguments[0]) {
  for (const [where, holder] of [['window', window], ['document', document]]) {
    // What the focus is on is an element of ours by right.
    if (name === 'activeElement') continue;
    let value;
    try { value = holder[name]; } catch { continue; }
    const taken = (value instanceof Element && root.contains(value)) || value instanceof HTMLCollection && name !== 'forms' && !(name in Document.prototype) ||
      (value instanceof Window && value !== window);
    if (taken) found.push(`${where}.${name} was taken`);
  }
}
if (typeof document.getElementById !== 'function' || !(document.body instanceof HTMLBodyElement) || typeof document.cookie !== 'string' ||
  !(document.forms instanceof HTMLCollection) || typeof document.createElement !== 'function' || !(document.head instanceof HTMLHeadElement) ||
  typeof alert !== 'function' || document.defaultView !== window) found.push('a property of the document is another');
return found.slice(0, 40);
