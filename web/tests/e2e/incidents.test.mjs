// The incident pages in a real browser: a report by keys alone, what is wrong beside its field, nothing typed is lost.
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

async function open(t, hash, view = {}, world = {}) {
  const server = await start({ page: 'node', seat: { party: 'iraq', node: 'makhmour' }, ...world });
  const opened = await openPage(browser, view);
  t.after(async () => {
    await opened.context.close();
    server.close();
  });
  await opened.page.goto(`${server.url}/login#token=once`);
  await opened.page.getByRole('navigation').first().waitFor();
  if (hash) await opened.page.goto(`${server.url}/#/${hash}`);
  return { ...opened, server };
}
const field = (page, name) => page.locator(`main [name=${name}]`);
const answer = (box) => box.evaluate((one) => one.getAttribute('aria-describedby').split(' ').map((id) => document.getElementById(id).textContent).join(' '));

test('a typical report is typed by keys alone, the other side\'s likely report is beside it, and both are linked', async (t) => {
  const { page, server, faults } = await open(t, 'incidents');
  let keys = 0;
  const press = async (key) => { keys += 1; await page.keyboard.press(key); };
  const type = async (text) => { keys += text.length; await page.keyboard.type(text); };
  await page.locator('main tbody tr').first().waitFor();
  await press('n');
  await field(page, 'observed').waitFor();
  await page.waitForFunction(() => document.activeElement?.getAttribute('name') === 'observed');
  await type('0231');
  await press('Tab');
  assert.equal(await field(page, 'observed').inputValue(), '150231C JAN 26');
  await type('le8045');
  for (let step = 0; step < 4; step += 1) await press('Tab'); // precision, place for release, map
  assert.equal(await page.evaluate(() => document.activeElement?.getAttribute('name')), 'type');
  await type('change');
  await press('Tab');
  await type('Two vehicles, no lights, east below Qarachogh');
  await press('Tab');
  await type('2 pick-ups');
  await press('Tab');
  await type('moving east');
  for (let step = 0; step < 3; step += 1) await press('Tab'); // unit, equipment
  await type('B');
  await press('Tab');
  await type('2');
  await press('Tab');
  await type('post 4');
  const theirs = page.locator('aside li.b');
  await theirs.getByRole('link', { name: 'Lights moving east under Qarachogh' }).waitFor();
  assert.match(await theirs.innerText(), /km apart · the same minute/);
  await theirs.getByRole('button').click();
  keys += 1;
  await field(page, 'source').focus();
  await press('Control+Enter');
  await page.locator('h1', { hasText: 'Two vehicles, no lights, east below Qarachogh' }).waitFor();
  t.diagnostic(`keystrokes: ${keys}`);
  assert.ok(keys < 140, String(keys));
  await page.getByRole('heading', { name: 'Linked reports, side by side' }).waitFor();
  const record = server.world.records.at(-1);
  assert.equal(record.slots.observed, '2026-01-15T02:31:00+03:00');
  assert.equal(record.slots.type, 'Strategic developments: Change to group/activity');
  assert.equal(record.slots.grading, 'B2');
  assert.equal(record.slots.provenance, 'synthetic');
  assert.deepEqual([record.slots.place.precision_m, record.slots.place_exact.precision_m], [10_000, 1000]);
  assert.equal(await page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('seamline-draft')).length), 0);
  assert.deepEqual(faults, []);
});

test('what is wrong stands beside its field, the first one takes the focus, and it goes as it is put right', async (t) => {
  const { page } = await open(t, 'incidents/new');
  await field(page, 'summary').fill('Shots');
  await field(page, 'observed').fill('170312C JAN 26');
  await field(page, 'place').fill('38S LZ 71 60');
  await page.keyboard.press('Control+Enter');
  await page.waitForFunction(() => document.activeElement?.getAttribute('name') === 'observed');
  assert.match(await answer(field(page, 'observed')), /not come yet/);
  assert.match(await answer(field(page, 'place')), /no such grid square/);
  assert.equal(await page.locator('main [aria-invalid=true]').count(), 3);
  await field(page, 'observed').fill('now');
  await field(page, 'place').fill('38S LE 71 60');
  assert.deepEqual(await page.locator('main [aria-invalid=true]').evaluateAll((all) => all.map((one) => one.name)), ['type']);
  assert.deepEqual(await axe(page), []);
});

test('a name in any script, degrees and a click on the map give the place, with its precision', async (t) => {
  const { page } = await open(t, 'incidents/new');
  const read = page.locator('.place .read');
  for (const name of ['Makhm', 'مخمور', 'مەخم']) {
    await field(page, 'place').fill('');
    await field(page, 'place').pressSequentially(name);
    await page.locator('main [role=option]').first().waitFor();
    await page.keyboard.press('Enter');
    assert.match(await read.innerText(), /38S LE 71 59/);
    assert.equal(await field(page, 'precision').inputValue(), '5000');
  }
  await field(page, 'place').fill('35.6430, 43.6810');
  assert.match(await read.innerText(), /38S LE 80 45|38S LE 80584? ?45/);
  await page.getByRole('button', { name: /^Map: click/ }).click({ position: { x: 100, y: 100 } });
  assert.match(await field(page, 'place').inputValue(), /^38S LE? ?/);
});

