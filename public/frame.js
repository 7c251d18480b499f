// In a frame of another page: tells that page how high this one is and where the reader is, and
// does what it asks for. It is spoken to first by the page that holds the frame (embed.js does so,
// once it has heard that somebody is here), and from then on answers that one alone.
const page = document.documentElement;

// This file lies in the folder `assets` of the edition's root.
const root = new URL('..', import.meta.url);

// Who is spoken to: { origin, nonce }.
let host;
let theme;
let said = '';

// The address below the edition's root, without what the frame alone is told.
const route = () => {
  const rest = location.search.slice(1).split('&').filter(x => x && !/^(embed|theme)=/.test(x)).join('&');
  return location.pathname.slice(root.pathname.length) + (rest && `?${rest}`) + location.hash;
};

// Where the place that the address names stands.
const top = () => {
  try {
    const place = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    return place ? place.getBoundingClientRect().top + scrollY : 0;
  } catch {
    return 0;
  }
};

// Says how things are, if the host has not heard that yet or asks.
const tell = asked => {
  if (!host) return;
  const { height } = page.getBoundingClientRect();
  const news = { height, route: route(), title: document.title, lang: page.lang };
  if (JSON.stringify(news) === said && asked !== true) return;
  said = JSON.stringify(news);
  const message = { caunoi: 'frame', nonce: host.nonce, top: top(), ...news };
  // Files have no origin that could be named.
  parent.postMessage(message, host.origin === 'null' ? '*' : host.origin);
};

// Whoever else hears of the same change has done with it by then.
let timer;
const tellSoon = () => {
  clearTimeout(timer);
  timer = setTimeout(tell);
};

// A link, so that the live reader takes it or, where there is none, the browser.
const go = address => {
  let url;
  try {
    url = new URL(address, root);
  } catch {
    return;
  }
  if (!url.href.startsWith(root.href)) return;
  const link = document.createElement('a');
  link.href = url.href;
  link.hidden = true;
  document.body.append(link);
  link.click();
  link.remove();
};

addEventListener('message', ({ source, origin, data }) => {
  if (source !== parent || data?.caunoi !== 'host' || typeof data.nonce !== 'string') return;
  host ??= { origin, nonce: data.nonce };
  if (origin !== host.origin || data.nonce !== host.nonce) return;
  // Who has chosen another theme in here keeps it until the page around changes its own.
  if ((data.theme === 'light' || data.theme === 'dark') && data.theme !== theme) {
    theme = page.dataset.theme = data.theme;
  }
  page.toggleAttribute('data-sized', data.sized === true);
  if (typeof data.go === 'string') go(data.go);
  tell(true);
});

// The frame is no place for other sites, which mostly refuse it, nor, where it shows a part, for
// the whole reader.
document.addEventListener('click', event => {
  const link = event.target.closest?.('a[href]');
  if (!link) return;
  const url = new URL(link.getAttribute('href'), location.href);
  const elsewhere = url.protocol.startsWith('http') && url.origin !== location.origin;
  const whole = page.dataset.embed && link.matches('.brand');
  if (elsewhere || whole) link.setAttribute('target', '_blank');
}, true);

// What is so now is so on the page that is loaded next in this frame: first.js reads it. A name
// that the host has given is left alone.
const note = () => {
  if (window.name && !window.name.startsWith('caunoi?')) return;
  const { embed = 'full', sized, theme } = page.dataset;
  const now = Object.entries({ embed, sized, theme }).filter(([, value]) => value !== undefined);
  window.name = `caunoi?${new URLSearchParams(now)}`;
};
note();

// Of what the page says of itself: its theme, its language, and that the live reader has come.
// (A frame that is out of sight hears nothing of sizes, but of what is drawn anew.)
new MutationObserver(() => {
  note();
  tellSoon();
}).observe(page, { attributes: true });
new MutationObserver(tellSoon).observe(document.body, { childList: true, subtree: true });
// The size of the root element follows what the page says, never how high the frame is.
new ResizeObserver(tell).observe(page);
document.addEventListener('caunoi-route', tellSoon);
for (const name of ['popstate', 'hashchange', 'load', 'resize']) addEventListener(name, tellSoon);
parent.postMessage({ caunoi: 'hello', root: root.href }, '*');
