// In a file that has everything: takes the reader and its record out of the page.
const unpacked = async id => {
  const packed = Uint8Array.from(atob(document.getElementById(id).textContent), x => x.charCodeAt(0));
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream('gzip'));
  return new Response(stream).arrayBuffer();
};
const parts = {};
const part = id => (parts[id] ??= unpacked(id));

// All of it or nothing: a reader that lacks a part would still hide the articles that are printed.
const start = async () => {
  // A large record comes in pieces.
  const record = [...document.querySelectorAll('[id^="record-"]')].map(x => x.id);
  const [, ...linked] = await Promise.all(['deferred', 'reader', ...record].map(part));
  await __wbg_init({ module_or_path: await new Blob(linked).arrayBuffer() });
};
