// Runs before the first paint, and works without the rest: the theme that was chosen, and
// the language at the edition's root. Storage may be refused: then nothing is remembered.
(() => {
  const page = document.documentElement;
  const recall = key => { try { return localStorage.getItem('caunoi-' + key); } catch { return null; } };
  const remember = (key, value) => { try { localStorage.setItem('caunoi-' + key, value); } catch { /* private */ } };

  const theme = recall('theme');
  if (theme === 'light' || theme === 'dark') page.dataset.theme = theme;

  const modes = page.dataset.modes.split(' ');
  if ('front' in page.dataset && location.protocol !== 'file:') {
    const primary = tag => tag.toLowerCase().split('-')[0];
    const wanted = (navigator.languages || []).map(primary);
    const spoken = wanted.map(tag => modes.slice(0, 2).find(mode => primary(mode) === tag)).find(Boolean);
    const chosen = recall('mode');
    location.replace(`${page.dataset.root}${modes.includes(chosen) ? chosen : spoken || modes[0]}/`);
  }

  document.addEventListener('click', event => {
    const target = event.target.closest('[data-do=theme], [data-mode]');
    if (!target) return;
    if (target.dataset.mode) return remember('mode', target.dataset.mode);
    const dark = getComputedStyle(page).colorScheme.includes('dark');
    page.dataset.theme = dark ? 'light' : 'dark';
    remember('theme', page.dataset.theme);
  });
})();
