// The secretariat, between three real nodes: what stands in red, an agenda, notes while people speak, minutes in two languages,
// signed by each party with an officer's own key under the eyes of who hosts, a commitment agreed, claimed and accepted, a
// statement. The meeting and the deadline in the officer's calendar, read by another program.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import ICAL from 'ical.js';
import { launch } from '../../browser.mjs';
import { axe } from '../axe.mjs';
import { Hand, Tally } from './hand.mjs';
import { desk, invited, node, unexpected, until } from './nodes.mjs';
import { exactly, loosely, say as words } from './words.mjs';

// What opens the demo's keys; `make demo` says it too.
const PASSPHRASE = 'sign for the demo';
const [ours, theirs, host] = [node('iraq', 'baghdad'), node('kurdistan', 'erbil'), node('coalition', 'erbil')];
const NAMES = { en: 'English', ar: 'العربية', ckb: 'کوردیی ناوەندی' };
let browser;
const desks = new Map();
const closing = [];
// Each officer logs in once, with the one link that the demo has for him, and changes his language as a person would.
before(async () => {
  browser = await launch();
  const stand = { name: 'secretariat', after: (close) => closing.push(close) };
  for (const at of [ours, theirs, host]) {
    const opened = await desk(stand, browser, at, { width: 1280, height: 800 });
    await opened.page.goto(await invited(at));
    await opened.page.getByRole('navigation').first().waitFor();
    desks.set(at, opened);
  }
});
after(async () => {
  for (const close of closing) await close();
  await browser.close();
});

/** The officer's page, in his language, at one of its places. */
async function sit(at, lang, hash = '') {
  const opened = desks.get(at);
  await opened.page.evaluate((want) => localStorage.setItem('seamline-lang', want), lang);
  await opened.page.goto(at.url + hash);
  await opened.page.reload();
  await opened.page.getByRole('navigation').first().waitFor();
  const say = (id, args) => words(lang, id, args);
  return { ...opened, lang, say, field: (id) => opened.page.getByLabel(say(id), { exact: true }).and(opened.page.locator('input, select, textarea')) };
}
const idAt = (page) => page.evaluate(() => /[0-9a-f]{64}/.exec(location.hash)?.[0] ?? null);
const at = (page, path) => until(`the page of ${path}`, async () => ((await page.evaluate(() => location.hash)).match(new RegExp(`^#/${path}/([0-9a-f]{64})`))?.[1] ?? null));
const state = async (place, id) => (await place.api(`records/${id}`).catch(() => null))?.state;
const everywhere = (what, id, places = [ours, theirs, host]) => until(`${what} at all`, async () => (await Promise.all(places.map((place) => state(place, id)))).every((one) => one === what));

/** To the secretariat, where the page stands at the watch floor. */
async function goOver({ page, say }, hand) {
  const area = page.getByRole('button', { name: exactly(say('area-secretariat')) });
  if ((await area.getAttribute('aria-pressed')) !== 'true') await hand.act(area, 'a');
}

/** A row of the board by what stands in it: a person at the keys walks down to it. */
async function pick(page, hand, words) {
  const row = page.locator('main [data-index]', { hasText: words }).first();
  await row.waitFor();
  if (!hand.keyboard) return hand.act(row.locator('a').first());
  const there = () => row.evaluate((one) => one.contains(document.activeElement));
  for (let n = 0; n < 60 && !(await there()); n += 1) await hand.press('j');
  await hand.press('Enter');
}

/** An officer signs the text before him. */
async function sign({ page, say }, hand, keyboard) {
  const concur = page.getByRole('button', { name: loosely(say('joint-concur')) }).first();
  await hand.act(concur, keyboard ? 's' : undefined);
  const dialog = page.getByRole('dialog');
  await hand.type(dialog.getByLabel(say('sign-passphrase'), { exact: true }), PASSPHRASE);
  await hand.press('Enter');
  await dialog.waitFor({ state: 'detached' });
}

