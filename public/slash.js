// Some hosts take the last slash of an address away: what a page names would be elsewhere. Two
// slashes at the beginning would name another host. This stands in the page, before it names
// anything.
if (location.protocol.startsWith('http')) {
  const path = location.pathname.replace(/\/\/+/g, '/');
  const whole = /\/$|\.html$/.test(path) ? path : `${path}/`;
  if (whole !== location.pathname) history.replaceState(null, '', whole + location.search + location.hash);
}
