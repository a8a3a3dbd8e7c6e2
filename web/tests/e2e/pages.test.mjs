// Both pages in a real browser against the fake API: what must be seen, and what must never be.
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

async function open(t, { page: kind = 'demo', seat, incidents, path = '/', ...view } = {}) {
  const server = await start({ page: kind, seat, incidents });
  const opened = await openPage(browser, view);
  t.after(async () => {
    await opened.context.close();
    server.close();
  });
  await opened.page.goto(server.url + path);
  return { ...opened, server };
}
const ready = (page) => page.locator('[role=row], li.e', { hasText: 'Checkpoint near Debaga quiet again' }).first().waitFor();
/** an entry of a node's own log */
const logged = (page, text) => page.locator('.entries li.e', { hasText: text }).first();
const row = (page, text) => page.locator('[role=row].row', { hasText: text }).first();
const half = (at, side) => at.locator(`.half.${side}`).first();

test('the two desks align on the minute, and nothing of a withheld record is on the other side', async (t) => {
  const { page, faults } = await open(t);
  await ready(page);
  const shots = row(page, 'Shots at a checkpoint');
  assert.match(await half(shots, 'a').innerText(), /part .?8.? of .?13/);
  assert.match(await half(shots, 'b').innerText(), /copy/);
  assert.equal(await half(shots, 'b').locator('.barred').count(), 3);
  const widths = await page.locator('.half .barred').evaluateAll((bars) => [...new Set(bars.map((bar) => bar.getBoundingClientRect().width))]);
  assert.deepEqual(widths, [48]);
  const relief = row(page, 'Relief of the post');
  assert.match(await half(relief, 'a').innerText(), /withheld/);
  assert.equal((await half(relief, 'b').innerText()).trim(), '');
  assert.equal((await relief.locator('.seam').innerText()).trim(), '');
  const everyB = await page.locator('.half.b').allInnerTexts();
  assert.ok(!everyB.join().includes('Relief of the post'), 'a withheld text stands on the other desk');
  assert.match(await page.locator('.band.gap').first().innerText(), /no link 02:38 to 02:52, 14 min/);
  assert.match(await page.locator('.band.linked').first().innerText(), /linked, never merged/);
  assert.equal(await row(page, 'Two ambulances').locator('del').first().innerText(), 'Ambulance sent from Makhmour hospital to Debaga');
  assert.match(await page.locator('header.top').innerText(), /03:1\d[\s\S]*Thu 15 Jan 2026[\s\S]*00:1\d Z · 15031\dC JAN 26/);
  assert.deepEqual(faults, []);
});

test('the foot of the log is in sight, and scrolling up brings older records without moving what is read', async (t) => {
  const { page } = await open(t, { incidents: 1600 });
  await ready(page);
  const sheet = page.locator('.sheet');
  await page.waitForFunction(() => {
    const box = document.querySelector('.sheet');
    return box.scrollTop > 0 && box.scrollTop + box.clientHeight > box.scrollHeight - 4;
  });
  const rows = page.locator('[role=row].row[data-id]');
  const before = await rows.count();
  const first = await rows.first().getAttribute('data-id');
  await sheet.evaluate((box) => box.scrollTo(0, 30));
  await page.waitForFunction((count) => document.querySelectorAll('[role=row].row[data-id]').length > count, before);
  const top = await page.locator(`[data-id="${first}"]`).evaluate((one) => one.getBoundingClientRect().top - one.closest('.sheet').getBoundingClientRect().top);
  assert.ok(top > -40 && top < 200, `the row being read moved to ${top}`);
  const ids = await rows.evaluateAll((all) => all.map((one) => one.dataset.id));
  assert.equal(new Set(ids).size, ids.length, 'a record stands twice');
});

