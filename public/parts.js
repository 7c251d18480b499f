// Gets a part of a large record, by its path below the edition's root; the list of parts has one name for ever.
globalThis.caunoiPart = async path => {
  const cache = path.startsWith('assets/') ? 'default' : 'no-cache';
  const answer = await fetch(new URL(`%BELOW%${path}`, import.meta.url), { cache });
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  const bytes = await new Response(answer.body.pipeThrough(new DecompressionStream('gzip'))).arrayBuffer();
  stay();
  return new Uint8Array(bytes);
};

// What comes has lists drawn again. Who has gone to a link or a button there stays at it, or at the like of
// it, and it stays where it was.
const does = x => x.getAttribute('href') ?? x.textContent;
const stay = () => {
  const was = document.activeElement;
  const alike = () => [...document.querySelectorAll('#app [href], #app button')].filter(x => does(x) === does(was));
  const before = alike().indexOf(was);
  if (before < 0) return;
  const { top } = was.getBoundingClientRect();
  requestAnimationFrame(() => {
    if (was.isConnected || document.activeElement !== document.body) return;
    const all = alike();
    const now = all[before] ?? all.pop();
    now?.focus({ preventScroll: true });
    if (now) scrollBy(0, now.getBoundingClientRect().top - top);
  });
};