test('what is typed outlives a reload, a lost node and an ended session, and files stay named', async (t) => {
  const { page, server } = await open(t, 'incidents/new');
  await field(page, 'observed').fill('0231');
  await field(page, 'place').fill('LE 80 45');
  await field(page, 'summary').fill('Kept whatever comes');
  await field(page, 'type').selectOption('Battles: Armed clash');
  const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');
  await page.locator('input[type=file]').setInputFiles([{ name: 'بەڵگە.png', mimeType: 'image/png', buffer: png }, { name: 'tool.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('MZ nothing') }]);
  await page.getByText('only JPEG, PNG, WebP and PDF').waitFor();
  await page.getByText('بەڵگە.png').waitFor();
  await page.waitForTimeout(400);
  await page.reload();
  await field(page, 'summary').waitFor();
  assert.equal(await field(page, 'summary').inputValue(), 'Kept whatever comes');
  await page.getByText('بەڵگە.png').waitFor();
  server.state.expire();
  await field(page, 'summary').press('Control+Enter');
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Password').fill('right');
  await dialog.getByRole('button', { name: 'Log in' }).click();
  await dialog.waitFor({ state: 'detached' });
  assert.equal(await field(page, 'summary').inputValue(), 'Kept whatever comes');
  await page.route('**/api/records', (route) => (route.request().method() === 'POST' ? route.fulfill({ status: 422, contentType: 'application/json', body: JSON.stringify({ error: { blame: 'you', code: 'slot-value', field: 'size', what: 'no', kept: '', next: '', args: {} } }) }) : route.continue()));
  await field(page, 'summary').press('Control+Enter');
  await page.waitForFunction(() => document.activeElement?.getAttribute('name') === 'size');
  assert.match(await answer(field(page, 'size')), /does not fit/);
  await page.unroute('**/api/records');
  await field(page, 'size').fill('2');
  await field(page, 'size').press('Control+Enter');
  await page.locator('h1', { hasText: 'Kept whatever comes' }).waitFor();
  await page.locator('img[alt="بەڵگە.png"]').waitFor();
  const [saved] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: /^Save/ }).click()]);
  assert.equal(saved.suggestedFilename(), 'بەڵگە.png');
});

test('a correction asks its reason, strikes the old value and keeps it', async (t) => {
  const { page, server } = await open(t, `incidents/${idOf('vehicles')}`);
  await page.getByRole('link', { name: /^Correct/ }).click();
  await field(page, 'size').fill('3 vehicles');
  await page.keyboard.press('Control+Enter');
  await page.waitForFunction(() => document.activeElement?.getAttribute('name') === 'reason');
  await field(page, 'reason').fill('counted again');
  await page.keyboard.press('Control+Enter');
  await page.locator('dd del', { hasText: '2 vehicles' }).waitFor();
  assert.match(await page.locator('dd', { hasText: '3 vehicles' }).first().innerText(), /counted again/);
  const { slots } = server.world.records.at(-1);
  assert.deepEqual(slots, { target_kind: 'incident', reason: 'counted again', size: '3 vehicles' });
});

test('a correction is kept once it says something, and begins anew when another officer corrected the report', async (t) => {
  const { page, server } = await open(t, `incidents/${idOf('vehicles')}%2Fcorrect`);
  const kept = () => page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('seamline-draft')).length);
  await field(page, 'size').waitFor();
  await page.waitForTimeout(400);
  assert.equal(await kept(), 0);
  await field(page, 'size').fill('9 vehicles');
  await page.waitForTimeout(400);
  await page.reload();
  await field(page, 'size').waitFor();
  assert.equal(await field(page, 'size').inputValue(), '9 vehicles');
  server.world.add({ party: 'iraq', node: 'makhmour' }, { kind: 'correction', refs: [{ rel: 'corrects', id: idOf('vehicles') }], slots: { reason: 'seen again', unit: 'no plates' } });
  await page.reload();
  await page.getByText('starts anew from what stands now').waitFor();
  assert.deepEqual([await field(page, 'unit').inputValue(), await field(page, 'size').inputValue()], ['no plates', '2 vehicles']);
  assert.equal(await kept(), 0);
});

