// The record for scripts of any page: `caunoi.d.ts` says what it answers. A host with a search
// box or lists of its own imports this file from where the edition is published.
import init, { ask } from './assets/reader.js';

const root = new URL('.', import.meta.url);
const wasm = new URL('./assets/reader.wasm', import.meta.url);

const answered = (question, most = 0) => new Promise((done, refused) => {
  ask(question, most, answer => (answer === undefined ? refused(new Error('The record cannot be read.')) : done(JSON.parse(answer))));
});

// Addresses below the edition's root, made whole.
const placed = entry => entry && { ...entry, url: new URL(entry.address, root).href };

class Record {
  /** What the edition is called, and its languages. */
  constructor(edition) {
    Object.assign(this, edition);
  }

  async search(query = '', { lang = this.languages[0], filters = {}, limit = 20 } = {}) {
    if (!this.languages.includes(lang)) throw new TypeError(`There is no ${lang} here, but ${this.languages.join(', ')}.`);
    const asked = new URLSearchParams(query && { q: query });
    for (const [facet, values] of Object.entries(filters)) {
      for (const value of [values].flat()) asked.append(facet, value);
    }
    const answer = await answered(`${lang}/search/?${asked}`, limit);
    return { ...answer, results: answer.results.map(placed) };
  }

  async get(id) {
    return /^[a-z0-9-]+$/.test(id) ? placed(await answered(id)) : null;
  }
}

let opened;

/** Opens the record, once for the page. */
export const open = () => {
  opened ??= init({ module_or_path: wasm }).then(() => answered('')).then(edition => new Record(edition));
  opened.catch(() => { opened = undefined; });
  return opened;
};
