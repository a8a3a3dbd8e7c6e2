// The roadmap and the units in a real browser: what moves with a milestone, a loop refused, slips with who agreed, trees at a day.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, test } from 'node:test';
import { launch, openPage } from '../browser.mjs';
import { start } from '../fake/serve.mjs';
import { axe } from './axe.mjs';

const idOf = (key) => createHash('sha256').update(key).digest('hex');
let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

async function open(t, hash, { view = {}, may, ...world } = {}) {
  const server = await start({ page: 'node', seat: { party: 'iraq', node: 'makhmour' }, ...world });
  if (may) server.state.me = { may };
  const opened = await openPage(browser, view);
  t.after(async () => {
    await opened.context.close();
    server.close();
  });
  await opened.page.goto(`${server.url}/login#token=once`);
  await opened.page.getByRole('navigation').first().waitFor();
  await opened.page.goto(`${server.url}/#/${hash}`);
  return { ...opened, server };
}
const field = (page, name) => page.locator(`main [name=${name}]`);
const answer = (box) => box.evaluate((one) => one.getAttribute('aria-describedby').split(' ').map((id) => document.getElementById(id).textContent).join(' '));
const stone = (page, key) => page.locator(`main tr[data-milestone=${key}]`);
const words = async (locator) => (await locator.innerText()).replace(/\s+/g, ' ').trim();

