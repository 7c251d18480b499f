// For `caunoi serve` alone. Shows the problems of what was saved last, asks for news and loads the
// page again when there is some.
(async () => {
  const since = new URL(document.currentScript.src).search;
  const problems = await fetch('/__problems').then(x => x.text()).catch(() => '');
  if (problems.trim()) {
    const said = document.createElement('pre');
    said.id = 'caunoi-problems';
    said.lang = 'en';
    said.setAttribute('role', 'alert');
    said.textContent = problems;
    Object.assign(said.style, {
      position: 'fixed', inset: 'auto 0 0 0', zIndex: 99, maxHeight: '50vh', overflow: 'auto', margin: 0,
      padding: '1rem', background: '#1b1b1b', color: '#f6f6f3', font: '14px/1.5 monospace',
    });
    document.body.append(said);
  }
  for (;;) {
    try {
      const news = await fetch('/__changed' + since);
      if ('?since=' + (await news.text()) !== since) return location.reload();
    } catch {
      await new Promise(done => setTimeout(done, 500));
    }
  }
})();
