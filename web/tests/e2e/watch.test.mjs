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

test('a correction leaves the old words in sight, and the new ones are printed, handed over and corrected further', async (t) => {
  const { page, server } = await open(t);
  await entry(page, 'Relief of the post').locator('.head').click();
  await page.getByRole('button', { name: 'Correct', exact: true }).click();
  await page.getByLabel('The text as it should stand').fill('Relief of the post at 05:30');
  await page.getByLabel('Why').fill('the lorry is late');
  await page.getByRole('button', { name: 'Record the correction' }).click();
  await entry(page, 'Relief of the post').locator('ins', { hasText: '05:30' }).waitFor();
  assert.match(await entry(page, 'Relief of the post').locator('del').first().innerText(), /at 05:00/);
  await page.getByRole('button', { name: 'Correct', exact: true }).click();
  assert.equal(await page.getByLabel('The text as it should stand').inputValue(), 'Relief of the post at 05:30');
  await page.getByRole('button', { name: 'Cancel' }).click();
  await page.getByRole('button', { name: 'All of it' }).click();
  const panel = page.getByRole('dialog', { name: /Relief of the post at 05:30/ });
  assert.match(await panel.locator('dd', { has: page.locator('del') }).innerText(), /05:00.*05:30.*the lorry is late/s);
  await page.keyboard.press('Escape');
  await page.evaluate(() => (window.print = () => (document.title = document.querySelector('.ics').textContent)));
  await page.getByLabel('Words that must stand in the entry').fill('no such words');
  await page.getByRole('button', { name: 'Print ICS 214' }).click();
  await page.waitForFunction(() => document.title.includes('ACTIVITY LOG'));
  assert.match(await page.title(), /Relief of the post at 05:30/);
  assert.match(await page.title(), /quiet again/);
  await page.goto(`${server.url}/#/handover`);
  await page.getByRole('button', { name: /^Leave out Relief of the post at 05:30/ }).waitFor();
});

test('a line is recorded once, whatever fails and whatever is typed meanwhile', async (t) => {
  const { page, server } = await open(t);
  await entry(page, 'quiet again').waitFor();
  const box = page.getByLabel('Log entry', { exact: true });
  const made = (words) => server.world.records.filter((record) => Object.values(record.slots).includes(words));
  let refuses = true;
  await page.route('**/api/records', async (route) => {
    const sent = route.request().postDataJSON();
    if (sent?.matter && refuses) await route.fulfill({ status: 502, json: { error: { blame: 'peer', what: 'no', kept: '', next: '' } } });
    else await route.continue();
  });
  await box.fill('incident: lorries halted at the bridge');
  await page.getByLabel('post 4').check();
  await page.getByLabel('somebody else').fill('half a name');
  await box.press('Enter');
  await page.getByText('only who was told is not').waitFor();
  await page.waitForTimeout(400);
  await page.reload();
  await page.getByText('only who was told is not').waitFor();
  assert.equal(await page.getByLabel('half a name').isChecked(), true);
  refuses = false;
  await box.press('Enter');
  await page.getByText('only who was told is not').waitFor({ state: 'detached' });
  assert.equal(made('lorries halted at the bridge').length, 1);
  assert.deepEqual(server.world.records.at(-1).slots.told, ['post 4', 'half a name']);

  await page.getByLabel('somebody else').fill('half a name');
  await page.waitForTimeout(400);
  await page.reload();
  assert.equal(await page.getByLabel('somebody else').inputValue(), 'half a name');

  await page.unroute('**/api/records');
  let go;
  const held = new Promise((done) => (go = done));
  await page.route('**/api/records', async (route) => { await held; await route.continue(); });
  await box.fill('first line');
  await box.press('Enter');
  await box.fill('second line, begun meanwhile');
  go();
  await entry(page, 'first line').waitFor();
  assert.equal(await box.inputValue(), 'second line, begun meanwhile');
});

