// Before the reader is live: waits for the fonts, then notes where everything is.
const frames = () => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
// The filters of the search are links until the page is live, and the timeline is drawn in
// fixed widths, and only what is live can be saved: these are not looked at, nor is how high what
// holds the filters is.
window.LIVE = '.facets, .ribboned, .drawn, .window, .embedding, .take';
const beyond = x => {
  const facets = document.querySelector('.facets');
  if (!facets) return false;
  const after = facets.compareDocumentPosition(x) & Node.DOCUMENT_POSITION_FOLLOWING;
  return x.contains(facets) || (after && !x.closest('.results, .listed'));
};
// A printed page has only the drawings that it uses, and all of them are out of sight.
window.places = () => [...document.querySelectorAll('#app, #app :not(.symbols *)')].filter(x => !x.closest(LIVE) && !beyond(x)).map(x => {
  const r = x.getBoundingClientRect();
  return { x, at: [r.x, r.y, r.width, r.height] };
});
return (async () => {
  document.body.offsetHeight;
  await document.fonts.ready;
  await frames();
  window.app0 = document.getElementById('app');
  window.places0 = places();
  window.read = app => {
    const live = [...app.querySelectorAll(LIVE)];
    live.forEach(x => x.style.display = 'none');
    const text = app.innerText;
    live.forEach(x => x.style.display = '');
    return text;
  };
  window.text0 = read(app0);
  window.time0 = performance.now();
  return true;
})();
