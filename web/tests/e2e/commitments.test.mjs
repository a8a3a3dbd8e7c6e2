// The commitments pages in a real browser: the board of thousands, what our party may say, a new date, by keys alone.
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
const rows = (page) => page.locator('main [data-index]');

test('the board says by sign and word what is overdue and what is due, and both dates of what was claimed', async (t) => {
  const { page, faults } = await open(t, 'commitments');
  await rows(page).first().waitFor();
  const first = await rows(page).first().innerText();
  assert.match(first, /overdue[\s\S]*15 days overdue[\s\S]*Pass on reports near the line/);
  assert.match(first, /clause 2[\s\S]*within one hour/);
  assert.equal(await rows(page).first().locator('.sign svg').count(), 1);
  const text = async (words) => (await rows(page).filter({ hasText: words }).first().innerText()).replace(/\s+/g, ' ');
  assert.match(await text('Name liaison officers'), /within 7 days 5 days left/);
  assert.match(await text('Radio in the room'), /within 30 days 26 days left/);
  assert.match(await text('geometry of the line'), /about December 2025 was 15 November 2025 .* 9 January 2026 later than due no answer/);
  assert.match(await text('One sheet'), /1 December 2025 later than due .* accepted 5 December 2025/);
  await page.getByRole('button', { name: /disputed/ }).click();
  await page.waitForFunction(() => document.querySelectorAll('main [data-index]').length === 1);
  assert.match(await rows(page).innerText(), /bridge at Gwer/);
  assert.match(page.url(), /state=disputed/);
  await page.getByRole('button', { name: /^all/ }).click();
  await page.getByLabel('Party').selectOption('usa');
  await page.waitForFunction(() => document.querySelectorAll('main [data-index]').length === 4);
  await page.locator('.filters select').nth(1).selectOption('open');
  await page.waitForFunction(() => document.querySelectorAll('main [data-index]').length === 1);
  assert.deepEqual(faults, []);
});

test('five thousand commitments: shown within 200 ms, few rows in the page, the last one a key away', async (t) => {
  const { page, server } = await open(t, 'links', { commitments: 5000 });
  await page.locator('main h1').waitFor();
  // a node keeps its index; the stand-in folds at the first question
  await fetch(`${server.url}/api/commitments?limit=1`);
  const took = [];
  for (let turn = 0; turn < 3; turn += 1) {
    took.push(await page.evaluate(async () => {
      const begun = performance.now();
      location.hash = '#/commitments';
      for (;;) {
        await new Promise((done) => requestAnimationFrame(done));
        if (document.querySelectorAll('main [data-index] a').length > 5) return performance.now() - begun;
        if (performance.now() - begun > 5000) return Infinity;
      }
    }));
    await page.evaluate(() => (location.hash = '#/links'));
    await page.waitForTimeout(200);
  }
  t.diagnostic(`board of 5,000 shown after ${took.map(Math.round).join(', ')} ms`);
  assert.ok(Math.min(...took) <= 200, String(took));
  await page.evaluate(() => (location.hash = '#/commitments'));
  await rows(page).first().waitFor();
  assert.ok((await rows(page).count()) < 60);
  assert.equal(await page.locator('[role=table]').getAttribute('aria-rowcount'), '5015');
  await page.keyboard.press('j');
  await page.keyboard.press('End');
  await page.waitForFunction(() => document.activeElement?.closest('[data-index]')?.dataset.index === '5013');
  await page.waitForFunction(() => document.activeElement?.closest('[data-state]')?.dataset.state === 'met');
  await page.keyboard.press('Home');
  await page.waitForFunction(() => document.activeElement?.closest('[data-index]')?.dataset.index === '0');
  // a leap into the middle reads that page and no other
  const asked = [];
  page.on('request', (request) => request.url().includes('/api/commitments') && asked.push(new URL(request.url()).searchParams.get('after')));
  await page.locator('main .scroll').evaluate((box) => (box.scrollTop = box.scrollHeight / 2));
  await page.locator('main [data-index="2507"] a').waitFor();
  assert.ok(asked.length <= 2, asked.join());
  // coming back from one finds the place
  await page.locator('main [data-index="2507"] a').click();
  await page.getByRole('heading', { name: 'What was said of it' }).waitFor();
  await page.goBack();
  await page.locator('main [data-index="2507"] a').waitFor();
});

