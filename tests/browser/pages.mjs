// SPDX-License-Identifier: GPL-3.0-or-later
// Reports in a browser, TAP: pages.mjs CHROMIUM AXE PAGE... (AXE is the file axe.min.js, or "-").
// SCREENSHOTS=folder keeps a picture of each page at each width.
import { readFileSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { openBrowser } from './chromium.mjs';

const WIDTHS = [320, 800, 1280];
const [program, axe, ...pages] = process.argv.slice(2);
let tests = 0;
let failures = 0;
function ok(good, name, why = '') {
  tests++;
  if (!good) failures++;
  console.log(`${good ? 'ok' : 'not ok'} ${tests} ${name}`);
  if (!good && why) console.log(String(why).replace(/^/gm, '# '));
}

// Text that sticks out of the page, or makes it scroll sideways.
const OVERFLOW = `(() => {
  const wide = [...document.querySelectorAll('body *')].filter(e => !e.closest('.scroll, svg, .unseen, .skip') &&
    e.getBoundingClientRect().right > innerWidth + 1);
  return [document.documentElement.scrollWidth - innerWidth, wide.slice(0, 5).map(e => e.outerHTML.slice(0, 120))];
})()`;

async function checkWidths(browser, page, name) {
  for (const width of WIDTHS) {
    await browser.width(width);
    await browser.open(pathToFileURL(page).href);
    const outside = browser.seen.filter((url) => !url.startsWith('file:') && !url.startsWith('data:'));
    ok(outside.length === 0, `${name} at ${width} px asks for nothing else and reports no error`,
      outside.join('\n'));
    const [extra, wide] = await browser.evaluate(OVERFLOW);
    ok(extra <= 0 && wide.length === 0, `${name} at ${width} px does not scroll sideways`,
      `${extra} px\n${wide.join('\n')}`);
    if (axe !== '-') {
      await browser.evaluate(readFileSync(axe, 'utf8'));
      const found = await browser.evaluate(`axe.run(document, {resultTypes: ['violations']}).then(r =>
        r.violations.map(v => v.id + ': ' + v.help + '\\n' +
          v.nodes.slice(0, 5).map(n => '  ' + n.html.slice(0, 160) + ' ' + n.failureSummary).join('\\n')))`);
      ok(found.length === 0, `${name} at ${width} px: axe-core finds no violation`, found.join('\n'));
    }
    if (process.env.SCREENSHOTS) {
      const { data } = await browser.send('Page.captureScreenshot',
        { format: 'png', captureBeyondViewport: true });
      writeFileSync(`${process.env.SCREENSHOTS}/${name}-${width}.png`, Buffer.from(data, 'base64'));
    }
  }
}

// What a table looks like to somebody who sorts it.
const TABLE = `(() => {
  const table = [...document.querySelectorAll('table')].find(t => t.querySelector('th button'));
  if (!table) return null;
  return { states: [...table.querySelectorAll('thead th')].map(h => h.getAttribute('aria-sort')),
    rows: [...table.tBodies[0].rows].map(r => [...r.cells].map(c => c.textContent)) };
})()`;

async function checkSorting(browser, name) {
  const before = await browser.evaluate(TABLE);
  ok(before !== null, `${name}: a table has buttons in its header cells`);
  if (before === null) return;
  await browser.evaluate(`document.querySelector('table th.number button').focus()`);
  const index = await browser.evaluate(`document.activeElement.closest('th').cellIndex`);
  const table = `document.activeElement.closest('table')`;
  const column = () => browser.evaluate(`[...${table}.tBodies[0].rows].filter(r => r.className !== 'of-which')
    .map(r => r.cells[${index}].textContent)`);
  const number = (text) => {
    const found = /[−-]?\d[\d\s]*(,\d+)?/u.exec(text);
    return found ? Number(found[0].replace(/\s/gu, '').replace('−', '-').replace(',', '.')) : null;
  };
  const original = await column();
  const rises = (values) => values.every((v, i) => i === 0 || v === null || (values[i - 1] !== null && values[i - 1] <= v));
  for (const [state, order] of [['descending', (v) => rises([...v].reverse().filter((x) => x !== null))],
    ['ascending', rises]]) {
    await browser.key('Enter', 'Enter', { number: 13 });
    const values = (await column()).map(number);
    const said = await browser.evaluate(`document.activeElement.closest('th').getAttribute('aria-sort')`);
    ok(said === state && order(values), `${name}: Enter sorts a column of numbers, ${state}`, `${said} ${values}`);
  }
  await browser.key('Enter', 'Enter', { number: 13 });
  const again = await column();
  ok(JSON.stringify(again) === JSON.stringify(original) &&
    (await browser.evaluate(`${table}.querySelector('[aria-sort]') === null`)),
  `${name}: the third Enter gives back the order of the report`, again.join('|'));
}

async function checkTooltips(browser, name) {
  const point = await browser.evaluate(`(() => {
    const g = [...document.querySelectorAll('.drawing svg g')].find(x => x.firstElementChild?.tagName === 'title' &&
      x.getClientRects().length > 0 && x.getBoundingClientRect().width > 4);
    if (!g) return null;
    const shape = g.querySelector(':scope > rect, :scope > circle, :scope > path') ?? g;
    shape.scrollIntoView({ block: 'center', behavior: 'instant' });
    const b = shape.getBoundingClientRect();
    return { x: b.x + b.width / 2, y: b.y + b.height / 2, words: g.firstElementChild.textContent };
  })()`);
  ok(point !== null, `${name}: a drawing has values to point at`);
  if (point === null) return;
  await browser.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(1))))');
  await browser.send('Input.dispatchMouseEvent', { type: 'mouseMoved', x: point.x, y: point.y });
  const tip = `(() => { const t = document.querySelector('.tip'); return t && !t.hidden ? t.textContent : null; })()`;
  const hovered = await browser.evaluate(tip);
  ok(hovered !== null && hovered.length > 3, `${name}: pointing at a value says it`, `${hovered}; ${point.words}`);
  await browser.evaluate(`document.querySelector('.drawing[tabindex]').focus()`);
  await browser.key('ArrowRight', 'ArrowRight', { number: 39 });
  const first = await browser.evaluate(tip);
  await browser.key('ArrowRight', 'ArrowRight', { number: 39 });
  const second = await browser.evaluate(tip);
  ok(first !== null && second !== null && first !== second, `${name}: arrow keys walk through the values`,
    `${first}; ${second}`);
  const inside = await browser.evaluate(`(() => { const b = document.querySelector('.tip').getBoundingClientRect();
    return b.left >= 0 && b.right <= innerWidth && b.top >= 0 && b.bottom <= innerHeight; })()`);
  ok(inside, `${name}: the words stay inside the window`);
  await browser.key('Escape', 'Escape', { number: 27 });
  ok((await browser.evaluate(tip)) === null, `${name}: Escape takes them away`);
}

