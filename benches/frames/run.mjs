// How soon the timeline's page is drawn in Chromium, as a table in Markdown.
//
//     node run.mjs ROUNDS NAME SITE [NAME SITE…]
//
// A site is a folder that `caunoi build` wrote. This runs in target/bench/frames/, within the
// harness of the peers, whose browser it takes; see xtask/src/bench.rs.
import fs from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { FLAGS, findChromium } from '../chrome.mjs';

const HERE = path.dirname(fileURLToPath(import.meta.url));
const PAGE = '/en/timeline/';
/** A page with a link to it. */
const BEFORE = '/en/glossary/';
/** An empty page of the same origin: the timeline then comes into a process that is there. */
const BLANK = '/blank';
const PHONE = { viewport: { width: 412, height: 915 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true };
/** How many times slower the processor is made. */
const RATES = [1, 4];

/** Milliseconds between two moves of the pointer. */
const BETWEEN = 16;
/** How often a place is moved in one drag, and by how much each time. */
const PLOT = { place: 'plot', moves: 120, pixels: 2 };
const HANDLE = { place: 'first', moves: 60, pixels: 2 };
const ZOOMS = 5;
/** A frame is late that comes after this: one sixtieth of a second, and what clocks differ by. */
const LATE = 16.7 + 2;
const PATIENCE = 300_000;
/** How long an event may be on its way. */
const LOST = 60_000;

const TYPES = {
  '.css': 'text/css', '.html': 'text/html', '.js': 'text/javascript', '.json': 'application/json',
  '.svg': 'image/svg+xml', '.wasm': 'application/wasm', '.woff2': 'font/woff2',
};

// ---- numbers ----

/** The value that a share of all does not exceed. */
const quantile = (numbers, share) => {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
};
const median = numbers => quantile(numbers, 0.5);
const shown = number => number.toFixed(number < 100 ? 1 : 0);
const sleep = time => new Promise(done => setTimeout(done, time));

// ---- the server ----

/** Serves a folder on this machine alone. */
const serve = async folder => {
  const root = path.resolve(folder);
  const server = http.createServer((request, response) => {
    const asked = decodeURIComponent(new URL(request.url, 'http://x').pathname);
    if (asked === BLANK) return response.setHeader('content-type', 'text/html').end('<!doctype html>');
    const file = path.join(root, asked.endsWith('/') ? `${asked}index.html` : asked);
    if (!file.startsWith(root + path.sep) || !fs.existsSync(file) || !fs.statSync(file).isFile()) {
      return response.writeHead(404).end();
    }
    response.setHeader('content-type', TYPES[path.extname(file)] ?? 'application/octet-stream');
    return response.end(fs.readFileSync(file));
  });
  await new Promise(done => server.listen(0, '127.0.0.1', done));
  const close = () => {
    server.close();
    server.closeAllConnections();
  };
  return { address: `http://127.0.0.1:${server.address().port}`, close };
};

// ---- within the page ----

/** What every page gets before its own scripts. */
const within = lost => {
  const plot = () => document.querySelector('[data-place=plot]');
  const day = (place, which) =>
    Number(document.querySelector(`[data-place=${place}]`).getAttribute(`aria-value${which}`));
  const frame = () => new Promise(done => requestAnimationFrame(done));
  let times = [];
  let running = false;
  let took;
  globalThis.bench = {
    tasks: [],
    frame,
    /** Begins to write down when frames begin. */
    async start() {
      [times, running] = [[], true];
      const tick = time => {
        if (!running) return;
        times.push(time);
        requestAnimationFrame(tick);
      };
      requestAnimationFrame(tick);
      await frame();
    },
    /** The times from frame to frame. */
    async stop() {
      await frame();
      running = false;
      return times.slice(1).map((time, at) => time - times[at]);
    },
    /** Waits for an event, and takes the time from it until what it changed is painted. */
    await(type) {
      took = new Promise((done, failed) => {
        const heard = event => {
          const before = plot().firstElementChild;
          requestAnimationFrame(() => {
            // A message is heard when the frame has been painted.
            const { port1, port2 } = new MessageChannel();
            port1.onmessage = () => {
              const time = performance.now() - event.timeStamp;
              if (plot().firstElementChild !== before) return done(time);
              return failed(new Error(`The next frame after ${type} has no new drawing.`));
            };
            port2.postMessage(null);
          });
        };
        addEventListener(type, heard, { capture: true, once: true });
      });
      // Who waits for it hears of it.
      took.catch(() => {});
    },
    took: () => Promise.race([took, new Promise((_, failed) => setTimeout(failed, lost, new Error('No event came.')))]),
    /** Follows a link of the navigation; gives how long the script of it takes until what is
        new is drawn, without the layout that setting the focus asks for. */
    follow(page) {
      const { focus } = HTMLElement.prototype;
      let laid = 0;
      HTMLElement.prototype.focus = function (...how) {
        const begun = performance.now();
        focus.apply(this, how);
        laid += performance.now() - begun;
      };
      const begun = performance.now();
      document.querySelector(`nav a[href$="${page.slice(3)}"]`).click();
      const time = performance.now() - begun - laid;
      HTMLElement.prototype.focus = focus;
      if (location.pathname !== page) throw new Error(`${page} is not drawn.`);
      return time;
    },
    /** How many days there are before the window and after it. */
    room: () => ({
      before: day('first', 'now') - day('first', 'min'),
      after: day('last', 'max') - day('last', 'now'),
    }),
    /** A point of a place that a pointer can take hold of: the first from the left, or right. */
    grip(name, fromRight) {
      const place = document.querySelector(`[data-place=${name}]`);
      place.scrollIntoView({ block: 'center', behavior: 'instant' });
      const box = place.getBoundingClientRect();
      const isFree = (x, y) => {
        const hit = document.elementFromPoint(x, y);
        const does = hit?.closest('a, [data-item], [data-window], [data-lane]');
        return hit?.closest('[data-place]') === place && !does;
      };
      const middle = Math.round((Math.max(box.top, 0) + Math.min(box.bottom, innerHeight)) / 2);
      const inset = Math.min(16, box.width / 4);
      for (let across = inset; across < box.width; across += 3) {
        const x = Math.round(fromRight ? box.right - across : box.left + across);
        for (let away = 0; away < box.height / 2; away += 3) {
          const y = [middle - away, middle + away].find(y => isFree(x, y));
          if (y !== undefined) return { x, y };
        }
      }
      throw new Error(`Nothing of “${name}” can be taken hold of.`);
    },
    /** The middle of a zoom button. */
    button(sign) {
      const button = [...document.querySelectorAll('.window button')].find(x => x.textContent === sign);
      button.scrollIntoView({ block: 'center', behavior: 'instant' });
      const box = button.getBoundingClientRect();
      return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
    },
  };
  const observer = new PerformanceObserver(list =>
    bench.tasks.push(...list.getEntries().map(task => task.duration)));
  observer.observe({ type: 'longtask', buffered: true });
};

// ---- from outside ----

/** A page of a phone with nothing in it yet. */
const blank = async (browser, site) => {
  const context = await browser.newContext(PHONE);
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE);
  page.on('pageerror', error => console.error(`The page says: ${error}`));
  await page.addInitScript(within, LOST);
  await page.goto(site.address + BLANK);
  const devtools = await context.newCDPSession(page);
  const slow = rate => devtools.send('Emulation.setCPUThrottlingRate', { rate });
  const mouse = (type, { x, y }, buttons) => {
    const button = type === 'mouseMoved' && !buttons ? 'none' : 'left';
    const clickCount = type === 'mouseMoved' ? 0 : 1;
    return devtools.send('Input.dispatchMouseEvent', { type, x, y, button, buttons, clickCount });
  };
  return { page, devtools, slow, mouse, close: () => context.close() };
};

