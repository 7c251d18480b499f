// In a file that has everything: takes the reader and its record out of the page.
const part = async id => {
  const packed = Uint8Array.from(atob(document.getElementById(id).textContent), x => x.charCodeAt(0));
  const unpacked = new Blob([packed]).stream().pipeThrough(new DecompressionStream('gzip'));
  return new Response(unpacked).arrayBuffer();
};
const start = async () => {
  const [reader, record] = await Promise.all(['reader', 'record'].map(part));
  const linked = await new Blob([reader, record]).arrayBuffer();
  await __wbg_init({ module_or_path: linked });
};
