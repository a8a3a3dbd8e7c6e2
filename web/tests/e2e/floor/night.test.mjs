// The night shift, between two real nodes of two parties: take the watch over, type a spot report, see the other side's
// report of the same event, tick who was told, see what is overdue, record the report of 06:00, sign the handover.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch } from '../../browser.mjs';
import { axe } from '../axe.mjs';
import { Hand, Tally } from './hand.mjs';
import { desk, login, node, unexpected, until } from './nodes.mjs';
import { loosely } from './words.mjs';

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

const MINUTE = 60_000;
/** What happened, where and when: each run its own place, so that only its own counterpart is likely the same. */
const EVENTS = {
  khanaqin: { lat: 34.355, lon: 45.402, typed: '34.355 45.402', to: 'khanaqin' },
  kirkuk: { lat: 35.47, lon: 44.38, typed: '35.470 44.380', to: 'kirkuk' },
  nineveh: { lat: 36.345, lon: 43.14, typed: '36.345 43.140', to: 'nineveh' },
};

async function prepare(centre, mark) {
  const [ours, theirs] = [node('iraq', centre), node('kurdistan', centre)];
  // an officer whose own handover still waits signs no other: each run has one of its own
  const officer = `Amal-${mark}`;
  await ours.officer(officer, ['duty-officer']);
  const { now } = await ours.api('node');
  const iso = (ms) => new Date(ms).toISOString().replace('.000Z', 'Z');
  const handed = await ours.api('records', {
    kind: 'handover',
    slots: { centre, period: `${iso(now - 480 * MINUTE - (now % 1000))}/${iso(now - (now % 1000))}`, open: ['Road at the north post still closed', 'Call to Erbil not answered'], note: `Quiet since midnight. ${mark}` },
  });
  // The other side saw it too, and has told us part of it.
  const { lat, lon } = EVENTS[centre];
  const report = await theirs.api('records', {
    kind: 'incident', label: { level: 'open' },
    slots: {
      centre, observed: iso(now - 7 * MINUTE - (now % 1000)), type: 'Battles: Armed clash', summary: `Exchange of fire near the pumping station ${mark}`,
      place: { lat: lat + 0.004, lon: lon + 0.004, precision_m: 1000, name: null }, size: 'four men',
    },
  });
  await theirs.api(`records/${report.id}/release`, { to: 'iraq', slots: ['observed', 'type', 'summary', 'place', 'size'], purpose: 'common picture' });
  await until('their report arrives', () => ours.api(`records/${report.id}`).catch(() => null));
  // Ten minutes ago we asked urgently, and nobody has acknowledged it.
  const asked = await ours.api('records', { kind: 'desk-message', slots: { centre, to: 'kurdistan', text: `Is your patrol south of the canal? ${mark}`, urgent: true } });
  return { ours, theirs, officer, handed, report, asked };
}