async function journey({ lang, other, keyboard = false }) {
  const mark = Date.now().toString(36);
  const [first, second] = lang === 'en' ? ['en', 'ar'] : [lang, 'en'];
  const me = await sit(ours, lang);
  const { page, say, field } = me;
  const hand = new Hand(page, { keyboard });
  const tally = new Tally(`Secretariat, ${lang}${keyboard ? ', keyboard alone' : ''}`, hand);
  const nav = (opened, name) => opened.page.getByRole('navigation').getByRole('link', { name: new RegExp(`^${loosely(opened.say(`nav-${name}`)).source}`) });
  const inLanguage = (label, language) => page.getByLabel(`${label}: ${NAMES[language]}`, { exact: true });

  await goOver(me, hand);
  await hand.act(nav(me, 'commitments'), '3');
  await page.locator('main [data-state="overdue"], main [data-state="missed"]').first().waitFor();
  assert.ok(['overdue', 'missed'].includes(await page.locator('main [data-index="0"]').getAttribute('data-state')), 'what is late stands first');
  if (!keyboard) assert.deepEqual(await axe(page), []);
  tally.part('last commitments: what is late stands first');

  await hand.act(nav(me, 'meetings'), '1');
  await hand.act(page.getByRole('link', { name: loosely(say('meeting-new')) }).first(), 'n');
  await hand.type(field('label-title'), `Weekly meeting ${mark}`);
  await hand.type(field('meeting-day'), '+7');
  await hand.type(field('meeting-from'), '10:00');
  await hand.type(field('meeting-until'), '11:30');
  await hand.type(field('meeting-series'), `Joint centre, weekly ${mark}`);
  await hand.choose(field('label-facilitator'), 'coalition');
  for (const [index, [name, party]] of [['Huda Kareem', 'iraq'], ['Azad Rashid', 'kurdistan']].entries()) {
    await hand.act(page.getByRole('button', { name: say('attendee-add'), exact: true }));
    await hand.type(page.getByLabel(exactly(say('attendee-name', { n: index + 1 }))), name);
    await hand.choose(page.getByLabel(exactly(say('attendee-party', { n: index + 1 }))), party);
  }
  if (!keyboard) assert.deepEqual(await axe(page), []);
  await hand.act(page.getByRole('button', { name: say('meeting-call'), exact: true }));
  const meeting = await until('the meeting', async () => ((await page.getByRole('heading', { level: 1, name: loosely(mark) }).count()) ? idAt(page) : null));
  tally.part('call the meeting: day, hours, who comes, who hosts');

  const ticks = page.getByRole('form', { name: say('agenda-add') });
  for (const language of [first, second]) {
    const tick = ticks.getByLabel(NAMES[language], { exact: true });
    if (!(await tick.isChecked())) await hand.act(tick);
  }
  const ITEMS = [
    { en: `Radio of post 2 ${mark}`, ar: `جهاز النقطة ٢ ${mark}`, ckb: `بێتەلی خاڵی ٢ ${mark}` },
    { en: `Road at the north post ${mark}`, ar: `الطريق عند النقطة الشمالية ${mark}`, ckb: `ڕێگای خاڵی باکوور ${mark}` },
  ];
  for (const item of ITEMS) {
    await hand.type(inLanguage(say('agenda-text'), first), item[first]);
    await hand.type(inLanguage(say('agenda-text'), second), item[second]);
    await hand.press('Enter');
    await page.locator('[data-point]', { hasText: item[first] }).waitFor();
  }
  const point = (item) => page.locator('[data-point]', { hasText: item[first] });
  tally.part('agenda: two items in two languages');
  // Both others see it, each at its own node.
  await until('the agenda arrives', async () => (await theirs.api(`meetings/${meeting}`).catch(() => null))?.agenda.length === 2 && (await host.api(`meetings/${meeting}`).catch(() => null))?.agenda.length === 2);

  const line = field('note-text');
  await hand.act(point(ITEMS[0]).getByRole('button').first());
  await hand.type(line, `a: Lend post 2 a radio ${mark}`, { key: 'n' });
  const form = page.locator('form', { has: line });
  await hand.choose(form.locator('select'), 'kurdistan');
  await hand.type(form.locator('input.due'), '+30');
  await hand.press('Enter');
  await point(ITEMS[0]).getByText(`Lend post 2 a radio ${mark}`).waitFor();
  if (!(await point(ITEMS[1]).getAttribute('class')).includes('active')) await hand.act(point(ITEMS[1]).getByRole('button').first());
  await hand.type(line, `d: The road is closed until Sunday ${mark}`, { key: 'n' });
  await hand.press('Enter');
  await point(ITEMS[1]).getByText(`closed until Sunday ${mark}`).waitFor();
  tally.part('notes while people speak: an action, a decision');

  await hand.act(point(ITEMS[0]).getByRole('button', { name: say('note-make'), exact: true }));
  await hand.act(page.getByRole('button', { name: say('action-do'), exact: true }));
  const promise = await until('the commitment', async () => (await ours.api(`records?kind=commitment&q=${mark}`)).items[0]?.id);
  tally.part('a commitment of the action: owner and date as noted');

  await hand.act(page.getByRole('link', { name: say('meeting-minutes'), exact: true }));
  const minutesForm = page.getByRole('form');
  await minutesForm.locator('textarea').first().waitFor();
  await until('the minutes are filled', async () => (await minutesForm.locator(`textarea[lang="${first}"]`).count()) >= 4);
  const empty = await minutesForm.locator('textarea[lang], input[lang]').evaluateAll((all) => all.map((one, index) => (/(^|[:：]\s*)$/.test(one.value) ? index : -1)).filter((index) => index >= 0));
  for (const index of empty) {
    const box = minutesForm.locator('textarea[lang], input[lang]').nth(index);
    await box.evaluate((one) => one.setSelectionRange(one.value.length, one.value.length));
    await hand.type(box, { en: 'as noted by the secretariat', ar: 'كما دوّنته الأمانة', ckb: 'وەک سکرتاریەت نووسیویەتی' }[await box.getAttribute('lang')]);
  }
  if (!keyboard) assert.deepEqual(await axe(page), []);
  await hand.act(minutesForm.getByRole('button', { name: say('joint-propose'), exact: true }));
  const minutes = await at(page, 'acts');
  const stands = await until('the minutes', () => ours.api(`records/${minutes}`));
  assert.deepEqual([stands.joint.required, stands.joint.facilitator, stands.joint.languages.toSorted()], [['iraq', 'kurdistan'], 'coalition', [first, second].toSorted()]);
  const clauses = stands.slots.find((slot) => slot.name === 'clauses').value;
  assert.deepEqual(clauses.map((one) => one.number), ['1', '1.1', '2', '2.1'], 'the notes stand under their items, aligned by number');
  tally.part('minutes from the notes, in two languages');

  await sign(me, hand, keyboard);
  await page.locator('p[role=status]:visible').first().waitFor();
  tally.part('our officer signs');

  // The counterpart, at its own node and in its own language, by the keyboard alone.
  const across = await sit(theirs, other);
  const theirHand = new Hand(across.page, { keyboard: true });
  await until('the minutes arrive', () => state(theirs, minutes));
  tally.turn(theirHand);
  await goOver(across, theirHand);
  await theirHand.act(nav(across, 'acts'), '2');
  const waiting = across.page.locator(`tbody a[href$="${minutes}"]`);
  await theirHand.act(waiting);
  await at(across.page, 'acts');
  assert.deepEqual(await axe(across.page), []);
  await sign(across, theirHand, true);
  await everywhere('in-force', minutes);
  tally.part('their officer finds it among what waits, and signs');
  await page.locator('.under b', { hasText: loosely(say('state-in-force')) }).waitFor();

  // Who hosts sees both, and has nothing to sign with.
  const hosts = await sit(host, 'en', `#/acts/${minutes}`);
  await hosts.page.getByText(loosely(hosts.say('joint-you-host'))).waitFor();
  assert.equal(await hosts.page.getByRole('button', { name: loosely(hosts.say('joint-concur')) }).count(), 0);
  assert.deepEqual((await host.api(`records/${minutes}`)).positions.map((one) => [one.party, one.answer, one.fault]), [['iraq', 'concurred', null], ['kurdistan', 'concurred', null]]);

  // The commitment: agreed and claimed with evidence there, accepted here.
  await across.page.evaluate((id) => (location.hash = `#/commitments/${id}`), promise);
  const theirButton = (id) => across.page.getByRole('button', { name: across.say(id), exact: true });
  for (const what of ['agree', 'claim']) {
    await theirHand.act(theirButton(`commitment-${what}`));
    if (what === 'claim') {
      await theirHand.type(across.field('commitment-note'), `Lent on Monday ${mark}`);
      await theirHand.type(across.page.locator('input[name=evidence]'), mark);
      await theirHand.act(across.page.locator('fieldset li button', { hasText: '+' }).first());
    }
    await theirHand.act(theirButton(`commitment-${what}-do`));
    await everywhere(what === 'agree' ? 'agreed' : 'claimed', promise, [ours, theirs]);
  }
  tally.part('agree; claim that it is done, with evidence');
  tally.turn(hand);
  await hand.act(nav(me, 'commitments'), '3');
  await pick(page, hand, mark);
  await hand.act(page.getByRole('button', { name: say('commitment-accept'), exact: true }));
  await hand.act(page.getByRole('button', { name: say('commitment-accept-do'), exact: true }));
  await everywhere('accepted', promise, [ours, theirs]);
  if (!keyboard) assert.deepEqual(await axe(page), []);
  const cited = await theirs.api(`records/${promise}`);
  assert.equal(cited.steps.find((one) => one.what === 'claimed').evidence.length, 1);
  tally.part('accept what they claim');

  await hand.act(nav(me, 'meetings'), '1');
  await hand.act(page.locator('main tbody a', { hasText: mark }).first());
  await hand.act(page.getByRole('link', { name: say('meeting-statement'), exact: true }));
  const statementForm = page.getByRole('form');
  await statementForm.locator('textarea').first().waitFor();
  for (const language of [first, second]) {
    const tick = statementForm.getByLabel(NAMES[language], { exact: true });
    if (!(await tick.isChecked())) await hand.act(tick);
  }
  for (const [index, box] of (await statementForm.locator('input[lang], textarea[lang]').all()).entries()) {
    const language = await box.getAttribute('lang');
    await box.evaluate((one) => one.select());
    await hand.type(box, `${{ en: 'Both sides keep the road open.', ar: 'يبقي الجانبان الطريق مفتوحاً.', ckb: 'هەردوولا ڕێگاکە کراوە دەهێڵنەوە.' }[language]} ${index < 2 ? mark : ''}`.trim());
  }
  await hand.act(statementForm.getByRole('button', { name: say('joint-propose'), exact: true }));
  const statement = await at(page, 'acts');
  await sign(me, hand, keyboard);
  tally.part('a statement in two languages, signed here');
  await until('the statement arrives', () => state(theirs, statement));
  tally.turn(theirHand);
  await across.page.evaluate((id) => (location.hash = `#/acts/${id}`), statement);
  await across.page.getByRole('heading', { level: 1, name: loosely(mark) }).waitFor();
  await sign(across, theirHand, true);
  await everywhere('in-force', statement);
  tally.part('and signed there');
  tally.print();
  for (const place of [ours, theirs, host]) assert.deepEqual(unexpected(desks.get(place).faults), []);
  return { tally, meeting, minutes, promise, statement, me };
}