test('several roadmaps are a list; one shows its milestones, its slips and who agreed to each date', async (t) => {
  const { page, faults } = await open(t, 'roadmap');
  await page.getByRole('link', { name: 'Formation of the joint brigades' }).waitFor();
  assert.match(await words(page.locator('main tbody tr').first()), /Roadmap of the military mission in force 27 Sep 2024 .* Two months' course for each brigade, by March 2026 2 in force so far, 1 proposal waits/);
  await page.getByRole('link', { name: 'Roadmap of the military mission' }).click();
  await stone(page, 'leave').waitFor();
  assert.match(await words(stone(page, 'leave')), /Combat forces have left after Bases handed over and Two months' course for each brigade by 30 September 2026 by 31 December 2021 1,734 days later/);
  assert.match(await words(stone(page, 'bases')), /about December 2025/);
  assert.match(await words(stone(page, 'advise')), /from October 2026, end open/);
  const slips = page.locator('section', { has: page.getByRole('heading', { name: 'Slips' }) });
  assert.equal(await slips.locator('thead .who').count(), 4);
  assert.match(await words(slips.locator('tr', { hasText: 'Training and advice' })), /not to be counted: a date is open or uncertain/);
  assert.match(await words(slips.locator('tr', { hasText: 'Liaison officers' })), /not there by 30 September 2025 added later/);
  // hollow where a date was, dashed where it is unsure, an arrow where it is open, all in the picture too
  for (const [part, n] of [['.old', 3], ['.softbar', 1], ['.tip', 1], ['.today', 1], ['.tie', 7]]) assert.equal(await page.locator(`[data-chart] ${part}`).count(), n, part);
  // what is drawn stands beside its row
  const row = await stone(page, 'review').boundingBox();
  const bar = await page.locator('[data-chart] rect.due').last().boundingBox();
  assert.ok(bar.y > row.y && bar.y + bar.height < row.y + row.height, JSON.stringify([row, bar]));
  assert.deepEqual(faults, []);
});

test('a milestone is moved by keys alone: what moves with it stands there before anybody signs, and goes to all as a proposal', async (t) => {
  const { page, server } = await open(t, `roadmap/${idOf('r-second')}`);
  await stone(page, 'training').waitFor();
  await stone(page, 'training').getByRole('button', { name: /^Move Two months/ }).focus();
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.activeElement?.getAttribute('name') === 'due');
  await page.keyboard.press('Control+A');
  await page.keyboard.type('2026-06');
  const found = page.locator('form .found');
  await page.waitForFunction(() => document.querySelector('form .found').innerText.includes('move with it'));
  const said = await words(found);
  assert.match(said, /2 milestones move with it, 91 days later/);
  assert.match(said, /Combat forces have left by 30 September 2026 → by 30 December 2026/);
  assert.match(said, /Joint review of the threat by 15 November 2026 → by 14 February 2027/);
  assert.match(said, /their dates are open. Training and advice by agreement, from October 2026, end open/);
  // the chart shows it at once, hollow where things stand now
  assert.equal(await page.locator('[data-chart] .old').count(), 3);
  assert.match(await words(stone(page, 'leave')), /by 30 December 2026 by 30 September 2026 91 days later/);
  assert.equal(server.world.records.at(-1).kind === 'roadmap', false);
  await page.reload();
  await page.waitForFunction(() => document.querySelector('form .found')?.innerText.includes('move with it'));
  await field(page, 'due').focus();
  await page.keyboard.press('Enter');
  await page.waitForURL(/#\/acts\//);
  const record = server.world.records.at(-1);
  assert.deepEqual([record.kind, record.supersedes, record.matter, record.release.map((one) => one.to)], ['roadmap', idOf('r-second'), idOf('r-first'), ['usa']]);
  assert.deepEqual(Object.fromEntries(record.slots.milestones.map((one) => [one.key, one.due])), { tasks: '2021-12-31', liaison: '2025-09-30', bases: '2025-12~', training: '2026-06', leave: '2026-12-30', advise: '2026-10/..', review: '2027-02-14' });
  assert.deepEqual([record.slots.names.ckb.length > 0, record.slots.required, record.slots.milestones[4].after], [true, ['iraq', 'usa'], ['bases', 'training']]);
});

test('from or to a date that is not certain nothing is moved by a guess', async (t) => {
  const { page } = await open(t, `roadmap/${idOf('r-second')}?move=liaison`);
  await field(page, 'due-kind').selectOption('about');
  await page.waitForFunction(() => document.querySelector('form .found').innerText.includes('nobody can count days'));
  assert.match(await words(page.locator('form .found')), /their dates are open\. Bases handed over, about December 2025/);
  await field(page, 'due-kind').selectOption('by');
  await page.getByRole('button', { name: 'Propose this roadmap' }).click();
  assert.match(await answer(field(page, 'due')), /It has this date already/);
  await field(page, 'due').fill('2025-13');
  assert.match(await answer(field(page, 'due')), /no date/);
});

test('a circle of milestones is refused and its way named; without it the roadmap is proposed', async (t) => {
  const { page, server, faults } = await open(t, 'roadmap/new');
  const name = (row) => page.locator('main ol > li').nth(row).locator('input[lang=en]');
  const texts = async (row, en) => {
    await name(row).fill(en);
    await page.locator('main ol > li').nth(row).locator('input[lang=ar]').fill(`ع ${en}`);
  };
  await page.locator('main .names input[lang=en]').fill('Road to Gwer');
  await page.locator('main .names input[lang=ar]').fill('طريق الكوير');
  await texts(0, 'Survey');
  await page.getByRole('button', { name: 'Add a milestone' }).click();
  await page.waitForFunction(() => document.activeElement?.closest('li') !== null);
  await texts(1, 'Repair');
  await page.getByRole('button', { name: 'Add a milestone' }).click();
  await texts(2, 'Open');
  for (const [row, due] of [[0, '2026-03-01'], [1, '2026-05'], [2, '2026-06']]) await page.locator('main ol > li').nth(row).locator('input[name$=-due]').fill(due);
  const waits = async (row, label, yes = true) => {
    const item = page.locator('main ol > li').nth(row);
    if (!(await item.locator('details').evaluate((one) => one.open))) await item.locator('summary').click();
    await item.getByRole('checkbox', { name: label }).setChecked(yes);
  };
  await waits(1, 'Survey');
  await waits(2, 'Repair');
  assert.equal(await page.locator('main form [data-chart]').count(), 1);
  await waits(0, 'Open');
  const loop = page.getByRole('alert').filter({ hasText: 'in a circle' });
  await loop.waitFor();
  assert.match(await words(loop), /Survey → Repair → Open → Survey|Repair → Open → Survey → Repair|Open → Survey → Repair → Open/);
  const held = server.world.records.length;
  await page.getByRole('button', { name: 'Propose this roadmap' }).click();
  await page.waitForTimeout(300);
  assert.equal(server.world.records.length, held);
  await waits(0, 'Open', false);
  await loop.waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Propose this roadmap' }).click();
  await page.waitForURL(/#\/acts\//);
  const record = server.world.records.at(-1);
  assert.deepEqual(record.slots.milestones.map((one) => [one.key, one.due, one.after]), [['m1', '2026-03-01', []], ['m2', '2026-05', ['m1']], ['m3', '2026-06', ['m2']]]);
  assert.deepEqual(record.release.map((one) => one.to).sort(), ['coalition', 'kurdistan']);
  assert.equal(await page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('seamline-draft')).length), 0);
  assert.deepEqual(faults, []);
});

test('a circle that only the node finds is said in the same words', async (t) => {
  const { page } = await open(t, `roadmap/new?supersedes=${idOf('r-second')}`);
  await page.locator('main ol > li').nth(6).waitFor();
  await page.route('**/api/records', (route) => (route.request().method() === 'POST' ? route.fulfill({ status: 422, contentType: 'application/json', body: JSON.stringify({ error: { blame: 'you', code: 'slot-value', field: 'milestones', what: 'no', kept: '', next: '', args: { why: 'milestone-loop', path: 'leave review leave' } } }) }) : route.continue()));
  await page.getByRole('button', { name: 'Propose this roadmap' }).click();
  await page.getByRole('alert').filter({ hasText: 'Combat forces have left → Joint review of the threat → Combat forces have left' }).waitFor();
});

test('a proposal is compared with what is in force, and what was signed shows every milestone in every language', async (t) => {
  const { page } = await open(t, `roadmap/${idOf('r-third')}`);
  await page.getByText('This edition is not in force.').waitFor();
  assert.match(await words(stone(page, 'leave')), /by 30 November 2026 by 30 September 2026 61 days later/);
  await page.getByRole('button', { name: 'the first in force' }).click();
  assert.match(await words(stone(page, 'leave')), /by 31 December 2021/);
  await page.getByRole('button', { name: 'ahead' }).click();
  assert.equal(await page.locator('[data-chart] .tick.year', { hasText: '2023' }).count(), 0);
  await page.getByRole('link', { name: 'Text and positions' }).click();
  await page.getByRole('cell', { name: 'خروج القوات القتالية' }).waitFor();
});

test('on paper the roadmap lies across, in English and Arabic, its short name on it', async (t) => {
  const { page } = await open(t, `roadmap/${idOf('r-second')}`);
  for (const own of ['EN', 'عربي']) {
    await page.getByRole('button', { name: own, exact: true }).click();
    await stone(page, 'leave').waitFor();
    // printing itself is the browser's; the sheet is ours
    await page.evaluate(() => (window.print = () => undefined));
    await page.locator('.head .btn').last().click();
    await page.locator('.printonly').waitFor({ state: 'attached' });
    await page.emulateMedia({ media: 'print' });
    assert.match(await page.locator('.printonly').innerText(), new RegExp(idOf('r-second').slice(0, 4)));
    assert.equal(await page.locator('main > .page').isVisible(), false);
    const box = await page.locator('.printonly [data-chart]').boundingBox();
    assert.ok(box.width > 400);
    const pdf = (await page.pdf({ preferCSSPageSize: true, format: 'A4' })).toString('latin1');
    const [, width, height] = /\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/.exec(pdf).map(Number);
    assert.ok(width > height, `${width} × ${height}`);
    await page.emulateMedia({ media: 'screen' });
    await page.reload();
  }
});

for (const [width, height] of [[1440, 900], [1024, 768]]) {
  test(`no roadmap page overflows at ${width} px, and all are sound, in any language, by night and by day`, async (t) => {
    const { page } = await open(t, 'roadmap', { view: { width, height } });
    const base = page.url().split('#')[0];
    for (const [own, theme] of [['EN', 'day'], ['عربي', 'night'], ['کوردی', 'day']]) {
      await page.getByRole('button', { name: own, exact: true }).click();
      await page.evaluate((to) => (document.documentElement.dataset.theme = to), theme);
      for (const path of ['roadmap', `roadmap/${idOf('r-second')}`, `roadmap/${idOf('r-third')}`, `roadmap/${idOf('r-second')}?move=training`, 'roadmap/new', `acts/${idOf('r-second')}`]) {
        await page.goto(`${base}#/${path}`);
        await page.waitForTimeout(400);
        assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), 0, `${own} ${path}`);
        assert.equal(await page.locator('main').evaluate((main) => main.scrollWidth - main.clientWidth), 0, `${own} ${path}: the page itself`);
        assert.deepEqual(await axe(page), [], `${own} ${path}`);
      }
    }
  });
}