test('a chosen slot is previewed, a refused one says why, and the release arrives', async (t) => {
  const { page, faults } = await open(t);
  await ready(page);
  await row(page, 'Shots at a checkpoint').getByRole('button', { name: /exact place.*choose it for release/ }).click();
  const panel = page.getByRole('dialog');
  await panel.getByText(/do not hold the caveat .?OWN POSITIONS/).waitFor();
  assert.ok(await panel.getByRole('checkbox', { name: /release .?source/ }).isDisabled());
  assert.ok(await panel.getByRole('checkbox', { name: /release .?exact place/ }).isChecked());
  await panel.getByRole('button', { name: 'Release this slot' }).click();
  await panel.getByText('Say why it goes').waitFor();
  await panel.getByLabel('purpose').fill('warning of danger to life');
  await panel.getByRole('button', { name: 'Release this slot' }).click();
  await panel.getByText(/Released 1 slot/).waitFor();
  await page.keyboard.press('Escape');
  await page.waitForFunction(() => [...document.querySelectorAll('[role=row].row')].some((one) => one.innerText.includes('Shots at') && /part .?9.? of .?13/.test(one.innerText)));
  assert.match(await half(row(page, 'Shots at a checkpoint'), 'b').innerText(), /38S\sLE\s92/);
  assert.deepEqual(faults, []);
});

test('the button without a chosen slot proposes one', async (t) => {
  const { page } = await open(t);
  await ready(page);
  await page.getByRole('button', { name: 'Release this slot' }).click();
  await page.getByRole('dialog', { name: 'Release' }).getByText('Kurdistan Region').first().waitFor();
});

test('pulling the plug cuts the seam and shows the only red; plugging in mends it', async (t) => {
  const { page } = await open(t);
  await ready(page);
  await page.getByRole('button', { name: /Pull the plug on .?Makhmour/ }).click();
  await page.locator('.band.gap .lost').waitFor();
  assert.ok(await page.locator('.band.now .seam.cut').count());
  await page.getByRole('button', { name: /Plug .?Makhmour.? in again/ }).click();
  await page.locator('.band.gap .lost').waitFor({ state: 'detached' });
});

test('the stick carries 21 days to the same state', async (t) => {
  const { page } = await open(t);
  await ready(page);
  await page.getByRole('button', { name: 'Carry the stick' }).click();
  await page.getByRole('dialog').getByText('21 days pass without a link').waitFor();
  await page.getByRole('dialog').getByText('records written meanwhile').waitFor();
  assert.match(await page.locator('header.top').innerText(), /5 Feb 2026/);
});

test('rows open by key, with every slot on the side that holds it', async (t) => {
  const { page } = await open(t);
  await ready(page);
  await row(page, 'Checkpoint near Debaga quiet').focus();
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  const detail = page.locator('.detail');
  await detail.waitFor();
  assert.match(await detail.innerText(), /of Makhmour|at Makhmour|record/);
  assert.match(await row(page, 'Shots at').getAttribute('aria-selected'), /true/);
  assert.match(await detail.innerText(), /at Debaga ديبكة/);
});

test('an incident on the map and its row choose each other; the distance filter hides the far ones', async (t) => {
  const { page } = await open(t);
  await ready(page);
  await page.getByRole('button', { name: /^Drone heard over our post/ }).dispatchEvent('click');
  assert.equal(await row(page, 'Drone heard').getAttribute('aria-selected'), 'true');
  const shown = () => page.locator('.mapbox .spot').count();
  await page.getByLabel(/^last/).selectOption('400');
  const all = await shown();
  await page.getByLabel(/^From a line/).selectOption('5');
  assert.ok((await shown()) < all && (await shown()) > 0);
  const coarse = page.locator('.spot:has(.coarse)');
  assert.ok((await coarse.count()) > 0);
  assert.equal(await coarse.first().locator('rect:not(.frame), path').count(), 0, 'a coarse place is never a dot');
});

test('a name is found by its spelling, and its record opens', async (t) => {
  const { page } = await open(t);
  await ready(page);
  await page.getByLabel('Search').fill('Hawler');
  await page.getByText('1 found').waitFor();
  await page.getByLabel('Search').fill('barzani');
  await page.getByText('2 found').waitFor();
  await page.locator('.search').getByRole('button', { name: /Barzani and Leahy/ }).click();
  assert.match(await page.getByRole('dialog').innerText(), /Kevin Leahy/);
});

