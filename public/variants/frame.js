// The page around a frame: the frame's height, from this frame alone, and nothing else.
const frame = /** @type {HTMLIFrameElement} */ (document.querySelector('iframe'));
addEventListener('message', ({ source, data }) => {
  if (source !== frame.contentWindow || data?.type !== 'standfirst-height') return;
  if (Number.isFinite(data.height) && data.height > 0) frame.height = String(Math.ceil(data.height));
});
