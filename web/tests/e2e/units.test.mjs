// Units in a real browser: the tree at any day, two parents, what is only proposed, tasks and shares as each party says them.
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
const unit = (page, key) => page.locator(`main [data-unit="${key}"]`);
const words = async (locator) => (await locator.innerText()).replace(/\s+/g, ' ').trim();

test('a joint unit stands under both its parents with both marks; one signature forms nothing', async (t) => {
  const { page, faults } = await open(t, 'units');
  await unit(page, 'joint-20').first().waitFor();
  assert.equal(await unit(page, 'joint-20').count(), 2);
  const both = page.locator('.unit.two').first();
  assert.equal(await both.locator('.who').count(), 2);
  assert.match(await words(both), /Joint company of Makhmour company also under/);
  assert.equal(await unit(page, 'joint-brigade-1').count(), 0);
  const proposed = page.locator('section', { has: page.getByRole('heading', { name: 'Proposed, not formed' }) });
  assert.match(await words(proposed), /First Joint Brigade brigade under Joint Operations Command and Chief of staff of the Peshmerga .* not signed by Federal Iraq/);
  assert.deepEqual(faults, []);
});

test('the tree is that of the day: typed, drawn, or from change to change, and the address keeps it', async (t) => {
  const { page } = await open(t, 'units');
  const slider = page.getByRole('slider');
  await unit(page, 'joint-20').first().waitFor();
  await field(page, 'day').fill('1.3.2023');
  await page.getByRole('heading', { name: 'Command tree on 1 March 2023' }).waitFor();
  assert.equal(await unit(page, 'joint-20').count(), 0);
  assert.equal(await page.locator('section > ul > li > .unit [data-unit="force-two"]').count(), 1);
  await page.getByRole('button', { name: /^Change after/ }).click();
  await page.getByRole('heading', { name: 'Command tree on 1 June 2024' }).waitFor();
  assert.match(await words(page.locator('.unit', { has: page.locator('[data-unit="force-two"]') })), /perhaps: its dates leave it open/);
  await page.getByRole('button', { name: /^Change after/ }).click();
  await page.getByRole('button', { name: /^Change after/ }).click();
  await page.getByRole('heading', { name: 'Command tree on 1 March 2025' }).waitFor();
  assert.equal(await unit(page, 'joint-20').count(), 2);
  await slider.focus();
  await page.keyboard.press('ArrowLeft');
  await page.getByRole('heading', { name: 'Command tree on 28 February 2025' }).waitFor();
  assert.equal(await unit(page, 'joint-20').count(), 0);
  assert.match(page.url(), /on=2025-02-28/);
  await page.reload();
  await page.getByRole('heading', { name: 'Command tree on 28 February 2025' }).waitFor();
  assert.equal(await slider.getAttribute('aria-valuetext'), '28 February 2025');
});

test('a unit says its tasks with the clause that changed them, and a change is recorded by keys alone', async (t) => {
  const { page, server } = await open(t, 'units');
  await unit(page, 'guard').focus();
  await page.keyboard.press('Enter');
  const sheet = page.locator('article');
  await sheet.getByText('changed by Work of the four joint centres, clause 1').waitFor();
  assert.match(await words(sheet), /Posts on the line and liaison at the centres from 2 October 2025 before Posts on the line/);
  await sheet.getByRole('button', { name: 'Record a change of task' }).focus();
  await page.keyboard.press('Enter');
  assert.equal(await field(page, 'old').inputValue(), 'Posts on the line and liaison at the centres');
  await field(page, 'new').focus();
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.activeElement?.getAttribute('name') === 'new');
  await page.keyboard.type('Liaison at the centres only');
  await field(page, 'cites').selectOption(idOf('charter'));
  await field(page, 'clause').selectOption('2');
  await field(page, 'from').fill('2026-02');
  await field(page, 'from').press('Enter');
  await sheet.getByText('Liaison at the centres only').waitFor();
  const record = server.world.records.at(-1);
  assert.deepEqual([record.kind, record.slots.unit, record.slots.old, record.slots.clause, record.slots.from, record.refs[0].id, record.release.map((one) => one.to)], ['task', 'guard', 'Posts on the line and liaison at the centres', '2', '2026-02', idOf('charter'), ['kurdistan']]);
});

test('shares stand side by side as ranges, the unstated as unknown, with what blocks and whose it is', async (t) => {
  const { page, server } = await open(t, 'units?unit=peshmerga');
  const share = page.locator('section', { has: page.getByRole('heading', { name: 'Share put under this command' }) });
  await share.locator('li').nth(1).waitFor();
  assert.match(await words(share.locator('li').first()), /Kurdistan Region about 45–60 % as of September 2025 .* What blocks it pay lists are kept apart Whose it is to resolve Kurdistan Region/);
  assert.match(await words(share.locator('li').nth(1)), /United States share not stated as of June 2025/);
  assert.equal(await share.locator('.unknown').count(), 1);
  await share.getByRole('button', { name: 'Record a share' }).click();
  await field(page, 'share').fill('70');
  await field(page, 'until').fill('40');
  await page.getByRole('button', { name: 'Record the share' }).click();
  await page.waitForFunction(() => document.activeElement?.getAttribute('name') === 'share');
  await page.getByText('The least is more than the most.').waitFor();
  await field(page, 'share').fill('٤٠');
  await field(page, 'until').fill('55');
  await field(page, 'blocks').fill('posts of both structures');
  await field(page, 'owner').selectOption('kurdistan');
  await page.getByRole('checkbox', { name: /United States/ }).check();
  await page.getByRole('button', { name: 'Record the share' }).click();
  await share.locator('li', { hasText: 'Federal Iraq' }).waitFor();
  assert.equal(await share.locator('ul > li').count(), 3);
  const record = server.world.records.at(-1);
  assert.deepEqual([record.slots.share, record.slots.as_of, record.release.map((one) => one.to).sort()], [{ min: 40, best: null, max: 55, qualifier: 'about' }, '2026-01-15', ['kurdistan', 'usa']]);
  // two years ago nobody but the one party had spoken
  await field(page, 'day').fill('2024-04-01');
  await page.getByRole('heading', { name: 'Command tree on 1 April 2024' }).waitFor();
  assert.match(await words(share), /about 20–30 %/);
  assert.equal(await share.locator('ul > li').count(), 1);
});

for (const [width, height] of [[1440, 900], [1024, 768]]) {
  test(`the units page does not overflow at ${width} px, and is sound, in any language, by night and by day`, async (t) => {
    const { page } = await open(t, 'units', { view: { width, height } });
    const base = page.url().split('#')[0];
    for (const [own, theme] of [['EN', 'day'], ['عربي', 'night'], ['کوردی', 'day']]) {
      await page.getByRole('button', { name: own, exact: true }).click();
      await page.evaluate((to) => (document.documentElement.dataset.theme = to), theme);
      for (const path of ['units', 'units?unit=peshmerga', 'units?unit=guard&on=2025-11-11', 'units?on=1990']) {
        await page.goto(`${base}#/${path}`);
        await page.waitForTimeout(400);
        if (path.endsWith('peshmerga')) for (const index of [1, 0]) await page.locator('article section > p > .btn').nth(index).click();
        assert.equal(await page.locator('main').evaluate((main) => main.scrollWidth - main.clientWidth), 0, `${own} ${path}`);
        assert.deepEqual(await axe(page), [], `${own} ${path}`);
      }
    }
  });
}