async function journey(t, { lang, centre, keyboard = false }) {
  const mark = Date.now().toString(36);
  const { ours, theirs, officer, handed, report, asked } = await prepare(centre, mark);
  const opened = await desk(t, browser, ours, { lang });
  await login(opened, officer);
  const { page, t: say } = opened;
  const nav = (name) => page.getByRole('navigation').getByRole('link', { name: new RegExp(`^${loosely(say(`nav-${name}`)).source}`) });
  const hand = new Hand(page, { keyboard });
  const tally = new Tally(`Night shift, ${lang}${keyboard ? ', keyboard alone' : ''}`, hand);
  const field = (name) => page.getByLabel(say(name), { exact: true }).and(page.locator('input, select, textarea'));

  await hand.act(nav('handover'), '5');
  const waits = page.locator('section.waits', { hasText: mark });
  await waits.getByText('Call to Erbil not answered').waitFor();
  // of a second run on the same nodes two wait, signed by one officer in one minute
  if (lang === 'en' && (await page.locator('section.waits').count()) === 1) assert.deepEqual(await axe(page), []);
  await hand.act(waits.getByRole('button', { name: say('handover-take'), exact: true }));
  await until('the watch is taken', async () => (await ours.api(`records/${handed.id}`)).state === 'taken');
  tally.part('read what is open, take the watch');

  await hand.act(nav('incidents'), '2');
  await hand.act(page.getByRole('link', { name: loosely(say('incident-new')) }).first(), 'n');
  await hand.type(field('incident-observed'), '-6');
  await hand.type(field('incident-place'), EVENTS[centre].typed);
  await hand.choose(field('incident-type'), 'Battles: Armed clash');
  const summary = `Shots at the pumping station, no hits ${mark}`;
  await hand.type(field('incident-summary'), summary);
  await hand.type(field('incident-size'), 'three or four');
  await hand.choose(field('incident-reliability'), 'B');
  await hand.choose(field('incident-credibility'), '2');
  await hand.type(field('incident-source'), 'post 4 by radio');
  tally.part('spot report: time, place, type, words, grading');

  const likely = page.getByRole('region', { name: say('incident-likely') }).locator('li', { hasText: mark }).first();
  await likely.waitFor();
  if (lang === 'en') assert.deepEqual(await axe(page), []);
  await hand.act(likely.getByRole('button', { name: loosely(say('incident-link-later')) }));
  if (keyboard) await hand.press('Control+Enter');
  else await hand.act(page.getByRole('button', { name: loosely(say('incident-record')) }).last());
  await page.getByRole('heading', { name: loosely(summary) }).waitFor();
  const id = await page.evaluate(() => /[0-9a-f]{64}/.exec(location.hash)[0]);
  const item = await until('both are linked', async () => {
    const one = await ours.api(`records/${id}`);
    return one.links.some((link) => link.other === report.id) ? one : null;
  });
  assert.equal(item.releases.length, 0, 'a report left by itself');
  assert.equal((await ours.api(`records/${report.id}`)).title, `Exchange of fire near the pumping station ${mark}`, 'their report stays what it was');
  tally.part('the likely duplicate: link, record');

  await hand.act(nav('watch'), '1');
  const line = field('entry-text');
  await hand.type(line, `Battalion and the governorate told of the shots ${mark}`, { key: 'n' });
  const told = page.getByRole('group', { name: say('entry-told') });
  const names = told.getByRole('checkbox');
  await hand.act(names.nth(0));
  await hand.act(names.nth(1));
  if (keyboard) await hand.reach(line);
  await hand.press('Enter');
  const entry = await until('who was told is on record', async () => (await ours.api(`records?kind=log-entry&q=${mark}`)).items[0]);
  assert.equal(entry.slots.find((slot) => slot.name === 'told').value.length, 2);
  tally.part('tick who was told');

  // Eleven minutes go by without an acknowledgement.
  for (const one of [ours, theirs]) await one.api('exercise/clock', { offset_ms: (await one.api('node')).now - Date.now() + 11 * MINUTE });
  await page.reload();
  const late = page.locator('.lost', { hasText: loosely(say('due-overdue', { span: '' }).trim()) }).first();
  await late.waitFor();
  assert.ok((await ours.api('due')).items.some((one) => one.id === asked.id && one.whose === 'theirs'));
  if (lang === 'en') assert.deepEqual(await axe(page), []);
  tally.part('what is overdue, with what to do: nothing to press');

  // At 06:00 the report: the log has written it, the officer adds what only he knows.
  await hand.act(nav('sitrep'), '6');
  const report6 = page.getByRole('form', { name: say('sitrep-new') });
  await until('the report has what was recorded', async () => (await report6.locator('#sitrep-0').inputValue()).includes(summary));
  if (lang === 'en') assert.deepEqual(await axe(page), []);
  await hand.type(report6.locator('#sitrep-3'), `Relief at 07:00; a second radio is needed. ${mark}`);
  await hand.act(report6.getByRole('button', { name: say('sitrep-record'), exact: true }));
  const sitrep = await until('the draft is recorded', async () => (await ours.api(`records?kind=sitrep&q=${mark}`)).items.find((one) => one.author === officer));
  const says = (name) => sitrep.slots.find((slot) => slot.name === name).value;
  assert.ok(says('narrative_1').text.includes(summary) && says('narrative_2').text.includes('governorate told of the shots'));
  assert.ok(!JSON.stringify(sitrep.slots).includes('Exchange of fire'), 'the other side is quoted');
  assert.ok([id, report.id].every((one) => sitrep.refs.some((ref) => ref.rel === 'cites' && ref.id === one)), 'their report is not cited');
  assert.equal(sitrep.state, 'draft', 'nobody approves his own report');
  await page.getByText(say('sitrep-own-waits')).waitFor();
  tally.part('06:00 report: filled from the log, one paragraph added');

  await hand.act(nav('handover'), '5');
  const form = page.getByRole('form', { name: say('handover-new') });
  await form.getByText(mark).first().waitFor();
  await hand.type(form.getByLabel(say('handover-note'), { exact: true }), `One exchange of fire, linked with theirs. ${mark}`);
  await hand.act(form.getByRole('button', { name: say('handover-sign'), exact: true }));
  const signed = await until('the handover is signed', async () => (await ours.api(`records?kind=handover&q=${mark}`)).items.find((one) => one.author === officer));
  const open = signed.slots.find((slot) => slot.name === 'open').value;
  assert.ok(open.some((one) => one.includes(`south of the canal? ${mark}`)), 'what is overdue is not handed over');
  assert.equal(signed.state, 'signed', 'nobody relieves himself');
  tally.part('note, sign the handover');
  tally.print();
  assert.deepEqual(unexpected(opened.faults), []);
  return tally.sum;
}

test('night shift by mouse', async (t) => {
  const { clicks, strokes } = await journey(t, { lang: 'en', centre: 'khanaqin' });
  assert.ok(clicks <= 28 && strokes <= 1, `${clicks} clicks, ${strokes} keys`);
});
test('night shift by the keyboard alone', async (t) => {
  const { clicks } = await journey(t, { lang: 'en', centre: 'kirkuk', keyboard: true });
  assert.equal(clicks, 0);
});
test('night shift from right to left', async (t) => {
  await journey(t, { lang: 'ar', centre: 'nineveh' });
});