const open = async ({ page }, site, path = PAGE) => {
  await page.goto(site.address + path);
  await page.waitForSelector('html[data-complete]', { state: 'attached' });
  await settle(page);
};

/** Waits until the page has nothing to do. */
const settle = async page => {
  await page.evaluate(() => new Promise(done => requestIdleCallback(done, { timeout: 1000 })));
  await sleep(200);
};

/** How long the main thread has worked, in milliseconds. */
const worked = async devtools => {
  const { metrics } = await devtools.send('Performance.getMetrics');
  return 1000 * metrics.find(metric => metric.name === 'TaskDuration').value;
};

/** One load on a processor that is slow from the beginning. */
const load = async (browser, site, rate) => {
  const phone = await blank(browser, site);
  await phone.devtools.send('Performance.enable');
  await phone.slow(rate);
  const before = await worked(phone.devtools);
  await open(phone, site);
  const work = (await worked(phone.devtools)) - before;
  const longest = await phone.page.evaluate(() => Math.max(0, ...bench.tasks));
  await phone.close();
  return { work, longest };
};

/** How long the script takes that draws the page for a link: the first time, when the browser
    compiles what runs, and another time. */
const follow = async (browser, site, rate) => {
  const phone = await blank(browser, site);
  await open(phone, site, BEFORE);
  await phone.slow(rate);
  const times = [];
  for (const to of [PAGE, BEFORE, PAGE]) {
    // Nobody follows a link without having come to it.
    await phone.page.focus(`nav a[href$="${to.slice(3)}"]`);
    await settle(phone.page);
    times.push(await phone.page.evaluate(to => bench.follow(to), to));
    await settle(phone.page);
  }
  await phone.close();
  return { first: times[0], again: times[2] };
};

