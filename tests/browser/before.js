// Before the reader is live: waits for the fonts, then notes where everything is.
const frames = () => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
window.places = () => [...document.querySelectorAll('#app, #app *')].map(x => {
  const r = x.getBoundingClientRect();
  return { x, at: [r.x, r.y, r.width, r.height] };
});
return (async () => {
  document.body.offsetHeight;
  await document.fonts.ready;
  await frames();
  window.app0 = document.getElementById('app');
  window.places0 = places();
  window.text0 = app0.innerText;
  window.time0 = performance.now();
  return true;
})();
