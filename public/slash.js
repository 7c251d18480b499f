// Some hosts take the last slash of an address away: what a page names would be elsewhere. This
// stands in the page, before it names anything.
if (location.protocol.startsWith('http') && !/\/$|\.html$/.test(location.pathname)) {
  history.replaceState(null, '', `${location.pathname}/${location.search}${location.hash}`);
}
