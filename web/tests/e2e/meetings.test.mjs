// Meetings in a real browser: what earlier ones left open, notes by the keyboard, commitments of actions, minutes, a new meeting.
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

async function open(t, path, { lang = 'en', me, ...view } = {}) {
  const server = await start({ page: 'node', seat: { party: 'iraq', node: 'makhmour' } });
  Object.assign(server.state.me, me);
  const opened = await openPage(browser, view);
  t.after(async () => {
    await opened.context.close();
    server.close();
  });
  await opened.page.addInitScript((one) => localStorage.setItem('seamline-lang', one), lang);
  await opened.page.goto(`${server.url}/login#token=once`);
  await opened.page.getByRole('navigation').first().waitFor();
  await opened.page.goto(`${server.url}/${path}`);
  return { ...opened, server };
}
const meeting = (key) => `#/meetings/${idOf(key)}`;
const point = (page, text) => page.locator('[data-point]', { hasText: text });
const made = (server, kind) => server.world.records.filter((one) => one.kind === kind).at(-1);

test('meetings stand by series, newest first, each with what it left open', async (t) => {
  const { page, faults } = await open(t, '#/meetings');
  const series = page.getByRole('region', { name: 'Makhmour centre, weekly' });
  await series.waitFor();
  assert.deepEqual(await series.locator('tbody a').allInnerTexts(), ['Weekly meeting of 15 January', 'Weekly meeting of 8 January', 'Weekly meeting of 1 January']);
  assert.match(await series.locator('tbody tr').first().innerText(), /10:00 to 11:30, 15 Jan 2026[\s\S]*called[\s\S]*opens with 4 items/);
  assert.match(await series.locator('tbody tr').nth(2).innerText(), /left 1 item open/);
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: 'Weekly meeting of 8 January' }).waitFor();
  assert.deepEqual(faults, []);
});

test('a meeting opens with what is still open, who comes, and the texts with every party’s position', async (t) => {
  const { page } = await open(t, meeting('weekly-2'));
  const carried = page.getByRole('region', { name: /^Still open from before/ });
  await carried.waitFor();
  assert.match(await carried.innerText(), /Road works, Debaga to Makhmour[\s\S]*open since 1 Jan 2026 Weekly meeting of 1 January[\s\S]*Radio of post 2[\s\S]*by Kurdistan Region by when 20 January 2026/);
  assert.doesNotMatch(await page.locator('.points').innerText(), /Ambulances/, 'what was decided comes no more');
  assert.match(await page.getByRole('region', { name: 'Delegations', exact: true }).innerText(), /Federal Iraq[\s\S]*Colonel Huda Kareem[\s\S]*Kurdistan Region[\s\S]*Operation Inherent Resolve hosts, cannot decide/);
  await page.getByRole('link', { name: 'The one before' }).click();
  await page.getByRole('heading', { level: 1, name: 'Weekly meeting of 8 January' }).waitFor();
  assert.match(await page.getByRole('region', { name: 'Texts of this meeting' }).innerText(), /Minutes[\s\S]*in force[\s\S]*Joint statement[\s\S]*not concurred/);
});

test('notes are typed by the keyboard alone, item after item, each in one line', async (t) => {
  const { page, server, faults } = await open(t, meeting('weekly-2'));
  await point(page, 'Road works').waitFor();
  await page.keyboard.press('n');
  await page.keyboard.type('d: road is closed from Sunday');
  await page.keyboard.press('Enter');
  await point(page, 'Road works').getByText('road is closed from Sunday').waitFor();
  assert.deepEqual([made(server, 'meeting-note').slots.what, made(server, 'meeting-note').slots.text, made(server, 'meeting-note').about, made(server, 'meeting-note').release], ['decided', 'road is closed from Sunday', idOf('p-road'), []], 'a note stays with us');
  assert.match(await point(page, 'Road works').locator('.state').innerText(), /decided/);
  await page.getByRole('form', { name: 'Note on 2 Radio of post 2' }).waitFor();
  await page.keyboard.press('Alt+ArrowDown');
  await page.getByRole('form', { name: 'Note on 1 What was seen on the night of 8 January' }).waitFor();
  await page.keyboard.type('a: Send the list of posts');
  await page.keyboard.press('Tab');
  await page.keyboard.type('Kurd');
  await page.keyboard.press('Tab');
  await page.keyboard.type('+7');
  await page.getByText('22 January 2026').waitFor();
  await page.keyboard.press('Enter');
  await point(page, 'What was seen').getByText('Send the list of posts').waitFor();
  assert.deepEqual({ ...made(server, 'meeting-note').slots }, { provenance: 'synthetic', what: 'action', text: 'Send the list of posts', owner: 'kurdistan', due: '2026-01-22' });
  await page.keyboard.type('x:');
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => [...document.querySelectorAll('[data-point] .state')].some((one) => one.textContent === 'closed'));
  assert.equal(await page.evaluate(() => Object.keys(localStorage).filter((key) => key.includes('note')).length), 0, 'nothing is left as a draft');
  assert.deepEqual(faults, []);
});

