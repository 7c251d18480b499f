// Runs in every page before the first paint, and works without the rest: the theme that was
// chosen, and what of a page is shown within another one. Storage may be refused: then nothing is
// remembered.
const page = document.documentElement;
const recall = key => { try { return localStorage.getItem('caunoi-' + key); } catch { return null; } };
const remember = (key, value) => { try { localStorage.setItem('caunoi-' + key, value); } catch { /* private */ } };

// A script that does not come (from a disk no module does) leaves the page as it was printed.
addEventListener('error', event => {
  if (event.target.tagName !== 'SCRIPT') return;
  const say = () => document.getElementById('failed')?.removeAttribute('hidden');
  if (document.readyState === 'loading') addEventListener('DOMContentLoaded', say);
  else say();
}, true);

// Within another page: as the address says or, once that has changed, as frame.js has noted it.
const framed = parent !== window;
const asked = new URLSearchParams(location.search);
const noted = new URLSearchParams(framed && name.startsWith('caunoi?') ? name.slice(7) : '');
const VIEWS = { full: '', list: 'articles/', timeline: 'timeline/', article: 'articles/', search: 'search/' };
const view = [asked.get('embed'), noted.get('embed')].find(x => Object.hasOwn(VIEWS, x));
if (framed && view && view !== 'full') page.dataset.embed = view;
if (noted.has('sized')) page.dataset.sized = '';

const theme = (framed && asked.get('theme')) || noted.get('theme') || recall('theme');
if (theme === 'light' || theme === 'dark') page.dataset.theme = theme;

// Copies the lines above a button or, where that is refused, selects them.
const copy = button => {
  const lines = button.parentElement.querySelector('pre, .quote');
  const select = () => getSelection().selectAllChildren(lines);
  if (!navigator.clipboard) return select();
  navigator.clipboard.writeText(lines.textContent).then(() => { button.textContent = button.dataset.done; }, select);
};

// Gives the address of what is shown to others: to the system, where that shares, else to whatever
// is pasted into. What a frame alone is told is left out.
const share = button => {
  const url = new URL(location.href);
  for (const own of ['embed', 'theme']) url.searchParams.delete(own);
  if (navigator.share) return navigator.share({ title: document.title, url: url.href }).catch(() => {});
  navigator.clipboard?.writeText(url.href).then(() => { button.textContent = button.dataset.done; }, () => {});
};

document.addEventListener('click', event => {
  const target = event.target.closest('[data-do], [data-mode]');
  if (!target) return;
  if (target.dataset.do === 'copy') return copy(target);
  if (target.dataset.do === 'share') return share(target);
  if (target.dataset.do === 'print') return print();
  if (target.dataset.mode) return remember('mode', target.dataset.mode);
  const dark = getComputedStyle(page).colorScheme.includes('dark');
  page.dataset.theme = dark ? 'light' : 'dark';
  remember('theme', page.dataset.theme);
});
