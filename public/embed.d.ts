// What a page that is written in TypeScript may know of <caunoi-reader> (embed.js). To have it
// checked, copy this file into the project; in JSX:
//
//   declare module 'react' {
//     namespace JSX { interface IntrinsicElements { 'caunoi-reader': CaunoiReaderAttributes & { ref?: unknown } } }
//   }

/** Which part of the reader is shown. */
type CaunoiView = 'full' | 'list' | 'timeline' | 'article' | 'search';

/** The attributes of `<caunoi-reader>`. All may be left out, and all may change at any time. */
interface CaunoiReaderAttributes {
  /** The edition's root. Without it: the folder that embed.js was loaded from (the first, if several were). */
  src?: string;
  /** A language of the edition, as a BCP 47 tag. Without it: that of the text around. */
  lang?: string;
  /** `both`: both languages, side by side. */
  mode?: 'both';
  /** Which part is shown; `full` if none is named. */
  view?: CaunoiView;
  /** For `view="article"`: the article's id, as it stands in its address. */
  article?: string;
  /** For `view="search"` and `view="timeline"`: what is looked for. */
  query?: string;
  /** For the same: what of it is shown, as in an address: `topic=culture&year=2022..2024`. */
  filters?: string;
  /** Without it: that of the page around, also when it changes. */
  theme?: 'light' | 'dark';
  /** A height in CSS pixels, within which the reader scrolls. Without it: as high as what is shown. */
  height?: string | number;
  /** What the frame is called for those who do not see it; `Cầu Nối` without it. */
  title?: string;
}

/** Where the reader is. */
interface CaunoiPlace {
  /** The address below the edition's root, for `go()`. */
  readonly route: string;
  /** The whole address, to be opened without a frame. */
  readonly url: string;
  /** The title of the page. */
  readonly title: string;
  /** The language of the page. */
  readonly lang: string;
}

/** The element. Its children are shown until the reader is there, and where it cannot come. */
interface CaunoiReaderElement extends HTMLElement {
  /** Where the reader is: an address below the edition's root. Empty until it has answered. */
  readonly route: string;
  /** Shows another page: an address below the edition's root, such as `en/timeline/`. */
  go(route: string): void;
  addEventListener<Name extends keyof CaunoiEvents>(
    name: Name, listener: (event: CaunoiEvents[Name]) => void, options?: boolean | AddEventListenerOptions): void;
  addEventListener(
    name: string, listener: EventListenerOrEventListenerObject, options?: boolean | AddEventListenerOptions): void;
}

/** What the element says. Its events bubble and leave shadow trees. */
interface CaunoiEvents extends HTMLElementEventMap {
  /** The reader is there. */
  'caunoi-ready': CustomEvent<CaunoiPlace>;
  /** The reader is somewhere else; the first time after `caunoi-ready`. */
  'caunoi-route': CustomEvent<CaunoiPlace>;
}

interface HTMLElementTagNameMap {
  'caunoi-reader': CaunoiReaderElement;
}

interface DocumentEventMap {
  'caunoi-ready': CustomEvent<CaunoiPlace>;
  'caunoi-route': CustomEvent<CaunoiPlace>;
}