test('what a report leaves open stays open on the time line', async (t) => {
  const { page } = await open(t);
  await ready(page);
  const line = page.locator('.tl');
  assert.equal(await line.locator('.unknown').count(), 2);
  assert.match(await line.innerText(), /3,000–5,000/);
  assert.equal(await line.locator('del').first().innerText(), '31 December 2021');
  assert.match(await line.innerText(), /000 → 003/);
});

test('an unreachable node leaves what was read and says whose turn it is', async (t) => {
  const { page, server } = await open(t);
  await ready(page);
  server.state.fail = '/desk';
  server.emit('records', { ids: [] });
  await page.getByRole('alert').first().waitFor();
  assert.match(await page.getByRole('alert').first().innerText(), /At the other side[\s\S]*does not answer[\s\S]*Kept[\s\S]*Next/);
  assert.ok(await row(page, 'Shots at').isVisible());
});

for (const [name, options] of [
  ['two desks', {}],
  ['two desks, day', { path: '/#day' }],
  ['a node', { page: 'node', path: '/login#token=once' }],
  ['log in', { page: 'node' }],
]) {
  test(`axe finds nothing: ${name}`, async (t) => {
    const { page } = await open(t, options);
    if (name === 'log in') await page.getByLabel('Password').waitFor();
    else {
      await ready(page);
      await (options.page === 'node' ? logged : row)(page, 'Shots at').click();
      await page.locator('.detail').waitFor();
      if (options.page !== 'node') await page.getByRole('button', { name: 'Release this slot' }).click();
      await page.waitForTimeout(400);
    }
    assert.deepEqual(await axe(page), []);
  });
}

for (const width of [1440, 1180, 1024, 820]) {
  test(`nothing overflows at ${width} px`, async (t) => {
    for (const options of [{}, { page: 'node', path: '/login#token=once' }]) {
      const { page } = await open(t, { ...options, width });
      await ready(page);
      const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      assert.equal(over, 0);
    }
  });
}

test('an officer logs in, logs, acknowledges, and takes a bundle', async (t) => {
  const { page, server } = await open(t, { page: 'node', seat: { party: 'kurdistan', node: 'makhmour' } });
  await page.getByLabel('Officer').fill('duty');
  await page.getByLabel('Password').fill('wrong');
  await page.getByRole('button', { name: 'Log in' }).click();
  await page.getByText('Officer and password do not fit.').waitFor();
  await page.getByLabel('Password').fill('right');
  await page.getByRole('button', { name: 'Log in' }).click();
  await logged(page, 'Shots at').waitFor();
  await page.getByLabel('Log entry').fill('Two lorries stopped at the bridge');
  await page.keyboard.press('Enter');
  await logged(page, 'Two lorries stopped').waitFor();
  await logged(page, 'Shots at').click();
  const acknowledge = logged(page, 'Shots at').getByRole('button', { name: /^Acknowledge/ });
  await page.waitForTimeout(900);
  assert.ok(server.world.acks.some((ack) => ack.party === 'kurdistan' && ack.what === 'opened'), 'opening a copy is told to its owner');
  await acknowledge.click();
  await acknowledge.waitFor({ state: 'detached' });
  const [evidence] = await Promise.all([page.waitForEvent('download'), logged(page, 'Shots at').getByRole('button', { name: 'Evidence' }).click()]);
  assert.match(evidence.suggestedFilename(), /^evidence-[0-9a-f]{12}-iraq/);
  await page.getByRole('link', { name: 'Links', exact: true }).click();
  const [bundle] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Write the bundle' }).click()]);
  assert.equal(bundle.suggestedFilename(), 'for-iraq.bundle');
  await page.locator('.drop input[type=file]').setInputFiles({ name: 'x.bundle', mimeType: 'application/octet-stream', buffer: Buffer.from('x') });
  await page.getByText(/38\W* new/).waitFor();
  await page.getByRole('button', { name: 'Log out' }).click();
  await page.getByLabel('Password').waitFor();
});
