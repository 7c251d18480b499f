// What an archive of many articles costs: to build, to open, to search. A table in Markdown.
//
//     node run.mjs CAUNOI NAME EDITION [NAME EDITION…]
//
// CAUNOI is the tool, EDITION a folder. This runs in target/bench/archive/, within the harness of the
// peers, whose browser it takes; see xtask/src/bench.rs.
import { spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import zlib from 'node:zlib';
import { chromium } from 'playwright-core';
import { FLAGS, findChromium } from '../chrome.mjs';

const HERE = path.dirname(fileURLToPath(import.meta.url));
const FRONT = '/en/';
const PATIENCE = 120_000;
const TYPES = {
  '.css': 'text/css', '.html': 'text/html', '.js': 'text/javascript', '.json': 'application/json',
  '.svg': 'image/svg+xml', '.wasm': 'application/wasm', '.woff2': 'font/woff2',
};
/** What a host packs by itself. */
const PACKED = ['.css', '.html', '.js', '.json', '.svg', '.wasm'];

// ---- building ----

/** Builds a site; how long that took, in seconds, and the most memory that it had, in megabytes. */
const build = async (tool, edition, site) => {
  const begun = performance.now();
  const child = spawn(tool, ['build', edition, '--out', site], { stdio: ['ignore', 'ignore', 'inherit'] });
  let most = 0;
  const look = setInterval(() => {
    try {
      const status = fs.readFileSync(`/proc/${child.pid}/status`, 'utf8');
      most = Math.max(most, Number(status.match(/VmHWM:\s+(\d+)/)?.[1] ?? 0));
    } catch { /* It has ended, or this system does not say. */ }
  }, 50);
  const code = await new Promise(done => child.on('close', done));
  clearInterval(look);
  if (code !== 0) throw new Error(`caunoi build ${edition} ended with ${code}`);
  return { seconds: (performance.now() - begun) / 1000, megabytes: most / 1000 };
};

/** Waits until the disk has what was written before, where the system can be asked: it takes time from what is measured. */
const settle = () => spawnSync('sync');

/** Adds a blank to the text of one article. */
const change = edition => {
  const folder = path.join(edition, 'articles');
  const [first] = fs.readdirSync(folder).sort();
  const file = path.join(folder, first);
  fs.writeFileSync(file, fs.readFileSync(file, 'utf8').replace(/"lead": \{\s*"vi": "/, '$&A '));
};

const size = folder => fs.readdirSync(folder, { recursive: true, withFileTypes: true })
  .filter(x => x.isFile()).reduce((sum, x) => sum + fs.statSync(path.join(x.parentPath, x.name)).size, 0);

// ---- the server ----

/** Serves a folder on this machine alone, and counts what it sends as a host with brotli would. */
const serve = async folder => {
  const root = path.resolve(folder);
  const sent = new Map();
  const server = http.createServer((request, response) => {
    const asked = decodeURIComponent(new URL(request.url, 'http://x').pathname);
    const file = path.join(root, asked.endsWith('/') ? `${asked}index.html` : asked);
    if (!file.startsWith(root + path.sep) || !fs.existsSync(file) || !fs.statSync(file).isFile()) {
      return response.writeHead(404).end();
    }
    const bytes = fs.readFileSync(file);
    const ending = path.extname(file);
    const params = { [zlib.constants.BROTLI_PARAM_QUALITY]: 11, [zlib.constants.BROTLI_PARAM_LGWIN]: 24 };
    if (!sent.has(asked)) {
      sent.set(asked, PACKED.includes(ending) ? () => zlib.brotliCompressSync(bytes, { params }).length : () => bytes.length);
    }
    response.setHeader('content-type', TYPES[ending] ?? 'application/octet-stream');
    return response.end(bytes);
  });
  await new Promise(done => server.listen(0, '127.0.0.1', done));
  const close = () => {
    server.close();
    server.closeAllConnections();
  };
  /** The bytes of what was sent whose path passes. */
  const bytes = passes => [...sent].filter(x => passes(x[0])).reduce((sum, x) => sum + x[1](), 0);
  return { address: `http://127.0.0.1:${server.address().port}`, bytes, asked: () => [...sent.keys()], close };
};

// ---- reading ----

/** Keeps the memory of the reader, so that its size can be told. */
const within = () => {
  const { instantiateStreaming, instantiate } = WebAssembly;
  const kept = made => {
    const memory = Object.values((made.instance ?? made).exports).find(x => x instanceof WebAssembly.Memory);
    if (memory) globalThis.benchMemory ??= memory;
    return made;
  };
  WebAssembly.instantiateStreaming = (...all) => instantiateStreaming.apply(WebAssembly, all).then(kept);
  WebAssembly.instantiate = (...all) => instantiate.apply(WebAssembly, all).then(kept);
};

const read = async (browser, site) => {
  const host = await serve(site);
  const context = await browser.newContext({ viewport: { width: 412, height: 915 }, bypassCSP: true });
  await context.addInitScript(within);
  const page = await context.newPage();
  await page.goto(host.address + FRONT, { waitUntil: 'networkidle' });
  const isFont = x => x.endsWith('.woff2');
  const isLater = x => x.includes('/deferred-') || x.includes('/sw.js') || x.includes('/shell-');
  const first = host.bytes(x => !isFont(x) && !isLater(x));
  const before = host.asked().length;
  const begun = performance.now();
  await page.click('#q');
  await page.keyboard.type('hội nghị', { delay: 0 });
  await page.waitForSelector('.suggestions [role=option]', { timeout: PATIENCE });
  const answered = performance.now() - begun;
  await page.keyboard.press('Enter');
  await page.waitForSelector('#results .hit, #results .entry', { timeout: PATIENCE });
  await page.waitForLoadState('networkidle');
  const later = host.asked().slice(before);
  const parts = host.bytes(x => /\/(catalogue|articles|index)-/.test(x) || x.endsWith('/parts.bin'));
  const summaries = host.bytes(x => x.includes('/summaries-'));
  const tools = await context.newCDPSession(page);
  await tools.send('HeapProfiler.collectGarbage');
  const { usedSize } = await tools.send('Runtime.getHeapUsage');
  const wasm = await page.evaluate(() => globalThis.benchMemory?.buffer.byteLength ?? 0);
  await context.close();
  host.close();
  return { first, answered, parts, summaries, later: later.length, heap: (usedSize + wasm) / 1e6 };
};

/** How long the edition in one file, opened from the disk, takes until it is live, in seconds, and its bytes. */
const readFile = async (browser, edition, site) => {
  const { id } = JSON.parse(fs.readFileSync(path.join(edition, 'edition.json'), 'utf8'));
  const file = path.resolve(site, `${id}.html`);
  const page = await browser.newPage({ viewport: { width: 412, height: 915 } });
  const begun = performance.now();
  await page.goto(pathToFileURL(file).href, { waitUntil: 'commit' });
  await page.waitForSelector('html[data-complete=true]', { timeout: PATIENCE });
  const live = (performance.now() - begun) / 1000;
  await page.close();
  return { live, bytes: fs.statSync(file).size };
};

// ---- the table ----

const whole = number => Math.round(number).toLocaleString('en');

const main = async () => {
  const [tool, ...rest] = process.argv.slice(2);
  const browser = await chromium.launch({ executablePath: findChromium(), args: FLAGS });
  const rows = [];
  // What was built is taken away at the end alone: a file system may write more slowly for minutes after much was.
  const sites = fs.mkdtempSync(path.join(HERE, 'sites-'));
  process.on('exit', () => fs.rmSync(sites, { recursive: true }));
  for (let at = 0; at < rest.length; at += 2) {
    const [name, edition] = rest.slice(at, at + 2);
    const site = path.join(sites, name);
    settle();
    const built = await build(tool, edition, site);
    change(edition);
    settle();
    const again = await build(tool, edition, site);
    const seen = await read(browser, site);
    const one = await readFile(browser, edition, site);
    rows.push([
      name, built.seconds.toFixed(1), whole(built.megabytes), again.seconds.toFixed(1), whole(size(site) / 1e6),
      whole(seen.first), whole(seen.parts), whole(seen.summaries), whole(seen.answered), seen.heap.toFixed(1),
      whole(one.bytes / 1e6), one.live.toFixed(1),
    ]);
  }
  await browser.close();
  const heads = [
    'edition', 'build, s', 'memory, MB', 'again after one change, s', 'site, MB', 'first load, bytes',
    'catalogue and index, bytes', 'summaries, bytes', 'first answer, ms', 'wasm and heap, MB',
    'one file, MB', 'one file live, s',
  ];
  const table = [heads, heads.map((_, at) => (at ? '---:' : '---')), ...rows].map(x => `| ${x.join(' | ')} |\n`).join('');
  fs.writeFileSync(path.join(HERE, 'table.md'), table);
  process.stdout.write(table);
};

await main();
