// The watch floor in a real browser: the line that is typed, what is owed, the change of the watch, paper.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch, openPage } from '../browser.mjs';
import { start } from '../fake/serve.mjs';
import { axe } from './axe.mjs';

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

async function open(t, path = '', view = {}) {
  const server = await start({ page: 'node', seat: { party: 'iraq', node: 'makhmour' } });
  const opened = await openPage(browser, view);
  t.after(async () => {
    await opened.context.close();
    server.close();
  });
  await opened.page.goto(`${server.url}/login#token=once`);
  await opened.page.getByRole('navigation').first().waitFor();
  if (path) await opened.page.goto(`${server.url}/#/${path}`);
  return { ...opened, server };
}
const entry = (page, text) => page.locator('.entries li.e', { hasText: text }).first();

test('a line is read as it is typed, told nobody by itself, and stands in the log once recorded', async (t) => {
  const { page, server, faults } = await open(t);
  await entry(page, 'quiet again').waitFor();
  await page.keyboard.press('n');
  await page.keyboard.type('٠٣١٠ حادث: شاحنتان قرب مخمور');
  const read = page.locator('.parsed');
  assert.match((await read.innerText()).replace(/\s+/g, ' '), /time 03:10.*kind Incident.*place Makhmour.*38S LE/);
  assert.equal(await page.locator('.told input:checked').count(), 0);
  await page.getByLabel('post 4').check();
  await page.getByLabel('Log entry').press('Enter');
  await entry(page, 'شاحنتان قرب مخمور').waitFor();
  const made = server.world.records.find((record) => record.slots.summary === 'شاحنتان قرب مخمور');
  assert.equal(new Date(made.at).toISOString(), '2026-01-15T00:10:00.000Z');
  assert.equal(made.slots.place.precision_m, 2000);
  assert.deepEqual(server.world.records.find((record) => record.matter === made.id).slots.told, ['post 4']);
  assert.deepEqual(faults, []);
});

test('a correction leaves the old words in sight', async (t) => {
  const { page } = await open(t);
  await entry(page, 'Relief of the post').locator('.head').click();
  await page.getByRole('button', { name: 'Correct', exact: true }).click();
  await page.getByLabel('The text as it should stand').fill('Relief of the post at 05:30');
  await page.getByLabel('Why').fill('the lorry is late');
  await page.getByRole('button', { name: 'Record the correction' }).click();
  await entry(page, 'Relief of the post').locator('ins', { hasText: '05:30' }).waitFor();
  assert.match(await entry(page, 'Relief of the post').locator('del').first().innerText(), /at 05:00/);
});

test('an urgent message stands over every page until one key answers it', async (t) => {
  const { page, server } = await open(t, 'links');
  const banner = page.locator('.banner', { hasText: 'Keep the Gwer road clear' });
  for (const path of ['people', 'map', 'messages', 'watch']) {
    await page.goto(`${server.url}/#/${path}`);
    await banner.waitFor();
  }
  await page.getByText('17 min overdue').first().waitFor();
  await entry(page, 'quiet again').locator('.head').click();
  await page.keyboard.press('e');
  await banner.waitFor({ state: 'detached' });
  assert.ok(server.world.acks.some((ack) => ack.party === 'iraq' && ack.what === 'acknowledged' && server.world.find(ack.of).slots.urgent));
});

test('filters are kept under a name, and the keys go through what they show', async (t) => {
  const { page } = await open(t);
  await page.getByRole('button', { name: /^open \d+$/ }).click();
  await page.getByRole('button', { name: 'withheld', exact: true }).click();
  await page.getByRole('button', { name: 'Keep these filters' }).click();
  await page.getByLabel('Name of these filters').fill('ours to do');
  await page.keyboard.press('Enter');
  await page.reload();
  await page.locator('.filters [aria-pressed=true]', { hasText: 'ours to do' }).waitFor();
  const shown = await page.locator('.entries li.e').count();
  assert.ok(shown > 0 && (await entry(page, 'quiet again').count()) === 0);
  await page.keyboard.press('k');
  await page.locator('.entries li.e.sel', { hasText: 'Relief of the post' }).waitFor();
});

test('a watch is signed over by one officer and taken by the next, at whatever page he stands', async (t) => {
  const { page, server } = await open(t, 'handover');
  await page.getByLabel('Note to the next officer').fill('Quiet since two.');
  await page.getByRole('button', { name: /^Leave out Radio|^Leave out Flare/ }).first().click();
  await page.getByRole('button', { name: 'Sign the handover' }).click();
  await page.getByText('Nobody relieves himself').waitFor();
  const made = server.world.records.find((record) => record.slots.note === 'Quiet since two.');
  assert.match(made.slots.period, /^2026-01-14T19:00:00Z\/2026-01-15T00:1\d:00Z$/);
  assert.ok(made.slots.open.some((line) => line.includes('Who watches the strip')));
  assert.ok(made.slots.open.every((line) => !/[\u2066-\u2069]/.test(line)));
  await page.getByRole('button', { name: 'Log out' }).click();
  await page.getByLabel('Officer', { exact: true }).fill('Karim');
  await page.getByLabel('Password').fill('right');
  await page.getByRole('button', { name: 'Log in' }).click();
  await page.goto(`${server.url}/#/links`);
  await page.getByRole('button', { name: 'Take the watch' }).click();
  await page.getByRole('button', { name: 'Take the watch' }).waitFor({ state: 'detached' });
  assert.ok(server.world.acks.some((ack) => ack.of === made.id && ack.what === 'acknowledged'));
});

test('on paper there is the sheet alone, inside its edges, in every language', async (t) => {
  const { page } = await open(t, '', { width: 794, height: 1123 });
  for (const own of ['EN', 'عربي', 'کوردی']) {
    await page.emulateMedia({ media: 'screen' });
    await page.getByRole('button', { name: own, exact: true }).click();
    await entry(page, 'quiet again').waitFor();
    await page.emulateMedia({ media: 'print' });
    await page.getByText('ACTIVITY LOG (ICS 214)').waitFor();
    assert.equal(await page.locator('header .top').isVisible(), false);
    assert.equal(await page.locator('.entries').isVisible(), false);
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), 0, own);
  }
});

for (const path of ['watch', 'messages', 'handover']) {
  test(`axe finds nothing in ${path}, in any language`, async (t) => {
    const { page } = await open(t, path);
    for (const own of ['EN', 'عربي', 'کوردی']) {
      await page.getByRole('button', { name: own, exact: true }).click();
      await page.waitForTimeout(500);
      if (path === 'watch') await entry(page, 'Shots at').locator('.head').click();
      assert.deepEqual(await axe(page), [], own);
    }
  });
}