/** Drags a place, whose pointer is then still down. Gives the frames and where the pointer is. */
const drag = async ({ page, mouse }, { place, moves, pixels }, toRight) => {
  const from = await page.evaluate(([place, fromRight]) => bench.grip(place, fromRight), [place, !toRight]);
  await settle(page);
  await mouse('mouseMoved', from, 0);
  await mouse('mousePressed', from, 1);
  await page.evaluate(() => bench.start());
  // As from a hand, moves come whether or not the one before has been drawn.
  const [begun, heard] = [performance.now(), []];
  let at = from;
  for (let move = 1; move <= moves; move += 1) {
    at = { x: from.x + (toRight ? 1 : -1) * move * pixels, y: from.y };
    heard.push(mouse('mouseMoved', at, 1));
    await sleep(Math.max(0, begun + move * BETWEEN - performance.now()));
  }
  await Promise.all(heard);
  return { at, frames: await page.evaluate(() => bench.stop()) };
};

/** Lets go of what is dragged. */
const lift = ({ mouse }, at) => mouse('mouseReleased', at, 0);

/** Clicks on a zoom button; gives the time until the step is painted. */
const zoom = async ({ page, mouse }, sign) => {
  const at = await page.evaluate(sign => bench.button(sign), sign);
  await settle(page);
  await mouse('mouseMoved', at, 0);
  await page.evaluate(() => bench.await('click'));
  await mouse('mousePressed', at, 1);
  await lift({ mouse }, at);
  return page.evaluate(() => bench.took());
};

/** Drags the drawing there and back; gives the frames and the times to draw it anew. */
const dragPlot = async phone => {
  const { before, after } = await phone.page.evaluate(() => bench.room());
  const [frames, released] = [[], []];
  for (const toRight of before > after ? [true, false] : [false, true]) {
    const dragged = await drag(phone, PLOT, toRight);
    frames.push(...dragged.frames);
    await phone.page.evaluate(() => bench.await('pointerup'));
    await lift(phone, dragged.at);
    released.push(await phone.page.evaluate(() => bench.took()));
  }
  return { frames, released };
};

