// One table of what matters, of the rows that were measured.   node table.mjs --n 1000,10000
import fs from 'node:fs';
import { ROWS } from './rows.mjs';
const args = Object.fromEntries(process.argv.slice(2).join(' ').split('--').filter(Boolean).map((a) => a.trim().split(/\s+/)));
const J = (f) => JSON.parse(fs.readFileSync(f));
const sorted = (a) => a.slice().sort((x, y) => x - y), at = (a, p) => sorted(a)[Math.min(a.length - 1, Math.floor(a.length * p))];
const mean = (a) => a.reduce((s, x) => s + x, 0) / a.length;
const size = (b) => (b < 1e6 ? `${(b / 1e3).toFixed(b < 1e4 ? 1 : 0)} kB` : `${(b / 1e6).toFixed(b < 1e7 ? 2 : 1)} MB`);
const ms = (x) => (x >= 100 ? x.toFixed(0) : x >= 10 ? x.toFixed(1) : x >= 1 ? x.toFixed(2) : x.toFixed(3));
const percent = (x) => { const p = 100 * x; return p > 99.95 || p === Math.round(p) ? p.toFixed(0) : p.toFixed(1); };
const YARDSTICK = 'ref-js', OURS = 'ours', TYPOS = ['typo_vi', 'typo_en'];

for (const n of args.n.split(',')) {
  const browser = J(`data/browser-${n}.json`), node = J(`data/node-${n}.json`), libs = J('data/libs.json'), facts = J(`data/facts-${n}.json`);
  const rows = browser.rows, peers = Object.keys(rows).filter((r) => ROWS[r] && r !== YARDSTICK && !rows[r].failed);
  const lib = (r) => libs[r] ?? libs[r.replace(/-(fold|langs)$/, '').replace('ref-js', 'ref')];
  // A line: of a row its measure (of two the one that makes it the best is the first), whether less is better, how it is said.
  const found = (classes) => ({
    of: (r) => { const all = rows[r].acc.filter((x) => classes(x.cls) && x.rel), some = all.filter((x) => x.n); return [mean(all.map((x) => x.hit / x.rel)) + mean(some.map((x) => x.hit / x.n)), mean(all.map((x) => x.hit / x.rel)), mean(some.map((x) => x.hit / x.n))]; },
    most: true, say: ([, recall, precision]) => `${percent(recall)} / ${Number.isNaN(precision) ? '–' : percent(precision)}`,
  });
  const lasts = (mode) => ({
    of: (r) => { const all = Object.values(rows[r].lat?.[mode] ?? {}).map((list) => at(list, 0.5)); return [at(all, 0.5), at(all, 0.95), at(all, 1)]; },
    say: ([median, p95, max], ours) => `${ms(median)} (${ms(p95)}${ours ? `, at most ${ms(max)}` : ''})`,
  });
  const lines = {
    'recall / precision in %, all classes but typos': found((c) => !TYPOS.includes(c)),
    'of it the worst class': { of: (r) => [...new Set(rows[r].acc.map((x) => x.cls))].filter((c) => !TYPOS.includes(c)).map((c) => [...found((x) => x === c).of(r), c]).sort((a, b) => a[0] - b[0])[0], most: true, say: ([sum, recall, precision, c]) => (sum > 1.9999 ? '100 / 100' : `${percent(recall)} / ${percent(precision)} (${c})`) },
    'typos, one edit, Vietnamese': found((c) => c === 'typo_vi'),
    'typos, one edit, English': found((c) => c === 'typo_en'),
    'index, brotli': { of: (r) => [node[r].br, node[r].br_q, node[r].br11], say: ([b, q, best]) => `${size(b)} (q${q}${best ? `; q11 ${size(best)}` : ''})` },
    'from bytes to ready, ms': { of: (r) => [rows[r].load_med], say: ([x]) => ms(x) },
    'memory': { of: (r) => [rows[r].mem], say: ([b]) => size(b) },
    'top 20, ms: median (p95)': lasts('top'),
    'top 20 with all facet counts, ms: median (p95)': lasts('facet'),
    'the same while five phrases are typed, letter by letter': lasts('type'),
    'engine, brotli': { of: (r) => [lib(r).br, lib(r).glue], say: ([b, glue]) => size(b) + (glue ? ` + ${size(glue)} of JS` : '') },
  };
  console.log(`\n### ${n} articles, ${size(facts.text_bytes)} of text\n\n| | best peer | yardstick (${YARDSTICK}, no ranking) | ours |\n|---|---:|---:|---:|`);
  for (const [name, line] of Object.entries(lines)) {
    const value = (r) => { if (!rows[r] || rows[r].failed) return null; try { return line.of(r); } catch { return null; } };
    const said = (r) => { const v = value(r); return v && v[0] != null ? line.say(v, r === OURS) : '–'; };
    // Of equals the one that is first listed; a row without a number is never the best.
    const best = peers.filter((r) => value(r)?.[0] > 0).sort((a, b) => (value(a)[0] - value(b)[0]) * (line.most ? -1 : 1))[0];
    console.log(`| ${name} | ${best ? `${said(best)} ${best}` : '–'} | ${said(YARDSTICK)} | ${said(OURS)} |`);
  }
  console.log(`\nChromium ${browser.chromium}, ${browser.rounds} rounds; peers: ${peers.join(', ')}. A peer is the best of a line by its first number.`);
}