/** What a hand needs for so many clicks and keys, in seconds, as docs/watch-floor.md counts. */
const seconds = ({ clicks, strokes, letters }) => clicks * 1.3 + (strokes + letters) * 0.28;

test('from the last commitments to a statement signed by both, by mouse; the other side in Arabic', async () => {
  const { tally, minutes, statement, me } = await journey({ lang: 'en', other: 'ar' });
  const agenda = ['call the meeting: day, hours, who comes, who hosts', 'agenda: two items in two languages'].map((name) => seconds(tally.row(name))).reduce((a, b) => a + b);
  assert.ok(agenda <= 600, `${agenda} s for the agenda`);
  assert.ok(seconds(tally.row('minutes from the notes, in two languages')) <= 1800);
  // What `seamline verify` reads, with the parties' documents and no node.
  for (const id of [minutes, statement]) {
    await me.page.evaluate((one) => (location.hash = `#/acts/${one}`), id);
    await me.page.locator('.short', { hasText: id.slice(0, 4) }).waitFor();
    const [file] = await Promise.all([me.page.waitForEvent('download'), me.page.getByRole('button', { name: me.say('joint-evidence'), exact: true }).click()]);
    const octets = readFileSync(await file.path());
    assert.equal(octets.subarray(2, 18).toString(), 'seamline/joint/1');
  }
});

