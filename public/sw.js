// Makes the edition readable without a network after the first visit. The tool puts in what
// this version is called and which files it cannot do without.
//
// Pages come from the network while there is one, so that nobody reads yesterday's; each names
// its own files, whose names change with what is in them, so that versions never mix. Without
// a network every page is the shell of the version that was kept whole: its reader draws it.
const VERSION = '%VERSION%';
const SHELL = '%SHELL%';
const FILES = '%FILES%'.split(' ');

/** What stands for the root in the shell, which does not know where it will be. */
const ROOT = '%ROOT%';

/** How long a page is waited for, in milliseconds. */
const PATIENCE = 4000;

const root = registration.scope;
const PREFIX = `caunoi ${root} `;
const NAME = PREFIX + VERSION;
const below = path => new URL(path, root).href;

// All of it or nothing: a file that does not come ends the installation.
const keep = async () => {
  try {
    await (await caches.open(NAME)).addAll([SHELL, ...FILES].map(below));
  } catch (error) {
    await caches.delete(NAME);
    throw error;
  }
};
addEventListener('install', event => event.waitUntil(keep()));

// This runs when no page of the version before is open any more.
addEventListener('activate', event => {
  const forget = names => names.filter(x => x.startsWith(PREFIX) && x !== NAME).map(x => caches.delete(x));
  event.waitUntil(caches.keys().then(names => Promise.all(forget(names))).then(() => clients.claim()));
});

/** The kept shell, its root named as it is on this host: it stands at any address. */
const shell = async () => {
  const kept = await caches.match(below(SHELL), { cacheName: NAME });
  const html = (await kept.text()).replaceAll(`"${ROOT}`, `"${new URL(root).pathname}`);
  return new Response(html, { headers: { 'Content-Type': 'text/html; charset=utf-8' } });
};

const page = async request => {
  const late = new Promise((_, reject) => setTimeout(reject, PATIENCE));
  try {
    return await Promise.race([fetch(request), late]);
  } catch {
    return shell();
  }
};

const file = async request => {
  const kept = await caches.match(request, { cacheName: NAME, ignoreSearch: true });
  return kept ?? fetch(request);
};

addEventListener('fetch', event => {
  const { request } = event;
  if (request.method !== 'GET' || !request.url.startsWith(root)) return;
  if (request.mode === 'navigate') {
    const path = new URL(request.url).pathname;
    // What is no page (a picture, the edition in one file) is the browser's own business.
    if (path.endsWith('/') || !path.split('/').pop().includes('.')) event.respondWith(page(request));
  } else if (request.url.startsWith(below('assets/')) || FILES.some(x => request.url === below(x))) {
    event.respondWith(file(request));
  }
});
