// What comes of a large record has lists drawn again. Who has gone to a link or a button there stays at it, or
// at the like of it, and it stays where it was.
const getPart = globalThis.caunoiPart;
globalThis.caunoiPart = async path => {
  const part = await getPart(path);
  stay();
  return part;
};
const does = x => x.getAttribute('href') ?? x.textContent;
const stay = () => {
  const all = '#app [href], #app button';
  const was = document.activeElement;
  if (!was?.matches(all)) return;
  const what = does(was);
  const alike = () => [...document.querySelectorAll(all)].filter(x => does(x) === what);
  const before = alike().indexOf(was);
  const { top } = was.getBoundingClientRect();
  requestAnimationFrame(() => {
    if (was.isConnected || document.activeElement !== document.body) return;
    const there = alike();
    const now = there[before] ?? there.pop();
    now?.focus({ preventScroll: true });
    if (now) scrollBy(0, now.getBoundingClientRect().top - top);
  });
};

