// Text becomes HTML in drawings and icons alone, which have nothing that runs.
const runs = /<(?!\/?(svg|g|a|path|rect|circle|line|text|tspan|title|symbol|use|pattern|defs)\b)|<[^>]*\son/i;
window.trustedTypes?.createPolicy('default', {
  createHTML: text => (runs.test(text) ? null : text),
  createScriptURL: url => (new URL(url).pathname.endsWith('/sw.js') ? url : null),
});

// If the reader cannot start, the page stays as it is, which is complete, and says so; so it
// does if the reader stops later.
const failed = () => {
  const note = document.getElementById('failed');
  if (note) note.hidden = false;
};
const heard = error => {
  if (error instanceof WebAssembly.RuntimeError) failed();
};

start().catch(failed);
addEventListener('error', event => heard(event.error));
addEventListener('unhandledrejection', event => heard(event.reason));
