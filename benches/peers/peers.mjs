// Node side: library sizes, index build, serialise, compress.
//   node peers.mjs --n 1000 [--rows a,b] [--timeout 150] [--missing 1]      (one child process per row)
import fs from 'node:fs';
import zlib from 'node:zlib';
import path from 'node:path';
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { ROWS, LIB_ENTRY } from './rows.mjs';

const HERE = path.dirname(fileURLToPath(import.meta.url)); process.chdir(HERE);
const args = Object.fromEntries(process.argv.slice(2).join(' ').split('--').filter(Boolean).map((a) => a.trim().split(/\s+/)));
const N = Number(args.n || 1000), OUT = 'data', TIMEOUT = Number(args.timeout || 150) * 1000;
const br = (b, q) => zlib.brotliCompressSync(b, { params: { [zlib.constants.BROTLI_PARAM_QUALITY]: q, [zlib.constants.BROTLI_PARAM_LGWIN]: 24, [zlib.constants.BROTLI_PARAM_SIZE_HINT]: b.length } }).length;
const med = (a) => a.slice().sort((x, y) => x - y)[a.length >> 1];
const resFile = `${OUT}/node-${N}.json`;
const save = (k, v) => { const o = fs.existsSync(resFile) ? JSON.parse(fs.readFileSync(resFile)) : {}; o[k] = v; fs.writeFileSync(resFile, JSON.stringify(o, null, 1)); };
const dirFiles = (d) => fs.readdirSync(d, { recursive: true, withFileTypes: true }).filter((e) => e.isFile()).map((e) => path.join(e.parentPath ?? e.path, e.name));

if (args.one) await one(args.one);
else {
  await libs();
  const done = args.missing && fs.existsSync(resFile) ? JSON.parse(fs.readFileSync(resFile)) : {};
  for (const row of args.rows ? args.rows.split(',') : Object.keys(ROWS)) {
    if (!ROWS[row]) throw new Error(`there is no row ${row}, only ${Object.keys(ROWS).join(', ')}`);
    if (done[row] && !done[row].failed) continue;
    const r = spawnSync(process.execPath, ['--max-old-space-size=14000', '--expose-gc', 'peers.mjs', '--one', row, '--n', String(N), '--brotli', args.brotli || '9'], { timeout: TIMEOUT, stdio: ['ignore', 'inherit', 'inherit'], killSignal: 'SIGKILL' });
    if (r.status !== 0) { const why = r.error?.code === 'ETIMEDOUT' ? `not finished within ${TIMEOUT / 1000} s` : `failed (exit ${r.status})`; save(row, { failed: why }); console.log(row, why); }
  }
}

async function libs() {
  const esbuild = await import('esbuild'); fs.mkdirSync(`${OUT}/js`, { recursive: true }); const o = {};
  for (const k in LIB_ENTRY) { const r = await esbuild.build({ stdin: { contents: LIB_ENTRY[k], resolveDir: HERE }, bundle: true, minify: true, format: 'esm', platform: 'browser', write: false, logLevel: 'error' }); const b = r.outputFiles[0].contents; o[k] = { min: b.length, br: br(Buffer.from(b), 11) }; }
  for (const a of new Set(Object.values(ROWS))) await esbuild.build({ entryPoints: [`adapters/${a}.mjs`], bundle: true, minify: true, format: 'esm', platform: 'browser', outfile: `${OUT}/js/${a}.js`, logLevel: 'error' });
  fs.writeFileSync(`${OUT}/libs.json`, JSON.stringify(o, null, 1)); console.log(JSON.stringify(o));
}

async function one(row) {
  const docs = JSON.parse(fs.readFileSync(`${OUT}/corpus-${N}.json`)); const out = { row, n: N };
  if (row === 'pagefind') return save(row, await pagefind(docs, out));
  const { rows } = await import(`./adapters/${ROWS[row]}.mjs`);
  const t = []; let a; const t00 = performance.now();
  do { a = rows[row](); globalThis.gc?.(); const t0 = performance.now(); await a.build(docs); t.push(performance.now() - t0); } while (t.length < 5 && performance.now() - t00 < 6000);
  out.build_ms = med(t); out.build_reps = t.length;
  let t0 = performance.now(); const s = await a.serialize(); out.serialize_ms = performance.now() - t0;
  if (s == null) { out.raw = null; out.note = 'no serialised index; rebuilt in the browser from the documents'; }
  else { const b = Buffer.from(s); fs.writeFileSync(`${OUT}/index-${row}-${N}.bin`, b); out.raw = b.length; const q = Number(args.brotli || 9); out.br_q = q; t0 = performance.now(); out.br = br(b, q); out.br_ms = performance.now() - t0; }
  save(row, out); console.log(JSON.stringify(out));
}

async function pagefind(docs, out) {
  const { fieldsOf } = await import('./text.mjs'); const pf = await import('pagefind'); const dir = `${OUT}/pagefind-${N}`; fs.rmSync(dir, { recursive: true, force: true });
  const t0 = performance.now(); const { index } = await pf.createIndex({ forceLanguage: 'vi' });
  let pend = [];
  for (const d of docs) {
    const f = fieldsOf(d), [tv, te] = [d.title_vi, d.title_en];
    pend.push(index.addCustomRecord({ url: '/' + d.id, language: 'vi', content: `${f.title}\n${f.summary}\n${f.body}`, meta: { title: tv + ' / ' + te }, filters: { source: [d.source], topic: d.topics, year: [d.date.slice(0, 4)] } }));
    if (pend.length >= 200) { await Promise.all(pend); pend = []; }
  }
  await Promise.all(pend); await index.writeFiles({ outputPath: dir }); out.build_ms = performance.now() - t0; out.build_reps = 1; await pf.close();
  const fs_ = dirFiles(dir), sum = (re) => fs_.filter((f) => re.test(f)).reduce((s, f) => s + fs.statSync(f).size, 0);
  out.index_gz = sum(/\.pf_(index|meta|filter|sort)$|pagefind-entry\.json$/); out.index_files = fs_.filter((f) => /\.pf_index$/.test(f)).length; out.meta_gz = sum(/\.pf_meta$/); out.filter_gz = sum(/\.pf_filter$/); out.fragments_gz = sum(/\.pf_fragment$/);
  out.files = fs_.length; out.raw = null; out.br = out.index_gz;
  const rt = fs_.filter((f) => /(^|\/)(pagefind\.js|pagefind-worker\.js|wasm\.(vi|unknown)\.pagefind)$/.test(f)); out.runtime = Object.fromEntries(rt.map((f) => [path.basename(f), [fs.statSync(f).size, br(fs.readFileSync(f), 11)]]));
  const ids = {}; for (const f of fs_.filter((x) => /\.pf_fragment$/.test(x))) { const s = zlib.gunzipSync(fs.readFileSync(f)).toString('utf8'); const m = /"url":"\/(\d+)"/.exec(s); ids[path.basename(f).replace('.pf_fragment', '')] = +m[1]; out.frag_sample ??= s.slice(0, 120); }
  out.mapped = Object.keys(ids).length; fs.writeFileSync(`${OUT}/pagefind-${N}-ids.json`, JSON.stringify(ids)); console.log(JSON.stringify(out)); return out;
}
