// Sizes of our engine and index, beside those of the peers.   node ours.mjs --n 1000 --engine DIR
import fs from 'node:fs';
import zlib from 'node:zlib';
const args = Object.fromEntries(process.argv.slice(2).join(' ').split('--').filter(Boolean).map((a) => a.trim().split(/\s+/)));
const br = (b, q) => zlib.brotliCompressSync(b, { params: { [zlib.constants.BROTLI_PARAM_QUALITY]: q, [zlib.constants.BROTLI_PARAM_LGWIN]: 24, [zlib.constants.BROTLI_PARAM_SIZE_HINT]: b.length } }).length;
const update = (f, k, v) => { const o = fs.existsSync(f) ? JSON.parse(fs.readFileSync(f)) : {}; o[k] = v; fs.writeFileSync(f, JSON.stringify(o, null, 1)); console.log(k, JSON.stringify(v)); };
const index = fs.readFileSync(`${args.engine}/index-${args.n}.bin`), wasm = fs.readFileSync(`${args.engine}/engine_bg.wasm`), glue = fs.readFileSync(`${args.engine}/engine.js`);
update(`data/node-${args.n}.json`, 'ours', { row: 'ours', n: +args.n, raw: index.length, br_q: 9, br: br(index, 9), br11: br(index, 11) });
update('data/libs.json', 'ours', { min: wasm.length, br: br(wasm, 11), glue: br(glue, 11) });
