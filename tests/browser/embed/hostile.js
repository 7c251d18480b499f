// Writes down what the readers say.
window.said = [];
for (const name of ['caunoi-ready', 'caunoi-route']) {
  document.addEventListener(name, event => said.push({ name, id: event.target.id, ...event.detail }));
}
window.of = id => said.filter(x => x.id === id && x.name === 'caunoi-route').map(x => x.route);
window.frameOf = id => document.getElementById(id).shadowRoot.querySelector('iframe');
window.boxOf = id => frameOf(id)?.getBoundingClientRect();
