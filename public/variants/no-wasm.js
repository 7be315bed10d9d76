// Says on the page what the element tells.
addEventListener('standfirst-error', (event) => {
  const { code, reason } = /** @type {CustomEvent} */ (event).detail;
  const told = document.getElementById('told');
  if (told) told.textContent = `standfirst-error: ${code}, ${reason}`;
});
