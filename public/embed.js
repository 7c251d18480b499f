// <caunoi-reader>: a reader inside somebody else's page. The page loads this file, as a classic
// script (which asks no permission of the host that it lies on) or as a module, and needs nothing
// else. embed.d.ts says what the element understands.
(() => {
  const VIEWS = ['full', 'list', 'timeline', 'article', 'search'];
  // What decides which page is shown; theme, height and title only change how.
  const WHAT = ['src', 'lang', 'mode', 'view', 'article', 'query', 'filters'];
  const HOW = ['theme', 'height', 'title'];
  // A frame is no higher: a list of thousands scrolls within it, and leaves the page its end.
  const TALLEST = 100000;

  // Where this file lies. A module does not know it in words that a classic script may have, but
  // an error says where it was made.
  const here = document.currentScript?.src ?? new Error().stack?.match(/(?:https?|file):\/\/\S+?\/embed\.js/)?.[0];

  const STYLE = `
    :host { display: block !important; min-width: 0; align-self: stretch; justify-self: stretch; }
    :host([hidden]) { display: none !important; }
    div { position: relative; }
    iframe { display: block; width: 100%; border: 0; }
    .ready > slot { display: none; }
    div:not(.ready) > iframe { position: absolute; inset: 0; height: 100%; visibility: hidden; }
    span { position: absolute; width: 1px; height: 1px; visibility: hidden; pointer-events: none; }
    .theme { top: 0; transition: color 1ms, border-top-color 1ms; border-top-color: light-dark(white, black); }
  `;
  let sheet;
  const style = () => {
    if (!sheet) (sheet = new CSSStyleSheet()).replaceSync(STYLE);
    return sheet;
  };

  const make = (name, className) => Object.assign(document.createElement(name), { className });

  // Whether a colour, as computed, is nearer to white than to black.
  const isLight = colour => {
    const [first, second, third] = (colour.match(/[ (][\d.]+/g) ?? ['(0']).map(x => +x.slice(1));
    if (colour.startsWith('rgb')) return first + second + third > 382;
    if (colour.startsWith('color')) return first + second + third > 1.5;
    return first > (colour.startsWith('ok') ? 0.5 : 50);
  };

  // Hard to guess, and also made where the page came over plain http.
  const nonce = () => Array.from(crypto.getRandomValues(new Uint32Array(4)), x => x.toString(36)).join('-');

  // The page of a route: without its language and without what is looked for.
  const pageOf = route => route.replace(/^[^/]*\//, '').replace(/\?[^#]*/, '');

  class CaunoiReader extends HTMLElement {
    static observedAttributes = [...WHAT, ...HOW];

    #box = make('div', '');
    #frame;
    #place = make('span', 'place');
    #probe = make('span', 'theme');
    #root;          // the edition's root, which all addresses in the frame begin with
    #asked;         // what the frame was last asked to show, by the attributes; nothing until it has begun
    #nonce;         // of the page that is in the frame now
    #route = '';    // where the reader is, or is to go on
    #told = '';     // what the last event said
    #waiting = false;
    #wide = 0;
    // A frame that is out of sight does not notice that it has become wider, or is shown at all.
    #sizes = new ResizeObserver(([{ contentRect: { width } }]) => {
      if (width !== this.#wide && (this.#wide = width)) this.#send();
    });
    #watch = new MutationObserver(() => this.#soon());
    #dark = matchMedia('(prefers-color-scheme: dark)');

    constructor() {
      super();
      const shadow = this.attachShadow({ mode: 'open' });
      shadow.adoptedStyleSheets = [style()];
      this.#box.append(make('slot', ''), this.#probe, this.#place);
      shadow.append(this.#box);
      // The host's light or dark changes, by whatever means: the colours that come of it move.
      this.#probe.addEventListener('transitionend', this.#say);
    }

    /** Where the reader is: an address below the edition's root. Empty until it has answered. */
    get route() {
      return this.#route;
    }

    /** Shows another page: an address below the edition's root, such as `en/timeline/`. */
    go(route) {
      const root = this.#root ?? this.#rootAsked();
      const url = root && new URL(route, root);
      if (!url?.href.startsWith(root)) throw new TypeError(`${route} is not an address below ${root}`);
      if (this.#nonce) return this.#send({ go: url.href.slice(root.length) });
      this.#route = url.href.slice(root.length);
      if (this.#frame) this.#load(this.#addressOf(this.#route));
    }

    connectedCallback() {
      addEventListener('message', this.#hear);
      this.#dark.addEventListener('change', this.#say);
      this.#sizes.observe(this.#box);
      this.#watch.observe(document, { attributes: true, attributeFilter: ['lang'], subtree: true });
      this.#begin();
    }

    disconnectedCallback() {
      removeEventListener('message', this.#hear);
      this.#dark.removeEventListener('change', this.#say);
      this.#watch.disconnect();
      this.#sizes.disconnect();
      this.#end();
    }

    // With this, moveBefore() takes the reader elsewhere without loading it anew.
    connectedMoveCallback() {}

    attributeChangedCallback(name, old, now) {
      // While a page is parsed WebKit tells of attributes once the element is in its place, and lets
      // other things happen before it says that.
      if (old === now || !this.#asked) return;
      if (WHAT.includes(name)) return this.#soon();
      if (!this.#frame) return;
      this.#dress();
      this.#send();
    }

    #begin() {
      this.#root = this.#rootAsked();
      this.#asked = this.#ask();
      if (!this.#root) return;
      this.#frame = make('iframe', '');
      this.#dress();
      this.#frame.src = this.#route ? this.#addressOf(this.#route) : this.#asked;
      this.#box.append(this.#frame);
    }

    #end() {
      this.#frame?.remove();
      this.#box.classList.remove('ready');
      this.#frame = this.#nonce = this.#asked = undefined;
      this.#told = '';
    }

    // Several attributes that change in one turn are one change.
    #soon() {
      if (this.#waiting) return;
      this.#waiting = true;
      queueMicrotask(() => {
        this.#waiting = false;
        if (this.#asked && this.#ask() !== this.#asked) this.#follow();
      });
    }

    // Shows what the attributes say now. In another language the page stays the same.
    #follow() {
      const before = this.#asked;
      if (!this.#frame || this.#rootAsked() !== this.#root) {
        this.#route = '';
        this.#end();
        return this.#begin();
      }
      this.#asked = this.#ask();
      const without = address => address.replace(/&lang=[^&]*/, '');
      const same = this.#route && without(before) === without(this.#asked);
      const rest = this.#route.replace(/^[^/]*\//, '').replace(/#.*/, '');
      const [to, search] = rest.split('?');
      this.#load(same ? `${this.#root}?embed=${this.#view}${this.#language}&to=${to}${search ? `&${search}` : ''}` : this.#asked);
    }

    // A step of the frame that is none of the host's history.
    #load(address) {
      this.#nonce = undefined;
      this.#frame.contentWindow.location.replace(address);
    }

    get #view() {
      const view = this.getAttribute('view');
      return VIEWS.includes(view) ? view : 'full';
    }

    // Which language is wished: one of the edition's or, if it has not got that, what its root decides.
    get #language() {
      if (this.getAttribute('mode') === 'both') return '&lang=both';
      let at = this;
      while (at && !at.closest('[lang]')) at = at.getRootNode().host;
      const lang = at?.closest('[lang]').getAttribute('lang');
      return lang ? `&lang=${encodeURIComponent(lang)}` : '';
    }

    #rootAsked() {
      const src = this.getAttribute('src');
      if (src === null && !here) return undefined;
      try {
        const url = src === null ? new URL('.', here) : new URL(src, document.baseURI);
        if (!/^(https?|file):$/.test(url.protocol)) return undefined;
        const path = url.pathname.replace(/[^/]*\.html$/, '').replace(/\/?$/, '/');
        return `${url.protocol}//${url.host}${path}`;
      } catch {
        return undefined;
      }
    }

    // The address that the attributes ask for. The edition's root makes a page's address of it.
    #ask() {
      const article = this.getAttribute('article');
      const query = this.getAttribute('query');
      const filters = this.getAttribute('filters')?.replace(/^[?&]+/, '').replaceAll('#', '%23');
      return `${this.#rootAsked()}?embed=${this.#view}${this.#language}`
        + (article ? `&article=${encodeURIComponent(article)}` : '')
        + (query ? `&q=${encodeURIComponent(query)}` : '')
        + (filters ? `&${filters}` : '');
    }

    #addressOf(route) {
      const [path, place] = route.split('#');
      return `${this.#root}${path}${path.includes('?') ? '&' : '?'}embed=${this.#view}${place ? `#${place}` : ''}`;
    }

    get #fixed() {
      const height = parseFloat(this.getAttribute('height'));
      return height > 0 && height <= TALLEST ? height : undefined;
    }

    // What can be changed from outside of the frame.
    #dress() {
      this.#frame.title = this.getAttribute('title') || 'Cầu Nối';
      if (this.#fixed) this.#frame.height = this.#fixed;
    }

    // Light or dark: as the attribute says or as the page does, by what it declares or, if it
    // declares nothing, by its text: light text stands on something dark.
    get #theme() {
      const said = this.getAttribute('theme');
      if (said === 'light' || said === 'dark') return said;
      const { colorScheme, color } = getComputedStyle(this);
      const [light, dark] = ['light', 'dark'].map(x => colorScheme.split(' ').includes(x));
      if (light && dark) return this.#dark.matches ? 'dark' : 'light';
      if (light || dark) return dark ? 'dark' : 'light';
      return isLight(color) ? 'dark' : 'light';
    }

    #say = () => this.#send();

    #send(more) {
      if (!this.#nonce) return;
      const said = { caunoi: 'host', nonce: this.#nonce, theme: this.#theme, sized: !this.#fixed, ...more };
      // Files have no origin that could be named.
      const { origin } = new URL(this.#root);
      this.#frame.contentWindow.postMessage(said, origin === 'null' ? '*' : origin);
    }

    #hear = ({ origin, source, data }) => {
      if (!this.#frame || source !== this.#frame.contentWindow || origin !== new URL(this.#root).origin) return;
      if (data?.caunoi === 'hello') {
        if (data.root !== this.#root) return console.warn(`<caunoi-reader>: src is ${this.#root}, but the edition's root is ${data.root}`);
        this.#nonce = nonce();
        this.#send();
      } else if (data?.caunoi === 'frame' && this.#nonce && data.nonce === this.#nonce) {
        this.#take(data);
      }
    };

    #take({ height, route, title, lang, top }) {
      // Where nothing is shown nothing has a height.
      const sized = !this.#fixed && typeof height === 'number' && height > 0;
      const own = height > TALLEST ? innerHeight : Math.ceil(height);
      if (sized && this.#box.clientWidth) this.#frame.height = own;
      if (![route, title, lang].every(x => typeof x === 'string' && x.length < 4096)) return;
      const url = new URL(route, this.#root).href;
      if (!url.startsWith(this.#root)) return;
      const said = JSON.stringify([route, title, lang]);
      if (said === this.#told) return;
      const first = !this.#told;
      const turned = !first && pageOf(route) !== pageOf(this.#route);
      this.#told = said;
      this.#route = route;
      this.#box.classList.add('ready');
      if (turned && !this.#fixed) this.#bringIntoView(top);
      const tell = name => this.dispatchEvent(
        new CustomEvent(name, { detail: { route, url, title, lang }, bubbles: true, composed: true }));
      if (first) tell('caunoi-ready');
      tell('caunoi-route');
    }

    // Another page begins in view, as it does without a frame.
    #bringIntoView(top) {
      this.#place.style.top = `${top > 0 && top <= TALLEST ? top : 0}px`;
      const { y } = this.#place.getBoundingClientRect();
      if (y < 0 || y > innerHeight) this.#place.scrollIntoView();
    }
  }

  if (!customElements.get('caunoi-reader')) customElements.define('caunoi-reader', CaunoiReader);
})();
