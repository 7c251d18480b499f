// Our engine, as run.mjs plugs it in (see ../peers/README.md). Beside this module there must be engine.js and
// engine_bg.wasm: ../engine.rs, compiled and with wasm-bindgen's glue.
import init, { Engine } from './engine.js';

const { memory } = await init();
const encoder = new TextEncoder(), decoder = new TextDecoder();
const LONGEST = 1 << 12;
/** The memory of wasm only grows: what is loaded again takes the place of what was. */
let engine;

export default function create() {
  let names, typed;
  return {
    async load(bytes) {
      const number = (at) => new DataView(bytes.buffer, bytes.byteOffset + at, 4).getUint32(0, true);
      const ids = 4 + number(0), index = ids + 4 + 4 * number(ids);
      names = JSON.parse(decoder.decode(bytes.subarray(4, ids)));
      engine?.free();
      engine = Engine.of(bytes.subarray(index), new Uint32Array(bytes.slice(ids + 4, index).buffer));
      if (!engine) throw new Error('this is no index');
      typed = engine.typed();
    },
    query(text, { limit = 0, facets = false } = {}) {
      const { written } = encoder.encodeInto(text, new Uint8Array(memory.buffer, typed, LONGEST));
      const at = engine.ask(written, limit, facets) / 4;
      const answer = new Uint32Array(memory.buffer), [total, told] = [answer[at], answer[at + 1]];
      return { ids: answer.slice(at + 2, at + 2 + told), total, facets: facets ? counts(answer, at + 2 + told) : undefined };
    },
    /** The words of the last queries are kept, for those that follow while somebody types; the bench asks the same ones again. */
    forget() { engine.forget(); },
    /** Chromium does not count the memory of wasm. */
    extraBytes() { return memory.buffer.byteLength; },
  };
  function counts(answer, at) {
    const all = {};
    for (const [facet, values] of names) { const of = (all[facet] = {}); for (const value of values) of[value] = answer[at++]; }
    return all;
  }
}