test('by the keyboard alone, in Arabic, the other side in Sorani', async () => {
  const { tally } = await journey({ lang: 'ar', other: 'ckb', keyboard: true });
  assert.equal(tally.sum.clicks, 0);
});

test('in Sorani; the meeting stands in the officer’s calendar and every deadline with its alarms, as another program reads it', async () => {
  const { meeting, promise, me } = await journey({ lang: 'ckb', other: 'en' });
  const { page, say } = me;
  await page.evaluate((id) => (location.hash = `#/meetings/${id}`), meeting);
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: say('meeting-ics'), exact: true }).click()]);
  const { title, span } = await ours.api(`records/${meeting}`);
  const events = (text, kind = 'vevent') => new ICAL.Component(ICAL.parse(text)).getAllSubcomponents(kind);
  const [event] = events(readFileSync(await file.path(), 'utf8')).map((one) => new ICAL.Event(one));
  assert.deepEqual([event.summary, event.startDate.toJSDate().getTime(), event.endDate.toJSDate().getTime()], [title, span.from, span.to + (span.to % 1000 === 999 ? 1 : 0)]);
  await page.evaluate(() => (location.hash = '#/meetings'));
  await page.getByRole('button', { name: say('calendar-own'), exact: true }).click();
  await page.getByRole('button', { name: say('calendar-make'), exact: true }).click();
  const address = await page.getByLabel(say('calendar-address'), { exact: true }).inputValue();
  const answer = await fetch(address);
  assert.match(answer.headers.get('content-type'), /^text\/calendar/);
  const feed = await answer.text();
  const entries = [...events(feed), ...events(feed, 'vtodo')];
  const uid = (one) => one.getFirstPropertyValue('uid');
  assert.ok(entries.some((one) => uid(one).startsWith(meeting)), 'the meeting');
  assert.equal(new Set(entries.map(uid)).size, entries.length, 'each once');
  assert.ok(!entries.some((one) => uid(one).startsWith(promise)), 'what has been accepted is no deadline any more');
  const tasks = events(feed, 'vtodo');
  assert.ok(tasks.length > 0, 'nothing is owed');
  for (const task of tasks) assert.deepEqual(task.getAllSubcomponents('valarm').map((alarm) => alarm.getFirstPropertyValue('trigger').toSeconds() / 86_400), [-30, -7, 0]);
  await page.getByRole('button', { name: say('calendar-drop'), exact: true }).click();
  await until('the address is closed', async () => (await fetch(address)).status === 404);
});
