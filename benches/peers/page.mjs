// Runs inside Chromium; driven by run.mjs. One row per page.
const now = () => performance.now();
let A, make, data, docs, meta, queries, N, baseUrl, cfg, order; const cursor = {};
const unb64 = (s) => Uint8Array.from(atob(s), (c) => c.charCodeAt(0));
const has = (b, i) => (b[i >> 3] >> (i & 7)) & 1;
const u8 = async (u) => new Uint8Array(await (await fetch(u)).arrayBuffer());

function countFacets(ids) {           // the "plain loop" for rows without facets of their own
  const s = new Uint32Array(meta.sources.length), t = new Uint32Array(meta.topics.length), y = new Uint32Array(40);
  const { src, yr, toff, tval } = meta;
  for (let k = 0; k < ids.length; k++) { const i = ids[k]; s[src[i]]++; y[yr[i]]++; for (let p = toff[i]; p < toff[i + 1]; p++) t[tval[p]]++; }
  return { source: s, topic: t, year: y };
}
async function loadOnce() {
  const r = {}; let t0 = now(); const a = make(); let d;
  if (a.needsDocs) { const s = new TextDecoder().decode(docs); d = JSON.parse(s); r.docs_ms = now() - t0; }
  t0 = now(); const payload = !data ? null : a.binary || cfg.binary ? data : new TextDecoder().decode(data);
  await a.load(payload, { n: N, baseUrl, docs: d }); r.load_ms = now() - t0; A = a; return r;
}
window.bench = {
  async setup(c) {
    cfg = c; N = c.n; baseUrl = new URL('.', location.href).href; const out = {};
    const m = await (await fetch(`data/meta-${N}.json`)).json();
    meta = { sources: m.sources, topics: m.topics, year0: m.year0, src: Uint8Array.from(m.source), yr: Uint8Array.from(m.year, (y) => y - m.year0), toff: new Uint32Array(N + 1), tval: Uint8Array.from(m.topic.flat()) };
    m.topic.forEach((t, i) => { meta.toff[i + 1] = meta.toff[i] + t.length; });
    queries = (await (await fetch(`data/queries-${N}.json`)).json()).queries;
    for (const q of queries) { q.rel = unb64(q.relevant); q.relx = q.relevantExact && unb64(q.relevantExact); q.relevant = q.relevantExact = null; }
    // fixed shuffle: a pass that runs out of budget still covers every class
    order = queries.map((_, i) => i); let s = 12345; for (let i = order.length - 1; i > 0; i--) { s = (Math.imul(s, 1103515245) + 12345) >>> 0; const j = s % (i + 1); [order[i], order[j]] = [order[j], order[i]]; }
    out.mem_base = await this.mem();
    let t0 = now(); const mod = await import(c.module); out.import_ms = now() - t0; make = (mod.rows && mod.rows[c.row]) || mod.default;
    const probe = make();
    t0 = now(); if (c.index) data = await u8(c.index); if (probe.needsDocs) docs = await u8(`data/corpus-${N}.json`); out.fetch_ms = now() - t0; out.bytes = (data?.length || 0);
    Object.assign(out, await loadOnce()); out.isolated = crossOriginIsolated; return out;
  },
  async reload() { A = null; globalThis.gc?.(); return loadOnce(); },
  async drop() { data = docs = null; },
  async mem() { globalThis.gc?.(); const r = await performance.measureUserAgentSpecificMemory(); return r.bytes + (A?.extraBytes?.() || 0); },
  async accuracy({ budgetMs }) {
    const out = []; const T0 = now();
    for (const k of order) {
      if (now() - T0 > budgetMs) break;
      const q = queries[k]; A.forget?.(); let t0 = now(); let r = A.query(q.q, { limit: 0 }), err; try { if (r?.then) r = await r; } catch (e) { err = String(e); r = { ids: [] }; }
      const ms = now() - t0; const ids = new Set(r.ids); let hit = 0, hitx = 0; for (const i of ids) if (i >= 0) { hit += has(q.rel, i); if (q.relx) hitx += has(q.relx, i); }
      out.push({ id: q.id, cls: q.cls, n: ids.size, rel: q.count, hit, relx: q.countExact, hitx, ms, err });
    }
    return out;
  },
  /** mode 'top': 20 best ids.  mode 'facet': counts per source/topic/year over all hits, + 20 ids.  mode 'type': the same for the
   *  keystroke class alone, in the order of typing. A row that keeps something of the last queries forgets it before each query,
   *  or else the second round would measure a look-up; in 'type' it forgets only where another phrase begins. */
  async pass({ mode, budgetMs }) {
    const out = []; const T0 = now(); cursor[mode] ??= 0; const o = mode === 'top' ? { limit: 20 } : { limit: 20, facets: true };
    const typed = queries.map((q, k) => k).filter((k) => queries[k].cls === 'keystroke'), list = mode === 'type' ? typed : order; let seq = -1;
    for (let c = 0; c < list.length && now() - T0 < budgetMs; c++) {
      const q = queries[list[mode === 'type' ? c : cursor[mode]++ % list.length]];
      if (mode !== 'type' || q.seq !== seq) A.forget?.(); seq = q.seq;
      const t0 = now();
      let r = A.query(q.q, o); if (r?.then) r = await r;
      if (o.facets && !r.facets) r.facets = countFacets(r.ids);
      out.push([q.id, now() - t0]);
    }
    return out;
  },
  /** own facets: do they agree with a plain loop over the row's own hits?  no facets: does a facet query return every hit? */
  async facetCheck() {
    let bad = 0, n = 0, own = false; const get = (o, key) => o?.[key] ?? 0;
    for (const k of order.slice(0, 12)) {
      const q = queries[k].q, r = await A.query(q, { limit: 20, facets: true }), ids = (await A.query(q, { limit: 0 })).ids, f = r.facets; n++;
      if (!f) { if (r.ids.length !== ids.length) bad++; continue; }
      own = true; const c = countFacets(ids);
      if (!(meta.sources.every((s, i) => get(f.source, s) === c.source[i]) && meta.topics.every((s, i) => get(f.topic, s) === c.topic[i]) && [...c.year].every((v, i) => get(f.year, String(meta.year0 + i)) === v))) bad++;
    }
    return { own, n, bad };
  },
};
window.benchReady = true;