test('a dispute that is refused keeps its words, and the key answers what stands above the page first', async (t) => {
  const { page, server } = await open(t, `incidents/${idOf('lights')}`);
  const done = (id) => server.world.acks.filter((ack) => ack.party === 'iraq' && ack.what === 'acknowledged' && ack.of === id).length;
  server.world.acks = server.world.acks.filter((ack) => ack.of !== idOf('lights'));
  await page.reload();
  const banner = page.locator('.banner').first();
  await banner.waitFor();
  await page.locator('main .acts').getByRole('button', { name: /acknowledge/i }).waitFor();
  await page.keyboard.press('e');
  await banner.waitFor({ state: 'detached' });
  assert.equal(done(idOf('lights')), 0);
  await page.keyboard.press('e');
  await page.locator('main .acts').getByRole('button', { name: /acknowledge/i }).waitFor({ state: 'detached' });
  assert.equal(done(idOf('lights')), 1);

  await page.route('**/api/records', (route) => (route.request().method() === 'POST' ? route.fulfill({ status: 502, json: { error: { blame: 'peer', what: 'The line is cut.', kept: '', next: '' } } }) : route.continue()));
  await page.getByRole('button', { name: 'Dispute' }).first().click();
  await field(page, 'note').fill('Our post counted two');
  await field(page, 'note').press('Enter');
  await page.getByText('The line is cut.').waitFor();
  server.emit('records', { ids: [] });
  await page.waitForTimeout(500);
  await page.getByText('The line is cut.').waitFor();
  await page.reload();
  await page.getByRole('button', { name: 'Dispute' }).first().click();
  assert.equal(await field(page, 'note').inputValue(), 'Our post counted two');
  await page.unroute('**/api/records');
  await field(page, 'note').press('Enter');
  await field(page, 'note').waitFor({ state: 'detached' });
});

test('a report chosen to be linked outlives a reload, and a click on the map a name that is still looked for', async (t) => {
  const { page } = await open(t, 'incidents/new');
  await field(page, 'observed').fill('0231');
  await field(page, 'place').fill('LE 80 45');
  await page.locator('aside li.b').getByRole('button').click();
  await page.waitForTimeout(400);
  await page.reload();
  await page.locator('aside li.b [aria-pressed=true]').waitFor();
  let go;
  const held = new Promise((done) => (go = done));
  await page.route('**/api/records?*kind=place*', async (route) => { await held; await route.continue(); });
  await field(page, 'place').fill('');
  await Promise.all([page.waitForRequest('**/api/records?*kind=place*'), field(page, 'place').pressSequentially('Makhm')]);
  await page.getByRole('button', { name: /^Map: click/ }).click({ position: { x: 100, y: 100 } });
  const clicked = await field(page, 'place').inputValue();
  assert.match(clicked, /^38S /);
  await Promise.all([page.waitForResponse('**/api/records?*kind=place*'), go()]);
  await page.waitForTimeout(200);
  assert.equal(await field(page, 'place').inputValue(), clicked);
});

test('a page of the list that is asked for comes, whatever the node tells meanwhile', async (t) => {
  const { page, server } = await open(t, 'incidents', {}, { incidents: 120 });
  await page.locator('main tbody tr').nth(49).waitFor();
  let go;
  const held = new Promise((done) => (go = done));
  await page.route('**/api/incidents?*cursor*', async (route) => { await held; await route.continue(); });
  await page.getByRole('button', { name: 'Older' }).click();
  const desk = page.waitForResponse('**/api/desk?*');
  server.emit('records', { ids: [] });
  await desk;
  await page.waitForTimeout(300);
  go();
  await page.locator('main tbody tr').nth(60).waitFor();
});

test('the other side\'s report is disputed with one of our own, and the list goes by j, k and Enter', async (t) => {
  const { page } = await open(t, `incidents/${idOf('lights')}`);
  await page.getByRole('button', { name: 'Dispute' }).first().click();
  await field(page, 'note').fill('Our post counted two');
  await field(page, 'note').press('Enter');
  await page.locator('.under b', { hasText: /disputed|linked/ }).waitFor();
  await page.locator('thead a', { hasText: 'disputed' }).first().waitFor();
  await page.goto(`${page.url().split('#')[0]}#/incidents`);
  await page.locator('main tbody tr').nth(3).waitFor();
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await page.keyboard.press('k');
  await page.keyboard.press('j');
  const title = await page.evaluate(() => document.activeElement.textContent);
  assert.equal(title, await page.locator('main tbody tr').nth(1).locator('a').innerText());
  await page.keyboard.press('Enter');
  await page.locator('h1', { hasText: title }).waitFor();
});

for (const [width, height] of [[1440, 900], [1024, 768]]) {
  test(`no incident page overflows at ${width} px, and all are sound, in any language`, async (t) => {
    const { page } = await open(t, 'incidents', { width, height });
    const base = page.url().split('#')[0];
    for (const own of ['EN', 'عربي', 'کوردی']) {
      await page.getByRole('button', { name: own, exact: true }).click();
      for (const path of ['incidents', 'incidents/new', `incidents/${idOf('vehicles')}`, `incidents/${idOf('lights')}`, `incidents/${idOf('vehicles')}%2Fcorrect`]) {
        await page.goto(`${base}#/${path}`);
        await page.waitForTimeout(350);
        assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), 0, `${own} ${path}`);
        assert.deepEqual(await axe(page), [], `${own} ${path}`);
      }
    }
  });
}
