return (async () => {
  const origins = performance.getEntriesByType('resource').map(x => new URL(x.name).origin);
  const html = await (await fetch(location.href)).text();
  const file = new DOMParser().parseFromString(html, 'text/html').getElementById('app');
  const app = document.getElementById('app');
  const words = x => x.textContent.replace(/\s+/g, ' ').trim();
  const parting = (a, b) => {
    if (a === b) return null;
    let at = 0;
    while (a[at] === b[at]) at++;
    return `“${a.slice(Math.max(0, at - 20), at + 40)}” became “${b.slice(Math.max(0, at - 20), at + 40)}”`;
  };
  const now = places();
  const say = ([x, ...r]) => `${x.tagName.toLowerCase()}${x.id && '#' + x.id}${x.className && '.' + x.getAttribute('class')} at ${r}`;
  const moved = now.length === places0.length
    ? now.flatMap((x, i) => x.slice(1).join() === places0[i].slice(1).join() ? [] : [`${say(places0[i])} is now ${say(x)}`])
    : [`${places0.length} elements became ${now.length}`];
  if (app === app0) moved.push('the reader did not take over');
  const shift = await new Promise(done => {
    let sum = 0;
    new PerformanceObserver(list => { for (const x of list.getEntries()) sum += x.value; })
      .observe({ type: 'layout-shift', buffered: true });
    requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => done(sum), 0)));
  });
  return {
    moved: moved.slice(0, 3),
    shift,
    text: parting(words(file), words(app)) || parting(text0, app.innerText),
    origins: [...new Set(origins)].filter(x => x !== location.origin),
    axe: await faults(),
  };
})();
