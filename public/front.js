// At the edition's root, after first.js: goes to the front page in the language that the reader
// prefers or, within another page, to what that page asks for.
const isFile = page.dataset.root.startsWith('#');
if (isFile ? !location.hash : location.protocol !== 'file:') {
  const modes = page.dataset.modes.split(' ');
  const primary = tag => tag.toLowerCase().split('-')[0];
  const of = tag => tag && modes.find(mode => primary(mode) === primary(tag));
  const chosen = recall('mode');
  const mode = of(asked.get('lang')) || (modes.includes(chosen) && chosen)
    || (navigator.languages || []).map(of).find(Boolean) || modes[0];
  // Which page: said in full, or by the name of a view. Of the lists only what is found has filters.
  const rest = location.search.slice(1).split('&').filter(x => x && !/^(lang|to|article)=/.test(x));
  const narrowed = rest.some(x => !/^(embed|theme)=/.test(x));
  const id = /^[a-z0-9-]+$/.exec(asked.get('article') ?? '');
  const shown = view === 'list' && narrowed ? 'search/' : (VIEWS[view] ?? '') + (view === 'article' && id ? `${id}/` : '');
  const path = /^[a-z0-9/-]*$/.exec(asked.get('to') ?? '?') ?? shown;
  location.replace(`${page.dataset.root}${mode}/${path}${rest.length ? `?${rest.join('&')}` : ''}`);
}