/** Drags the first handle to where there is room for it, and back. */
const dragHandle = async phone => {
  const far = HANDLE.moves * HANDLE.pixels;
  const { x } = await phone.page.evaluate(place => bench.grip(place, false), HANDLE.place);
  const frames = [];
  for (const toRight of x < far ? [true, false] : [false, true]) {
    const dragged = await drag(phone, HANDLE, toRight);
    frames.push(...dragged.frames);
    await lift(phone, dragged.at);
  }
  return frames;
};

/** All that is measured of one site at one rate. */
const measure = async (browser, site, rate, rounds) => {
  const loads = [];
  for (let round = 0; round < rounds; round += 1) loads.push(await load(browser, site, rate));
  const links = [];
  for (let round = 0; round < rounds; round += 1) links.push(await follow(browser, site, rate));
  const phone = await blank(browser, site);
  await open(phone, site);
  await phone.slow(rate);
  const [plot, handle, released, zoomed] = [[], [], [], []];
  for (let round = 0; round < rounds; round += 1) {
    const dragged = await dragPlot(phone);
    plot.push(...dragged.frames);
    released.push(...dragged.released);
    for (let step = 0; step < ZOOMS; step += 1) {
      zoomed.push(await zoom(phone, '+'));
      await zoom(phone, '−');
    }
    handle.push(...(await dragHandle(phone)));
  }
  await phone.close();
  return { loads, links, plot, handle, released, zoomed };
};

/** The rows of the table: what each says, and how it is read out of what was measured. */
const rows = (() => {
  const often = frames => shown((100 * frames.filter(time => time > LATE).length) / frames.length);
  const three = times => [median(times), quantile(times, 0.95), Math.max(...times)].map(shown).join(' / ');
  const two = times => [median(times), Math.max(...times)].map(shown).join(' / ');
  return [
    ['load: work of the main thread, ms', x => shown(median(x.loads.map(one => one.work)))],
    ['load: longest task, ms', x => shown(median(x.loads.map(one => one.longest)))],
    ['followed by a link: script until drawn, ms', x => shown(median(x.links.map(one => one.first)))],
    ['the same, another time, ms', x => shown(median(x.links.map(one => one.again)))],
    ['drawing dragged: frame, median / p95 / max, ms', x => three(x.plot)],
    [`drawing dragged: frames over ${LATE} ms`, x => `${often(x.plot)} % of ${x.plot.length}`],
    ['pointer lifted until painted, median / max, ms', x => two(x.released)],
    ['zoom step until painted, median / max, ms', x => two(x.zoomed)],
    ['handle dragged: frame, median / p95 / max, ms', x => three(x.handle)],
    [`handle dragged: frames over ${LATE} ms`, x => `${often(x.handle)} % of ${x.handle.length}`],
  ];
})();

const table = (version, columns) => {
  const line = cells => `| ${cells.join(' | ')} |`;
  return [
    line([`Chromium ${version}`, ...columns.map(column => column.name)]),
    `|---|${'---:|'.repeat(columns.length)}`,
    ...rows.map(([says, read]) => line([says, ...columns.map(column => read(column.measured))])),
  ].join('\n');
};

const [rounds, ...words] = process.argv.slice(2);
if (!(Number(rounds) > 0) || !words.length || words.length % 2) {
  throw new Error('This takes the number of rounds, then names and folders of sites.');
}
const browser = await chromium.launch({ executablePath: findChromium(), headless: true, args: FLAGS });
const columns = [];
try {
  for (let at = 0; at < words.length; at += 2) {
    const site = await serve(words[at + 1]);
    for (const rate of RATES) {
      const name = rate === 1 ? words[at] : `${words[at]}, CPU ${rate}× slower`;
      console.error(`Measuring: ${name}.`);
      columns.push({ name, measured: await measure(browser, site, rate, Number(rounds)) });
    }
    site.close();
  }
  const text = table(browser.version(), columns);
  fs.writeFileSync(path.join(HERE, 'table.md'), `${text}\n`);
  console.log(text);
} finally {
  await browser.close();
}
