// Starts the live reader; the tool puts in what the files are called and the hash of one.
const start = async () => {
  const { default: init } = await import('./reader.js');
  const wasm = fetch(new URL('./reader.wasm', import.meta.url), { integrity: '%INTEGRITY%' });
  await init({ module_or_path: wasm });
};

// Within another page it tells that page how it is; else, once all else is done, it makes itself
// readable without a network, where the browser can do that.
if (parent !== window) import('./frame.js');
else if (isSecureContext && 'serviceWorker' in navigator) {
  addEventListener('load', () => navigator.serviceWorker.register(new URL('../sw.js', import.meta.url)).catch(() => {}));
}