test('of two tabs the one that only listens brings nothing back', async (t) => {
  const { page, context, server } = await open(t);
  await entry(page, 'quiet again').waitFor();
  const other = await context.newPage();
  await other.goto(`${server.url}/#/watch`);
  const [box, mirror] = [page, other].map((one) => one.getByLabel('Log entry', { exact: true }));
  await mirror.waitFor();
  await box.fill('said once');
  // recorded as soon as the other tab has it, within the time in which it would write it back
  await page.evaluate(async () => {
    while (!Object.values(localStorage).some((text) => text.includes('said once'))) await new Promise((done) => setTimeout(done, 5));
    document.querySelector('form.entry').requestSubmit();
  });
  await entry(page, 'said once').waitFor();
  await page.waitForTimeout(600);
  assert.deepEqual([await box.inputValue(), await mirror.inputValue()], ['', '']);
});

test('another officer who logs in beside the page is who it then works for', async (t) => {
  const { page, server } = await open(t);
  await entry(page, 'quiet again').waitFor();
  server.state.officer = 'Karim';
  await page.evaluate(() => dispatchEvent(new Event('focus')));
  await page.locator('.officer', { hasText: 'Karim' }).waitFor();
  await entry(page, 'quiet again').waitFor();
});

test('what lies behind the newest page is handed over, and a node that does not answer is not pressed', async (t) => {
  const { page, server } = await open(t);
  await entry(page, 'quiet again').waitFor();
  const now = server.world.now();
  for (let index = 0; index < 250; index += 1) server.world.add({ party: 'iraq', node: 'makhmour' }, { kind: 'log-entry', at: now - index * 1000, slots: { centre: 'makhmour', text: `Post reports ${index}`, told: [], done: true } });
  let asked = 0;
  await page.route('**/api/desk?*to=*', (route) => ((asked += 1), route.fulfill({ status: 502, json: { error: { blame: 'peer', what: 'no', kept: '', next: '' } } })));
  await page.reload();
  await entry(page, 'Post reports 0').waitFor();
  await page.getByLabel('Words that must stand in the entry').fill('no such words');
  await page.waitForTimeout(1500);
  assert.ok(asked > 0 && asked <= 2, String(asked));
  await page.getByLabel('Words that must stand in the entry').fill('');
  await page.goto(`${server.url}/#/handover`);
  await page.getByText(/^Entries before .* have not been read yet/).waitFor();
  await page.unroute('**/api/desk?*to=*');
  await page.reload();
  await page.getByRole('button', { name: /^Leave out Relief of the post/ }).waitFor();
  await page.getByText(/have not been read yet/).waitFor({ state: 'detached' });
});

test('threads of one centre do not follow into another', async (t) => {
  const { page } = await open(t, 'messages');
  await page.locator('.m').first().waitFor();
  await page.getByLabel('Centre').selectOption('khanaqin');
  await page.locator('.m').first().waitFor({ state: 'detached' });
});

test('evidence is offered to whoever may take it', async (t) => {
  const { page, server } = await open(t);
  const shots = entry(page, 'Shots at');
  await shots.locator('.head').click();
  await shots.getByRole('link', { name: 'Its page' }).waitFor();
  assert.ok((await shots.getByRole('button', { name: 'Evidence' }).count()) > 0);
  server.state.me = { may: ['read', 'record'] };
  await page.reload();
  await shots.locator('.head').click();
  await shots.getByRole('link', { name: 'Its page' }).click();
  await page.getByRole('heading', { name: 'Passed' }).or(page.locator('#passed-title')).first().waitFor();
  assert.equal(await page.getByRole('button', { name: /evidence/i }).count(), 0);
  await page.goBack();
  await shots.waitFor();
  assert.equal(await shots.getByRole('button', { name: 'Evidence' }).count(), 0);
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

for (const path of ['watch', 'messages', 'handover', 'sitrep']) {
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
