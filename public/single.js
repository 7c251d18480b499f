// In a file that has everything: takes the reader and its record out of the page.
const unpacked = async id => {
  const text = atob(document.getElementById(id).textContent);
  const packed = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at += 1) packed[at] = text.charCodeAt(at);
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream('gzip'));
  return new Response(stream).arrayBuffer();
};
const parts = {};
const part = id => (parts[id] ??= unpacked(id));

// A large record comes in parts, as it does from a host.
globalThis.caunoiPart = async path => new Uint8Array(await unpacked(path));

// All of it or nothing: a reader that lacks a part would still hide the articles that are printed.
const start = async () => {
  const [, ...linked] = await Promise.all(['deferred', 'reader', 'record'].map(part));
  await __wbg_init({ module_or_path: await new Blob(linked).arrayBuffer() });
};

// Of a large edition the articles are shown only if that fails: then the one is looked for that the address names.
new MutationObserver(() => document.querySelector(':target')?.scrollIntoView())
  .observe(document.getElementById('failed'), { attributeFilter: ['hidden'] });