test('a claim with its evidence by keys alone, told to the other party in the same act', async (t) => {
  const { page, server, faults } = await open(t, 'commitments');
  await rows(page).first().waitFor();
  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  await page.locator('h1', { hasText: 'Pass on reports near the line' }).waitFor();
  const tabTo = async (name) => {
    for (let step = 0; step < 30; step += 1) {
      await page.keyboard.press('Tab');
      if (await page.evaluate((wanted) => (document.activeElement?.textContent + (document.activeElement?.getAttribute('aria-label') ?? '') + (document.activeElement?.getAttribute('name') ?? '')).includes(wanted), name)) return;
    }
    assert.fail(`no ${name} by Tab`);
  };
  await tabTo('Claim that it is done');
  await page.keyboard.press('Enter');
  await field(page, 'on').waitFor();
  await tabTo('on');
  await page.keyboard.type('2026-01-14');
  await tabTo('note');
  await page.keyboard.type('In force at all four rooms');
  await tabTo('evidence');
  await page.keyboard.type('Gwer road');
  await page.getByRole('button', { name: /^Name as evidence: Night patrol/ }).waitFor();
  await tabTo('Name as evidence: Night patrol');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: /^No longer evidence: Night patrol/ }).waitFor();
  await tabTo('Record the claim');
  await page.keyboard.press('Enter');
  await page.locator('.steps', { hasText: 'In force at all four rooms' }).waitFor();
  assert.match(await page.locator('.steps').innerText(), /Federal Iraq claims that it is done, done 14 January 2026/);
  await page.locator('.steps', { hasText: 'Night patrol' }).waitFor();
  const record = server.world.records.at(-1);
  assert.deepEqual([record.kind, record.slots.what, record.slots.on, record.about, record.refs.map((ref) => ref.rel), record.release.map((one) => one.to)], ['progress', 'claimed', '2026-01-14', idOf('c-share'), ['cites'], ['kurdistan']]);
  assert.equal(await page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('seamline-draft')).length), 0);
  assert.deepEqual(faults, []);
});

test('the other side\'s claim is accepted, or disputed only with a reason; the claim stays', async (t) => {
  const { page, server } = await open(t, `commitments/${idOf('c-line')}`);
  await page.getByRole('button', { name: 'Dispute' }).click();
  await page.getByRole('button', { name: 'Record the dispute' }).click();
  await page.waitForFunction(() => document.activeElement?.getAttribute('name') === 'note');
  assert.match(await answer(field(page, 'note')), /A dispute needs its reason/);
  await field(page, 'note').fill('Only as far as Qarachogh');
  await page.waitForTimeout(400);
  await page.reload();
  await page.getByRole('button', { name: 'Dispute' }).click();
  assert.equal(await field(page, 'note').inputValue(), 'Only as far as Qarachogh');
  await page.getByRole('button', { name: 'Record the dispute' }).click();
  await page.locator('.steps', { hasText: 'Federal Iraq disputes' }).waitFor();
  assert.match(await page.locator('.steps').innerText(), /Kurdistan Region claims that it is done[\s\S]*Only as far as Qarachogh/);
  assert.equal(server.world.records.at(-1).slots.what, 'disputed');
});

test('a new date takes the place of the old one, prefilled, and both stay in sight', async (t) => {
  const { page, server } = await open(t, `commitments/${idOf('c-radio')}`);
  await page.getByRole('link', { name: 'New date' }).click();
  await page.waitForFunction(() => document.querySelector('main [name=text]')?.value.startsWith('Radio in the room'));
  assert.equal(await field(page, 'due').inputValue(), '2026-02-10');
  await field(page, 'due').fill('2026-02-31');
  await page.getByRole('button', { name: 'Record the new date' }).click();
  await page.waitForFunction(() => document.activeElement?.getAttribute('name') === 'due');
  assert.match(await answer(field(page, 'due')), /This is no date/);
  await field(page, 'agreed').fill('2026-05');
  await field(page, 'due').fill('٢٠٢٦-٠٤');
  await page.getByRole('button', { name: 'Record the new date' }).click();
  assert.match(await answer(field(page, 'due')), /before it was decided/);
  await field(page, 'agreed').fill('2026-01-15');
  await field(page, 'due-kind').selectOption('about');
  await page.getByRole('button', { name: 'Record the new date' }).click();
  await page.locator('section', { hasText: 'Dates' }).locator('del', { hasText: '10 February 2026' }).waitFor();
  const record = server.world.records.at(-1);
  assert.deepEqual([record.slots.due, record.slots.agreed, record.slots.texts.ckb?.length > 0, record.supersedes, record.release.map((one) => one.to)], ['2026-04~', '2026-01-15', true, idOf('c-radio'), ['kurdistan']]);
  assert.equal(record.matter, idOf('c-radio'));
  await page.getByRole('link', { name: 'first date' }).click();
  await page.getByText('A later date has taken its place.').waitFor();
});

test('a commitment from the clause of a decision quotes it, and one by hands that may not release says what remains', async (t) => {
  const { page, server } = await open(t, `commitments/new?cites=${idOf('d-centres')}&clause=1`, { may: ['read', 'record'] });
  await page.waitForFunction(() => document.querySelector('main [name=clause]')?.value === '1');
  assert.equal(await field(page, 'cites').inputValue(), idOf('d-centres'));
  await page.getByRole('button', { name: 'Quote the clause' }).click();
  await page.getByRole('button', { name: 'Record the commitment' }).click();
  assert.deepEqual(await page.locator('main [aria-invalid=true]').evaluateAll((all) => all.map((one) => one.name)), ['text', 'owner', 'beneficiary', 'due']);
  await field(page, 'text').fill('Name our officers');
  await field(page, 'owner').selectOption('iraq');
  await field(page, 'beneficiary').selectOption('iraq');
  assert.match(await answer(field(page, 'beneficiary')), /Nobody owes a commitment to himself/);
  await field(page, 'beneficiary').selectOption('kurdistan');
  await field(page, 'due-kind').selectOption('open');
  await page.getByText('You may not release').waitFor();
  await page.getByRole('button', { name: 'Record the commitment' }).click();
  await page.locator('.untold', { hasText: 'Not yet released to Kurdistan Region.' }).waitFor();
  const record = server.world.records.at(-1);
  assert.deepEqual([record.slots.due, record.slots.clause, record.slots.quote, record.release], [null, '1', 'Each side names liaison officers to each centre.', []]);
  await page.getByRole('button', { name: 'Release it' }).click();
  await page.getByRole('dialog').waitFor();
});

