// Turns the list around as a framework does: the same nodes in another order.
const list = document.querySelector('.list');
document.querySelector('button')?.addEventListener('click', () => {
  for (const item of [...(list?.children ?? [])].reverse()) list?.append(item);
});
