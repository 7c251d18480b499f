// After the reader took over: what is not as it was.
const frames = () => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
const name = x => `${x.tagName.toLowerCase()}${x.id && '#' + x.id}.${x.getAttribute('class')}`;
// Less than half a pixel is how text that was split is rounded.
const same = (a, b) => a.every((n, i) => Math.abs(n - b[i]) < 0.5);
const moved = () => {
  const now = places();
  if (document.getElementById('app') === app0) return ['the reader did not take over'];
  if (now.length !== places0.length) return [`${places0.length} elements became ${now.length}`];
  return now.flatMap((x, i) => same(x.at, places0[i].at) ? [] : [`${name(x.x)} was at ${places0[i].at}, is at ${x.at}`]);
};
const parting = (a, b) => {
  if (a === b) return [];
  let at = 0;
  while (a[at] === b[at]) at++;
  return [`“${a.slice(Math.max(0, at - 20), at + 40)}” became “${b.slice(Math.max(0, at - 20), at + 40)}”`];
};
// Spaces between blocks are nobody's business: a field that only works live keeps its place
// unseen, and innerText has a blank line more when it is seen.
const words = x => {
  const copy = x.cloneNode(true);
  copy.querySelectorAll(LIVE).forEach(x => x.remove());
  return copy.textContent.replace(/\s+/g, '');
};
const shown = text => text.replace(/\s+/g, ' ');
const shifts = new Promise(done => {
  const seen = [];
  new PerformanceObserver(list => {
    for (const x of list.getEntries()) {
      const what = x.sources.map(x => x.node?.textContent?.slice(0, 30)).join(' | ');
      seen.push({ value: x.value, late: x.startTime > time0, what: `${x.value} at ${x.startTime | 0} of ${time0 | 0} ms: ${what}` });
    }
  }).observe({ type: 'layout-shift', buffered: true });
  frames().then(() => setTimeout(() => done(seen), 0));
});
return (async () => {
  const origins = performance.getEntriesByType('resource').map(x => new URL(x.name).origin);
  const html = await (await fetch(location.href)).text();
  const file = new DOMParser().parseFromString(html, 'text/html').getElementById('app');
  const app = document.getElementById('app');
  const all = await shifts;
  return {
    moved: moved().slice(0, 3),
    late_shifts: all.filter(x => x.late).map(x => x.what),
    shift: all.reduce((sum, x) => sum + x.value, 0),
    text: [...parting(words(file), words(app)), ...parting(shown(text0), shown(read(app)))],
    origins: [...new Set(origins)].filter(x => x !== location.origin),
  };
})();