test('an action becomes a commitment without leaving the page, filled from what was said', async (t) => {
  const { page, server, faults } = await open(t, meeting('weekly-1'));
  await page.getByRole('button', { name: 'Make a commitment of it' }).click();
  const form = page.getByRole('form', { name: 'Make a commitment of it' });
  assert.equal(await form.getByLabel('What is promised').inputValue(), 'Lend post 2 a radio until its own is repaired');
  assert.equal(await form.getByLabel('by when').inputValue(), '2026-01-20');
  await form.getByLabel('To whom').selectOption('kurdistan');
  await form.getByRole('button', { name: 'Record the commitment' }).click();
  await form.getByText('A party promises something to another one.').waitFor();
  await form.getByLabel('To whom').selectOption('iraq');
  await form.getByRole('button', { name: 'Record the commitment' }).click();
  await point(page, 'Radio of post 2').getByRole('link', { name: 'commitment' }).waitFor();
  const record = made(server, 'commitment');
  assert.deepEqual({ ...record.slots }, { provenance: 'synthetic', text: 'Lend post 2 a radio until its own is repaired', texts: null, owner: 'kurdistan', beneficiary: 'iraq', agreed: '2026-01-08', due: '2026-01-20', clause: '2', quote: 'Lend post 2 a radio until its own is repaired' });
  assert.deepEqual([record.refs, record.release.map((one) => one.to)], [[{ rel: 'cites', id: idOf('n-radio') }], ['kurdistan']]);
  assert.match(await page.getByRole('region', { name: 'Commitments' }).innerText(), /Lend post 2 a radio[\s\S]*20 January 2026/);
  assert.deepEqual(faults, []);
});

test('minutes come filled from the notes, aligned in both languages, and go out once both are whole', async (t) => {
  const { page, server, faults } = await open(t, meeting('weekly-1'));
  await page.getByRole('link', { name: 'Make the minutes' }).click();
  const form = page.getByRole('form');
  await form.getByLabel('Clause 1: English').waitFor();
  assert.equal(await form.getByLabel('Clause 1: English').inputValue(), 'Ambulances across the line');
  assert.equal(await form.getByLabel('Clause 1: العربية').inputValue(), 'عبور سيارات الإسعاف للخط');
  assert.match(await form.getByLabel('Clause 1.1: English').inputValue(), /^Decided: An ambulance is announced/);
  assert.equal(await form.getByLabel('Clause 1.1: العربية').inputValue(), 'تقرّر: ');
  assert.match(await form.getByLabel('Clause 2.1: العربية').inputValue(), /^إجراء على وزارة البيشمركة حتى ٢٠ كانون الثاني ٢٠٢٦:/);
  assert.equal(await form.getByLabel('Facilitator').inputValue(), 'coalition');
  for (const [number, text] of [['1.1', 'تقرّر: تُبلَّغ'], ['2.1', 'إجراء: إعارة'], ['2.2', 'يُرحَّل']]) await form.getByLabel(`Clause ${number}: العربية`).fill(text);
  await form.getByLabel('Title: العربية').fill('محضر الاجتماع الأسبوعي');
  await form.getByRole('button', { name: 'Propose' }).click();
  await page.getByRole('heading', { level: 1, name: 'Weekly meeting of 8 January: minutes' }).waitFor();
  const record = made(server, 'minutes');
  assert.deepEqual([record.matter, record.slots.clauses.map((one) => one.number), record.release.map((one) => one.to)], [idOf('weekly-1'), ['1', '1.1', '2', '2.1', '2.2'], ['kurdistan', 'coalition']]);
  assert.deepEqual(faults, []);
});

test('an item is put on the agenda in two languages, and goes to the other delegations', async (t) => {
  const { page, server } = await open(t, meeting('weekly-2'));
  const form = page.getByRole('form', { name: 'Put on the agenda' });
  await form.getByLabel('العربية').check();
  await form.getByLabel('Agenda item: English').fill('Lights on the bridge');
  await form.getByLabel('Agenda item: العربية').fill('أضواء الجسر');
  await page.keyboard.press('Enter');
  await point(page, 'Lights on the bridge').waitFor();
  const record = made(server, 'agenda-item');
  assert.deepEqual([record.slots.number, record.slots.texts, record.release.map((one) => one.to)], ['3', { en: 'Lights on the bridge', ar: 'أضواء الجسر' }, ['kurdistan', 'coalition']]);
  await page.getByLabel(/New items of the agenda go at once/).uncheck();
  await form.getByLabel('Agenda item: English').fill('Own point');
  await page.keyboard.press('Enter');
  await point(page, 'Own point').waitFor();
  assert.deepEqual(made(server, 'agenda-item').release, []);
});

