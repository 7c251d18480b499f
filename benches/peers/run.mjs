// Chromium side.  node run.mjs --n 1000 [--rows a,b] [--rounds 7] [--plug name=dir[:indexfile],…]
import http from 'node:http';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { ROWS } from './rows.mjs';
import { findChromium, FLAGS } from './chrome.mjs';

const HERE = path.dirname(fileURLToPath(import.meta.url)); process.chdir(HERE);
const args = Object.fromEntries(process.argv.slice(2).join(' ').split('--').filter(Boolean).map((a) => a.trim().split(/\s+/)));
const N = Number(args.n || 1000), ROUNDS = Number(args.rounds || 7), BUDGET = Number(args.budget || 2500), ACC = Number(args.acc || 60000);
const nodeRes = JSON.parse(fs.readFileSync(`data/node-${N}.json`));
const plugs = (args.plug ? args.plug.split(',') : []).map((x) => { const [name, rest] = x.split('='), [dir, index] = rest.split(':'); return { name, dir: path.resolve(dir), index }; });

const TYPES = { '.html': 'text/html', '.mjs': 'text/javascript', '.js': 'text/javascript', '.json': 'application/json', '.wasm': 'application/wasm', '.css': 'text/css' };
const served = {}; let phase = 'x';
const server = http.createServer((req, res) => {
  const u = decodeURIComponent(new URL(req.url, 'http://x').pathname); let root = HERE, rel = u;
  const plug = plugs.find((x) => u.startsWith(`/plug/${x.name}/`)); if (plug) { root = plug.dir; rel = u.slice(`/plug/${plug.name}`.length); }
  const f = path.join(root, path.normalize(rel));
  if (!f.startsWith(root) || !fs.existsSync(f) || !fs.statSync(f).isFile()) { res.writeHead(404).end(); return; }
  const b = fs.readFileSync(f); (served[phase] ??= { n: 0, bytes: 0 }).n++; served[phase].bytes += b.length;
  res.writeHead(200, { 'content-type': TYPES[path.extname(f)] || 'application/octet-stream', 'content-length': b.length, 'cross-origin-opener-policy': 'same-origin', 'cross-origin-embedder-policy': 'require-corp', 'cross-origin-resource-policy': 'same-origin', 'cache-control': 'max-age=600' }); res.end(b);
}).listen(0, '127.0.0.1');
await new Promise((r) => server.once('listening', r));
const base = `http://127.0.0.1:${server.address().port}/`;

const browser = await chromium.launch({ executablePath: findChromium(args.chromium), headless: true, args: [...FLAGS, '--enable-blink-features=ForceEagerMeasureMemory', '--js-flags=--expose-gc --max-old-space-size=8000'] });
const version = browser.version(); console.log('chromium', version);
const med = (a) => { const s = a.slice().sort((x, y) => x - y); return s.length ? s[s.length >> 1] : null; };

const list = []; const names = args.rows ? args.rows.split(',') : Object.keys(ROWS);
for (const row of names) {
  if (nodeRes[row]?.failed) { console.log('skip', row, nodeRes[row].failed); continue; }
  const index = `data/index-${row}-${N}.bin`;
  list.push({ row, n: N, module: `${base}data/js/${ROWS[row]}.js`, index: row !== 'pagefind' && fs.existsSync(index) ? base + index : null, binary: row === 'ref-js' });
}
for (const plug of plugs) list.push({ row: plug.name, n: N, module: `${base}plug/${plug.name}/index.mjs`, index: plug.index ? `${base}plug/${plug.name}/${plug.index}` : null, binary: true });

const out = { n: N, chromium: version, rounds: ROUNDS, rows: {} }; const live = [];
const saveOut = () => fs.writeFileSync(args.out || `data/browser-${N}.json`, JSON.stringify(out));
for (const c of list) {
  const o = (out.rows[c.row] = {}); const t0 = Date.now();
  try {
    const ctx = await browser.newContext(), page = await ctx.newPage(); page.setDefaultTimeout(0);
    page.on('pageerror', (e) => console.log(c.row, 'pageerror', String(e).slice(0, 200)));
    await page.goto(base + 'peers.html'); await page.waitForFunction('window.benchReady');
    phase = c.row + ':setup'; Object.assign(o, await page.evaluate((c) => bench.setup(c), c)); o.load_list = [o.load_ms];
    o.setup_served = served[phase];
    phase = c.row + ':acc'; o.acc = await page.evaluate((b) => bench.accuracy({ budgetMs: b }), ACC); o.acc_served = served[phase];
    o.facetCheck = await page.evaluate(() => bench.facetCheck());
    phase = 'x'; live.push({ c, o, page });
    console.log(c.row, 'setup+accuracy', ((Date.now() - t0) / 1000).toFixed(1) + 's', 'load', o.load_ms.toFixed(0), 'queries', o.acc.length, JSON.stringify(o.facetCheck));
  } catch (e) { o.failed = String(e).slice(0, 300); console.log(c.row, 'FAILED', o.failed); }
  saveOut();
}
// interleaved: every round visits every row
for (let r = 0; r < Math.min(ROUNDS, 3); r++) for (const { c, o, page } of live) if (c.row !== 'pagefind' && o.load_ms + (o.docs_ms || 0) < 6000) try { const x = await page.evaluate(() => bench.reload()); o.load_list.push(x.load_ms); (o.docs_list ??= []).push(x.docs_ms); } catch (e) { o.reload_failed = String(e).slice(0, 200); }
for (const { o, page } of live) { await page.evaluate(() => bench.drop()); o.mem_after = await page.evaluate(() => bench.mem()); o.mem = o.mem_after - o.mem_base; o.load_med = med(o.load_list.slice(1).length ? o.load_list.slice(1) : o.load_list); if (o.docs_list) o.docs_med = med(o.docs_list.filter((x) => x != null)); }
saveOut();
for (let r = 0; r < ROUNDS; r++) {
  for (const mode of ['top', 'facet', 'type']) for (const { c, o, page } of live) {
    try { await page.bringToFront(); const s = await page.evaluate((a) => bench.pass(a), { mode, budgetMs: BUDGET }); const m = ((o.lat ??= {})[mode] ??= {}); for (const [id, ms] of s) (m[id] ??= []).push(+ms.toFixed(4)); } catch (e) { o.lat_failed = String(e).slice(0, 200); console.log(c.row, mode, o.lat_failed); }
  }
  console.log('round', r + 1, new Date().toISOString().slice(11, 19)); saveOut();
}
await browser.close(); server.close();