// Tab from the top: first the link to the report, nothing unseen, never caught in one place.
async function checkTabWalk(browser, name) {
  await browser.evaluate('document.activeElement.blur(); scrollTo(0, 0)');
  const stops = await browser.evaluate(`[...document.querySelectorAll('a[href], button, [tabindex="0"]')]
    .filter(e => e.getClientRects().length > 0).length`);
  const walked = [];
  for (let i = 0; i < stops; i++) {
    await browser.key('Tab', 'Tab', { number: 9 });
    walked.push(await browser.evaluate(`(() => { const e = document.activeElement, b = e.getBoundingClientRect();
      return [e.tagName + '.' + e.className + ' ' + e.textContent.slice(0, 30), b.width > 0 && b.right > 0 && b.left < innerWidth]; })()`));
  }
  ok(walked[0][0].startsWith('A.skip'), `${name}: the first Tab is the link past the contents`, walked[0][0]);
  const unseen = walked.filter(([, visible]) => !visible);
  ok(unseen.length === 0, `${name}: every one of ${stops} stops of Tab is seen`, unseen.join('\n'));
}

const browser = await openBrowser(program);
try {
  for (const page of pages) {
    const name = page.split('/').slice(-3, -1).join('-');
    await checkWidths(browser, page, name);
    await checkTabWalk(browser, name);
    await checkSorting(browser, name);
    await checkTooltips(browser, name);
  }
} finally {
  await browser.close();
}
console.log(`1..${tests}`);
process.exit(failures ? 1 : 0);