test('the next meeting of a series begins with its people and place; what is wrong is said', async (t) => {
  const { page, server, faults } = await open(t, '#/meetings');
  await page.getByRole('link', { name: /Call the next one Makhmour/ }).click();
  const form = page.getByRole('form', { name: 'New meeting' });
  await page.waitForFunction(() => document.querySelector('input[name="series"]')?.value === 'Makhmour centre, weekly');
  await form.getByRole('button', { name: 'Call the meeting' }).click();
  await form.getByText('Name the meeting.').waitFor();
  await form.getByText('Say on which day.').waitFor();
  assert.ok(await form.getByLabel('Title', { exact: true }).evaluate((one) => one === document.activeElement));
  await form.getByLabel('Title', { exact: true }).fill('Weekly meeting of 22 January');
  await form.getByLabel('Day', { exact: true }).fill('22.1.2026');
  await form.getByLabel('From (Baghdad)').fill('10:00');
  await form.getByLabel('Until').fill('9:00');
  await form.getByText('It would end before it begins.').waitFor();
  await form.getByLabel('Until').fill('11:00');
  await form.getByRole('button', { name: 'Add a person' }).click();
  await page.keyboard.type('Captain');
  await form.getByLabel('Name of person 6').fill('Sara Aziz');
  await form.getByLabel('Party of person 6').selectOption('iraq');
  await form.getByLabel('Topics').fill('posts\nroad to Gwer');
  await page.reload();
  assert.equal(await form.getByLabel('Title', { exact: true }).inputValue(), 'Weekly meeting of 22 January', 'kept');
  await form.getByRole('button', { name: 'Call the meeting' }).click();
  await page.getByRole('heading', { level: 1, name: 'Weekly meeting of 22 January' }).waitFor();
  const record = made(server, 'meeting');
  assert.deepEqual([record.slots.when, record.slots.series, record.slots.attendees.length, record.slots.topics, record.release.map((one) => one.to)], ['2026-01-22T10:00:00+03:00/2026-01-22T11:00:00+03:00', 'Makhmour centre, weekly', 6, ['posts', 'road to Gwer'], ['kurdistan', 'coalition']]);
  await point(page, 'Radio of post 2').waitFor();
  assert.deepEqual(faults, []);
});

test('a meeting goes into a calendar; the officer’s own calendar has an address that can be switched off', async (t) => {
  const { page, server } = await open(t, meeting('weekly-2'));
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'For the calendar' }).click()]);
  assert.match(file.suggestedFilename(), /^meeting-.*\.ics$/);
  await page.getByRole('link', { name: 'All meetings' }).click();
  await page.getByRole('button', { name: 'My calendar' }).click();
  await page.getByRole('button', { name: 'Make an address' }).click();
  const address = page.getByLabel('Address of my calendar');
  await address.waitFor();
  assert.equal(await address.inputValue(), server.url + server.secretariat.calendar);
  await page.getByRole('button', { name: 'Switch it off' }).click();
  await page.getByText('Your calendar is no longer served.').waitFor();
  assert.equal(server.secretariat.calendar, null);
});

test('the switch and its key go over between the areas, each where it was left; figures serve the pages shown', async (t) => {
  const { page } = await open(t, '#/handover');
  const first = page.getByRole('navigation').first();
  assert.equal(await first.getByRole('button', { name: 'Watch floor' }).getAttribute('aria-pressed'), 'true');
  await page.keyboard.press('a');
  await page.getByRole('heading', { level: 1, name: 'Meetings' }).waitFor();
  await page.keyboard.press('2');
  await page.getByRole('heading', { level: 1, name: 'Joint acts' }).waitFor();
  assert.match(await first.innerText(), /Joint acts\s+2/, 'what waits for our answer');
  await first.getByRole('button', { name: 'Watch floor' }).click();
  await page.getByRole('heading', { level: 1, name: 'Handover' }).waitFor();
  await page.keyboard.press('a');
  await page.getByRole('heading', { level: 1, name: 'Joint acts' }).waitFor();
  await page.keyboard.press('?');
  await page.getByRole('dialog').getByText('watch floor or secretariat').waitFor();
});

test('who may only read writes nothing', async (t) => {
  const { page } = await open(t, meeting('weekly-2'), { me: { roles: ['public-affairs'], may: ['read'] } });
  await point(page, 'Road works').waitFor();
  assert.equal(await page.locator('main form, main .primary').count(), 0);
});

for (const lang of ['en', 'ar', 'ckb']) {
  test(`axe finds nothing on the pages of meetings in ${lang}, and nothing is wider than its window`, async (t) => {
    const { page, server, faults } = await open(t, '#/meetings', { lang });
    for (const path of ['#/meetings', meeting('weekly-1'), meeting('weekly-2'), meeting('m001'), '#/meetings/new', `#/acts/new?kind=minutes&meeting=${idOf('weekly-1')}`, '#/people']) {
      await page.goto(`${server.url}/${path}`);
      await page.waitForTimeout(250);
      assert.deepEqual(await axe(page), [], path);
      for (const width of [1280, 820]) {
        await page.setViewportSize({ width, height: 900 });
        assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), 0, `${path} ${width}`);
      }
      await page.setViewportSize({ width: 1440, height: 900 });
    }
    assert.deepEqual(faults, []);
  });
}
