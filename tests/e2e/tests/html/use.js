// Hovers, focuses, presses and submits everything that a document has made; returns how much that was. Links that lead to
// an allowed address would be followed, which is their purpose, so those and only those are held back.
const hold = (event) => {
  const link = event.target.closest?.('a[href]');
  if (link && ['http:', 'https:', 'mailto:', 'tel:'].includes(link.protocol)) event.preventDefault();
};
window.addEventListener('click', hold, true);
window.addEventListener('auxclick', hold, true);
const nodes = document.querySelectorAll('.body *, .comment-body *, .comment-author, .reply-form form');
for (const node of nodes) {
  for (const name of ['pointerover', 'pointerenter', 'mouseover', 'mouseenter', 'mousemove', 'pointerdown', 'mousedown', 'mouseup', 'pointerup', 'auxclick', 'dblclick', 'contextmenu']) {
    node.dispatchEvent(new MouseEvent(name, { bubbles: true, cancelable: true }));
  }
  for (const name of ['load', 'error', 'toggle', 'beforetoggle', 'animationstart', 'transitionend', 'scroll', 'wheel', 'input', 'change', 'paste', 'copy', 'drop', 'begin', 'play']) {
    node.dispatchEvent(new Event(name));
  }
  node.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true }));
  node.focus?.({ preventScroll: true });
  node.click?.();
  if (node.localName === 'form') node.requestSubmit();
  node.blur?.();
}
window.removeEventListener('click', hold, true);
window.removeEventListener('auxclick', hold, true);
return nodes.length;
