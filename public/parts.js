// Gets a part of a large record, by its path below the edition's root; the list of parts has one name for ever.
globalThis.caunoiPart = async path => {
  const cache = path.startsWith('assets/') ? 'default' : 'no-cache';
  const answer = await fetch(new URL(`%BELOW%${path}`, import.meta.url), { cache });
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  return new Uint8Array(await new Response(answer.body.pipeThrough(new DecompressionStream('gzip'))).arrayBuffer());
};

