// Starts the live reader; the tool puts the real names of the two files in. If it cannot
// start, the page stays as it is, which is complete, and says so; so it does if the reader
// stops later.
const start = async () => {
  const { default: init } = await import('./reader.js');
  await init({ module_or_path: new URL('./reader.wasm', import.meta.url) });
};

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