test('where the node refuses the release alone, the record stands and the reason is said', async (t) => {
  const { page, server } = await open(t, `commitments/${idOf('c-share')}`);
  let refused = 0;
  await page.route('**/api/records', async (route) => {
    const body = route.request().postDataJSON();
    if (route.request().method() !== 'POST' || !body.release?.length) return route.continue();
    refused += 1;
    return route.fulfill({ status: 409, contentType: 'application/json', body: JSON.stringify({ error: { blame: 'you', code: 'second-officer-needed', field: null, what: 'two', kept: '', next: '', args: { level: 'restricted' } } }) });
  });
  await page.getByRole('button', { name: 'Claim that it is done' }).click();
  await page.getByRole('button', { name: 'Record the claim' }).click();
  await page.locator('.untold', { hasText: 'Recorded on our side only' }).waitFor();
  assert.equal(refused, 1);
  assert.match(await page.locator('.untold').innerText(), /The node says:[\s\S]*second officer|two officers/i);
  assert.deepEqual(server.world.records.at(-1).release, []);
});

test('programmes: their commitments and the support given, and both can be added', async (t) => {
  const { page, server } = await open(t, 'commitments/programmes');
  const reform = page.locator('section', { hasText: 'Assistance to the reform of the Peshmerga' }).last();
  await reform.getByText('Pay by bank for all brigades').waitFor();
  await reform.getByText('Twelve advisers for three months').waitFor();
  await reform.getByRole('button', { name: 'Record support' }).click();
  await field(page, 'note').fill('Forty radios');
  await page.keyboard.press('Enter');
  await reform.getByText('Forty radios').waitFor();
  assert.deepEqual(server.world.records.at(-1).release.map((one) => one.to).sort(), ['kurdistan', 'usa']);
  await page.getByRole('button', { name: 'New programme' }).click();
  await field(page, 'en').fill('Border posts');
  await field(page, 'funder').selectOption('iraq');
  await field(page, 'recipient').selectOption('kurdistan');
  await field(page, 'begin').fill('2026-02');
  await page.getByRole('button', { name: 'Record the programme' }).click();
  await page.getByRole('heading', { name: 'Border posts' }).waitFor();
  assert.equal(server.world.records.at(-1).slots.period, '2026-02/..');
});

test('on paper the board stands with its short ids, in English and Arabic', async (t) => {
  const { page } = await open(t, 'commitments');
  for (const own of ['EN', 'عربي']) {
    await page.getByRole('button', { name: own, exact: true }).click();
    await rows(page).first().waitFor();
    // printing itself is the browser's; the sheet is ours
    await page.evaluate(() => (window.print = () => undefined));
    await page.locator('.head .btn').last().click();
    await page.locator('.printonly').waitFor({ state: 'attached' });
    await page.emulateMedia({ media: 'print' });
    assert.match(await page.locator('.printonly').innerText(), new RegExp(idOf('c-share').slice(0, 4)));
    assert.equal(await page.locator('main > .page').isVisible(), false);
    assert.ok((await page.pdf({ preferCSSPageSize: true, format: 'A4' })).length > 10_000);
    await page.emulateMedia({ media: 'screen' });
    await page.reload();
  }
});

for (const [width, height] of [[1440, 900], [1024, 768]]) {
  test(`no commitments page overflows at ${width} px, and all are sound, in any language, by night and by day`, async (t) => {
    const { page } = await open(t, 'commitments', { view: { width, height } });
    const base = page.url().split('#')[0];
    for (const [own, theme] of [['EN', 'day'], ['عربي', 'night'], ['کوردی', 'day']]) {
      await page.getByRole('button', { name: own, exact: true }).click();
      await page.evaluate((to) => (document.documentElement.dataset.theme = to), theme);
      for (const path of ['commitments', 'commitments/new', `commitments/${idOf('c-line')}`, `commitments/${idOf('c-line-old')}`, `commitments/${idOf('c-share')}`, 'commitments/programmes']) {
        await page.goto(`${base}#/${path}`);
        await page.waitForTimeout(400);
        if (path.endsWith(idOf('c-share'))) await page.locator('.acts .btn').first().click();
        assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), 0, `${own} ${path}`);
        assert.deepEqual(await axe(page), [], `${own} ${path}`);
      }
    }
  });
}
