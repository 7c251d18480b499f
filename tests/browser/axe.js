// What the rules of accessibility say about the page as it stands.
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const rules = () => new Promise((done, fail) => {
  const script = document.createElement('script');
  script.src = '/axe.js';
  script.onload = () => (script.remove(), done());
  script.onerror = fail;
  document.head.append(script);
});
return (async () => {
  if (!window.axe) await rules();
  const fast = { resultTypes: ['violations'], preload: false, iframes: false };
  const { violations } = await axe.run(document, { runOnly: tags, ...fast });
  return violations.flatMap(rule => rule.nodes.map(node =>
    `${rule.id}: ${node.target.join(' ')}: ${node.failureSummary.split('\n').slice(1).join('; ').trim()}`));
})();
