// An edition of made-up reports, always the same one for a number of events.
//
//     node edition.mjs EVENTS FOLDER
//
// Twenty events to an article, over thirty years. The words are put together from syllables.
import fs from 'node:fs';
import path from 'node:path';

const ID = 'frames';
const TO_AN_ARTICLE = 20;
const FIRST_DAY = Date.UTC(1994, 0, 1) / 86_400_000;
const DAYS = 30 * 365;

const [events, folder] = [Number(process.argv[2]), process.argv[3]];
if (!Number.isInteger(events) || events < 1 || !folder) {
  throw new Error('This takes the number of events and the folder to write.');
}

// ---- chance, the same each time ----

let state = 1;
const chance = () => {
  state = (state + 0x6d2b79f5) | 0;
  let bits = Math.imul(state ^ (state >>> 15), 1 | state);
  bits = (bits + Math.imul(bits ^ (bits >>> 7), 61 | bits)) ^ bits;
  return ((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32;
};
const below = count => Math.floor(chance() * count);
const one = list => list[below(list.length)];
const list = (count, make) => Array.from({ length: count }, (_, at) => make(at));
/** One of the keys, each as often as its number says. */
const weighted = weights => {
  let left = below(Object.values(weights).reduce((a, b) => a + b));
  return Object.keys(weights).find(key => (left -= weights[key]) < 0);
};

// ---- words ----

const VI = [
  ['b', 'ch', 'đ', 'gi', 'h', 'kh', 'l', 'm', 'n', 'ng', 'nh', 'ph', 's', 't', 'th', 'tr', 'v', 'x'],
  ['a', 'á', 'à', 'ạ', 'ả', 'ă', 'â', 'ấ', 'ậ', 'o', 'ó', 'ô', 'ố', 'ộ', 'ơ', 'ờ', 'ợ', 'u', 'ú', 'ư', 'ữ'],
  ['', '', 'i', 'n', 'ng', 'm', 't', 'c'],
];
const EN = [
  ['b', 'br', 'c', 'd', 'f', 'gl', 'h', 'l', 'm', 'n', 'p', 'pr', 'r', 's', 'st', 't', 'tr', 'v', 'w'],
  ['a', 'e', 'i', 'o', 'u', 'ai', 'ea', 'oo'],
  ['', 'l', 'n', 'nd', 'r', 'rt', 's', 'st', 'th'],
];
const syllable = parts => parts.map(one).join('');
const word = { vi: () => syllable(VI), en: () => list(1 + below(3), () => syllable(EN)).join('') };
const words = (lang, least, more) => list(least + below(more), word[lang]).join(' ');
const capital = text => text[0].toUpperCase() + text.slice(1);
const name = (least, more) => ({
  vi: capital(words('vi', least + 1, more + 1)),
  en: capital(words('en', least, more)),
});
const sentences = count => {
  const said = lang => list(count, () => `${capital(words(lang, 7, 12))}.`).join(' ');
  return { vi: said('vi'), en: said('en') };
};

// ---- dates ----

const two = number => String(number).padStart(2, '0');
const day = number => new Date(number * 86_400_000).toISOString().slice(0, 10);
const year = number => day(number).slice(0, 4);
const half = number => `${year(number)}-${Number(day(number).slice(5, 7)) < 7 ? 40 : 41}`;
const reason = { vi: 'Tính từ lời kể.', en: 'Counted from what is told.' };

/** When something was that was about this day, with how that is known. */
const when = number => {
  const stated = date => ({ date, basis: 'stated' });
  const inferred = date => ({ date, basis: { inferred: reason } });
  const forms = {
    day: () => stated(day(number)),
    inferred: () => inferred(day(number)),
    month: () => stated(day(number).slice(0, 7)),
    half: () => stated(half(number)),
    year: () => inferred(year(number)),
    stretch: () => stated(`${day(number)}/${day(number + 2 + below(200))}`),
    window: () => ({
      date: `[${day(number)}..${day(number + 20 + below(300))}]`,
      basis: { window: { vi: 'Giữa hai lần được nêu.', en: 'Between two mentions.' } },
    }),
  };
  const often = { day: 62, inferred: 6, month: 10, half: 5, year: 5, stretch: 6, window: 6 };
  return forms[weighted(often)]();
};

// ---- registries ----

const topics = list(12, at => ({ id: `topic-${at}`, label: name(1, 2) }));
const organisations = list(8, at => ({
  id: `organisation-${at}`,
  kind: 'body',
  name: name(3, 2),
  line: sentences(1),
  offices: [{ id: 'chair', title: name(2, 1) }, { id: 'secretary', title: name(2, 1) }],
}));
const people = list(24, at => ({
  id: `person-${at}`,
  name: { vi: list(3, () => capital(word.vi())).join(' ') },
  line: sentences(1),
}));

const KINDS = { meeting: 30, programme: 25, campaign: 10, document: 20, term: 5, anniversary: 10 };
const STATUSES = { held: 55, planned: 20, launched: 8, commemorated: 7, ongoing: 10 };

const registry = list(events, at => ({
  id: `event-${at}`,
  label: name(2, 4),
  kind: weighted(KINDS),
  organisations: [one(organisations).id],
  topics: [one(topics).id],
}));

// ---- articles ----

/** What is planned comes after the article, all else before it or goes on. */
const report = (article, event, told) => {
  const status = weighted(STATUSES);
  const away = below(status === 'planned' ? 300 : 150);
  const outcome = status === 'planned' ? { outcome: 'not-in-record' } : {};
  const about = status === 'planned' ? told + away : told - away;
  return { id: `${article}-${event}`, event, status, when: when(about), basis: 'stated', ...outcome };
};

const article = (some, at, of) => {
  const told = FIRST_DAY + Math.floor((at * DAYS) / of) + below(Math.ceil(DAYS / of));
  const id = `${day(told)}-${at}`;
  const title = name(5, 4);
  // Offices are attested now and then only, so that most of the timeline is events.
  const attested = () => ({
    id: `${id}-role`,
    person: one(people).id,
    organisation: one(organisations).id,
    office: one(['chair', 'secretary']),
    basis: 'stated',
  });
  return {
    id,
    headline: { lang: 'vi', text: title.vi },
    title,
    when: { date: day(told), basis: 'stated' },
    topics: [...new Set(some.flatMap(event => event.topics))],
    lead: sentences(1),
    summary: list(1 + below(2), () => sentences(3)),
    events: some.map(event => report(id, event.id, told)),
    roles: at % 10 ? [] : [attested()],
  };
};

const chunks = list(Math.ceil(events / TO_AN_ARTICLE), at =>
  registry.slice(at * TO_AN_ARTICLE, (at + 1) * TO_AN_ARTICLE));
const articles = chunks.map((some, at) => article(some, at, chunks.length));
// Of what was planned, a part is reported as held by the next article.
articles.slice(1).forEach((after, at) => {
  const planned = articles[at].events.filter(told => told.status === 'planned' && chance() < 0.4);
  const held = told => ({
    id: `${after.id}-${told.event}`, event: told.event, status: 'held', when: told.when, basis: 'stated',
  });
  after.events.push(...planned.map(held));
});

const edition = {
  id: ID,
  name: { vi: `Sổ ${events} việc`, en: `A record of ${events} events` },
  subject: organisations[0].id,
  languages: ['vi', 'en'],
  language_names: ['Tiếng Việt', 'English'],
  intro: {
    vi: 'Mọi tên và mọi việc ở đây là do máy ghép, để đo thời gian vẽ.',
    en: 'All names and events here are put together by chance, to measure drawing.',
  },
  about: [{ vi: 'Không có gì ở đây là thật.', en: 'Nothing here is real.' }],
  rights: {
    text: { vi: 'Ai muốn dùng thì dùng.', en: 'Anybody may use this.' },
    licence: 'CC0 1.0',
    url: 'https://creativecommons.org/publicdomain/zero/1.0/',
  },
};

// ---- files ----

const there = path.join(folder, 'edition.json');
if (fs.existsSync(folder)) {
  if (!fs.existsSync(there) || JSON.parse(fs.readFileSync(there, 'utf8')).id !== ID) {
    throw new Error(`${folder} holds something else.`);
  }
  fs.rmSync(folder, { recursive: true });
}
fs.mkdirSync(path.join(folder, 'articles'), { recursive: true });
const write = (file, value) =>
  fs.writeFileSync(path.join(folder, `${file}.json`), `${JSON.stringify(value, null, 1)}\n`);
write('edition', edition);
write('topics', { topics });
write('organisations', { organisations });
write('people', { people });
write('events', { events: registry });
articles.forEach(each => write(`articles/${each.id}`, each));
