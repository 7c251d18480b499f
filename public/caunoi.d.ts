// What caunoi.js answers. Import it from where an edition is published:
//
//     import { open } from 'https://example.org/press/caunoi.js';
//     const record = await open();
//     const { total, results } = await record.search('hữu nghị', { lang: 'vi', filters: { year: '2022' } });

/** A text with its language, a BCP 47 tag. */
export interface Text { lang: string; text: string }

/** A text in pieces, of which those that were looked for are `found`. */
export interface Marked { lang: string; pieces: { text: string; found: boolean }[] }

/** A date in EDTF (ISO 8601-2), in words, and how it is known. */
export interface When { edtf: string; text: string; basis: 'stated' | 'inferred' | 'derived' | 'window' }

export type Kind =
  | 'person' | 'role' | 'organisation' | 'event' | 'request' | 'plan' | 'act'
  | 'figure' | 'article' | 'topic' | 'term' | 'motto' | 'correction';

export type Facet = 'kind' | 'year' | 'source' | 'topic' | 'person' | 'org' | 'status' | 'basis' | 'lang' | 'time';

/** What is told of everything that can be found. */
export interface Entry {
  /** The id of the entry or of the statement. */
  id: string;
  kind: Kind;
  /** Below the edition's root. */
  address: string;
  /** The same as a whole address. */
  url: string;
  /** The id of the article that states it. */
  article?: string;
  date?: When;
}

export interface Result extends Entry {
  title?: Marked;
  /** The best of its text. */
  excerpt?: Marked;
}

export interface Whole extends Entry {
  titles: Text[];
  texts: Text[];
}

export interface Answer {
  /** How much is found, also beyond the limit. */
  total: number;
  /** Best first, within kinds, of which the best stands first. */
  results: Result[];
  /** Words that are nowhere, and what was looked for instead. */
  corrected: { typed: string; meant: string }[];
  /** The values of each facet that something found has. */
  facets: { [facet in Exclude<Facet, 'time'>]: { value: string; name: string; count: number }[] };
}

export interface Options {
  /** One of the edition's two languages; the first if none is given. */
  lang?: string;
  /** As in the address of a search: `{ topic: ['a', 'b'], year: '2020..2022', time: '2022-01..2022-07' }`. */
  filters?: { [facet in Facet]?: string | string[] };
  /** How many results at most; 20 if not given, and never more than 300. */
  limit?: number;
}

export interface Record {
  /** What the edition is called, in each language. */
  readonly name: Text[];
  /** Its two languages, as BCP 47 tags. */
  readonly languages: [string, string];
  /** What is found, by the same rules as in the reader. */
  search(query?: string, options?: Options): Promise<Answer>;
  /** What is known under an id, or null. */
  get(id: string): Promise<Whole | null>;
}

/** Opens the record. @throws {Error} if it does not come or cannot be read. */
export function open(): Promise<Record>;
