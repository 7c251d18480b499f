// Text becomes HTML in drawings and icons alone, which have nothing that runs.
const runs = /<(?!\/?(svg|g|a|path|rect|circle|line|text|tspan|title|symbol|use|pattern|defs)\b)|<[^>]*\son/i;
window.trustedTypes?.createPolicy('default', {
  createHTML: text => (runs.test(text) ? null : text),
  createScriptURL: url => (new URL(url, location.href).pathname.endsWith('/sw.js') ? url : null),
});

// If the reader cannot start, the page stays as it is, which is complete, and says so; so it
// does if the reader stops later and that does not help.
const failed = async () => {
  const [off, renewed] = ['failed', 'renewed'].map(id => document.getElementById(id));
  if (!off) return;
  off.hidden = false;
  // Files that are gone from the host were those of a version before.
  const here = document.querySelector('script[type=module][src]')?.getAttribute('src');
  const now = here && await fetch(location.href, { cache: 'no-cache' }).then(x => x.ok && x.text()).catch(() => {});
  if (now && !now.includes(here)) [off.hidden, renewed.hidden] = [true, false];
};
// A reader that stopped cannot go on. The page is loaded anew, once: now and then WebKit has a sound
// one stop, while it goes over from interpreting to compiled code. Where it cannot be told whether that
// was done, it is not done.
const again = () => {
  if (performance.getEntriesByType('navigation').some(x => x.type !== 'reload')) return location.reload();
  delete document.documentElement.dataset.live;
  failed();
  document.getElementById('failed')?.scrollIntoView();
};
const stopped = error => globalThis.WebAssembly && error instanceof WebAssembly.RuntimeError;

document.addEventListener('caunoi-failed', failed);
start().catch(error => (stopped(error) ? again : failed)());
addEventListener('unhandledrejection', ({ reason }) => stopped(reason) && again());
// In a file WebKit tells of an error nothing but that there was one.
addEventListener('error', ({ error, message }) => {
  if (stopped(error) || (!error && location.protocol === 'file:' && message === 'Script error.')) again();
});
