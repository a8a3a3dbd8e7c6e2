// Every page of a node over real nodes: nothing that axe finds, nothing asked of anybody else, no language by halves.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch } from '../../browser.mjs';
import { axe } from '../axe.mjs';
import { desk, login, node, unexpected, until } from './nodes.mjs';

let browser;
const at = node('kurdistan', 'nineveh');
before(async () => {
  browser = await launch();
  await at.officer('Dilan', ['duty-officer', 'releasing-officer', 'chief', 'auditor', 'administrator']);
});
after(() => browser.close());

/** Every page that the navigation offers in both areas, the forms behind them, and one of each that stands in a list. */
async function pages(page) {
  const named = () => page.getByRole('navigation').locator('a').evaluateAll((all) => all.map((one) => one.getAttribute('href')));
  const floor = await named();
  await page.keyboard.press('a');
  await page.locator('nav a[href="#/meetings"]').waitFor();
  const secretariat = await named();
  assert.ok(secretariat.includes('#/commitments') && !floor.includes('#/commitments'), 'two areas');
  const behind = [];
  for (const list of ['meetings', 'acts', 'commitments']) {
    await visit(page, `#/${list}`);
    const first = page.locator(`main a[href*="#/${list}/"]:not([href*="/new"]):not([href*="/programmes"])`).first();
    await first.waitFor();
    behind.push(await first.getAttribute('href'));
  }
  return [...floor, '#/incidents/new', ...secretariat, ...behind, '#/meetings/new', '#/acts/new', '#/acts/new?kind=charter', '#/commitments/new', '#/commitments/programmes'];
}
async function visit(page, hash) {
  await page.evaluate((to) => (location.hash = to), hash);
  await page.locator('main h1').first().waitFor();
  await page.waitForLoadState('networkidle').catch(() => null);
  await page.waitForTimeout(150);
}
/** Words of the page itself: data stands in `bdi`, codes in `.num`, names of other scripts carry their `lang`. */
const own = (page) =>
  page.evaluate(() => {
    const DATA = 'bdi, .num, .cite, kbd, code, svg, [lang="en"], [lang="kmr"], option[value], input, textarea, .beside';
    const said = [];
    const walk = (at) => {
      for (const child of at.childNodes) {
        if (child.nodeType === Node.TEXT_NODE) said.push(child.textContent);
        else if (child instanceof Element && child.checkVisibility() && !child.matches(DATA)) {
          for (const name of ['aria-label', 'placeholder', 'title']) said.push(child.getAttribute(name) ?? '');
          walk(child);
        }
      }
    };
    walk(document.body);
    // what a record says is isolated where it stands inside a sentence
    return said.map((one) => one.replace(/\u2068[^\u2069]*\u2069/g, '').trim()).filter(Boolean);
  });
const NAMES = /Seamline|Enter|Space|APP-6|JPEG|PNG|WebP|PDF|JAN|MGRS|ACLED|ICS|USB|USNG|Dilan|host:port/g;

for (const lang of ['en', 'ar', 'ckb']) {
  test(`every page in ${lang}: axe, the network, the policy, and words of that language only`, async (t) => {
    const opened = await desk(t, browser, at, { lang });
    const { page, faults } = opened;
    await login(opened, 'Dilan');
    await page.getByRole('navigation').locator('a').first().waitFor();
    const left = [];
    for (const hash of await pages(page)) {
      await visit(page, hash);
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), 0, `${hash} is wider than its window`);
      if (lang !== 'ckb') assert.deepEqual(await axe(page), [], hash);
      if (lang !== 'en') left.push(...(await own(page)).filter((one) => /[a-z]{3,}/i.test(one.replace(NAMES, ''))).map((one) => `${hash}: ${one}`));
    }
    assert.deepEqual([...new Set(left)], [], 'English is left');
    assert.deepEqual(unexpected(faults), []);
  });
}

test('Sorani is Sorani: figures, dates and order, which a browser would take from another language', async (t) => {
  const names = ['هێمن', 'وریا', 'ئازاد', 'گوڵان', 'کاوە'];
  for (const name of names) await at.officer(name, ['duty-officer']);
  const opened = await desk(t, browser, at, { lang: 'ckb' });
  const { page } = opened;
  await login(opened, 'Dilan');
  assert.equal(await page.evaluate(() => `${document.documentElement.lang} ${document.documentElement.dir}`), 'ckb rtl');
  assert.match(await page.locator('.clock b').innerText(), /^[٠-٩]{2}:[٠-٩]{2}$/);
  assert.match(await page.locator('.clock').innerText(), /کانوونی دووەم/, 'the month by its Sorani name');
  assert.match(await page.locator('.clock .num').innerText(), /^\d\d:\d\d Z · \d{6}C [A-Z]{3} \d\d$/, 'the date-time group stays Latin');
  await visit(page, '#/watch');
  await page.locator('main time:visible', { hasText: /[٠-٩]/ }).first().waitFor();
  const times = await until('times on the page', async () => (await page.locator('main time:visible').allInnerTexts()).filter(Boolean));
  assert.ok(times.some((one) => /[٠-٩]/.test(one)) && times.every((one) => !/[0-9]/.test(one)), `times in other figures: ${times.filter((one) => /[0-9]/.test(one)).slice(0, 5)}`);
  const left = (await own(page)).filter((one) => /[0-9]/.test(one.replaceAll(/\b(38S LE 63 90|ICS \d+|0\d{3})\b/g, '')));
  assert.deepEqual(left, [], 'figures of another language');
  await visit(page, '#/people');
  const listed = await until('the officers', async () => {
    const said = await page.locator('main').innerText();
    return names.every((name) => said.includes(name)) ? [...names].sort((a, b) => said.indexOf(a) - said.indexOf(b)) : null;
  });
  assert.deepEqual(listed, ['ئازاد', 'کاوە', 'گوڵان', 'وریا', 'هێمن']);
});
