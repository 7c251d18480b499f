// Starts the live reader; the tool puts in what the files are called and the hashes of two. A browser
// checks the glue when it is fetched early, but some then import it all the same.
const start = async () => {
  const glue = fetch(new URL('./reader.js', import.meta.url), { integrity: '%GLUE%' });
  const wasm = fetch(new URL('./reader.wasm', import.meta.url), { integrity: '%INTEGRITY%' });
  const [{ default: init }] = await Promise.all([import('./reader.js'), glue]);
  await init({ module_or_path: wasm });
};

// Within another page it tells that page how it is; else, once all else is done, it makes itself
// readable without a network, where the browser can do that.
if (parent !== window) import('./frame.js');
else if (%OFFLINE% && isSecureContext && 'serviceWorker' in navigator) {
  addEventListener('load', () => navigator.serviceWorker.register(new URL('../sw.js', import.meta.url)).catch(() => {}));
}
