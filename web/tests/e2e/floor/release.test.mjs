// The liaison officer's release, between two real nodes of two parties: pick, see what they will see, tear slots off,
// a second officer approves, it goes by the line, it is opened there, it is withdrawn and the page says who holds copies.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch } from '../../browser.mjs';
import { axe } from '../axe.mjs';
import { Hand, Tally } from './hand.mjs';
import { desk, login, node, unexpected, until } from './nodes.mjs';
import { exactly, loosely } from './words.mjs';

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

const LIMITS = { to: ['kurdistan'], level: 'restricted', never: ['source'], finest_m: 1000 };

async function prepare(t, centre) {
  const [ours, theirs] = [node('iraq', centre), node('kurdistan', centre)];
  await ours.officer('Hala', ['liaison-officer'], { limits: LIMITS });
  await ours.officer('Raid', ['releasing-officer']);
  await theirs.officer('Rebwar', ['duty-officer']);
  await ours.api('policy', { second_from: 'restricted' });
  t.after(() => ours.api('policy', { second_from: null }));
  const mark = Date.now().toString(36);
  const summary = `Shots heard at the pumping station ${mark}`;
  const { id } = await ours.api('records', {
    kind: 'incident',
    label: { level: 'restricted' },
    slots: {
      centre, observed: '2026-01-15T03:05:00+03:00', type: 'Battles: Armed clash', summary,
      place: { lat: 34.4, lon: 45.3, precision_m: 5000, name: null }, place_exact: { lat: 34.412, lon: 45.318, precision_m: 100, name: null },
      size: 'three or four men', activity: 'left past the listening post', source: 'listening post',
    },
  });
  return { ours, theirs, id, summary };
}

async function journey(t, { lang, centre, keyboard = false }) {
  const { ours, theirs, id, summary } = await prepare(t, centre);
  const [liaison, second, other] = await Promise.all([desk(t, browser, ours, { lang }), desk(t, browser, ours, { lang }), desk(t, browser, theirs, { lang })]);
  await login(liaison, 'Hala');
  await login(second, 'Raid');
  await login(other, 'Rebwar');
  const { page, t: say } = liaison;
  const hand = new Hand(page, { keyboard });
  const tally = new Tally(`Liaison release, ${lang}${keyboard ? ', keyboard alone' : ''}`, hand);
  const slot = (name) => page.getByRole('checkbox', { name: exactly(say('release-pick', { slot: say(`slot-${name}`) })) });

  const row = page.locator(`[data-id="${id}"]`);
  await row.waitFor();
  if (keyboard) {
    await until('the newest entry is chosen', async () => (await hand.press('k'), (await row.locator('[aria-expanded=true]').count()) === 1));
  } else await hand.act(row.getByText(summary));
  await hand.act(page.getByRole('button', { name: loosely(say('row-release')) }), 'r');
  await page.getByText(say('release-they-see'), { exact: true }).waitFor();
  tally.part('pick the item and open the two sides');

  await hand.type(page.getByLabel(say('release-purpose'), { exact: true }), say('release-purpose-coordinate'));
  for (const name of ['observed', 'type', 'summary', 'place', 'activity']) await hand.act(slot(name));
  await page.getByText(say('leak-found')).waitFor();
  await hand.act(slot('activity'));
  await page.getByText(say('leak-passed')).waitFor();
  // a place finer than the limits is for a second officer, and the author never leaves
  assert.equal(await slot('author').count(), 0);
  if (lang === 'en') assert.deepEqual(await axe(page), []);
  tally.part('purpose, slots torn off, leak check');

  await hand.act(page.getByRole('button', { name: loosely(say('release-ask', { n: 4 })) }));
  await page.getByText(say('release-asked')).waitFor();
  assert.equal((await ours.api(`records/${id}`)).releases.length, 0, 'something left before a second officer agreed');
  tally.part('ask a second officer');

  const approve = new Hand(second.page, { keyboard });
  tally.turn(approve);
  const nav = second.page.getByRole('navigation').getByRole('link', { name: loosely(say('nav-proposals')) });
  await until('the second officer sees that something waits', async () => /[1-9١-٩]/.test(await nav.innerText()));
  await approve.act(nav, '7');
  await approve.act(second.page.locator('main a', { hasText: summary }));
  await second.page.getByText(say('release-they-see'), { exact: true }).waitFor();
  if (lang === 'en') assert.deepEqual(await axe(second.page), []);
  await approve.act(second.page.getByRole('button', { name: say('proposal-approve'), exact: true }));
  await until('the release', async () => (await ours.api(`records/${id}`)).releases.length === 1);
  const [release] = (await ours.api(`records/${id}`)).releases;
  assert.deepEqual(release.slots.filter((name) => ['source', 'place_exact', 'activity', 'size'].includes(name)), []);
  tally.part('the second officer looks and approves');
  tally.turn(hand);

  const lane = (stop) => page.locator('.lane li.last', { hasText: say(`stop-${stop}`) });
  const copy = other.page.locator(`[data-id="${id}"]`);
  await copy.waitFor();
  const copied = await copy.innerText();
  assert.ok(!copied.includes('listening post') && copied.includes(summary));
  await copy.getByText(summary).click();
  await lane('opened').waitFor();
  tally.part('delivered, opened: nothing to do');

  await page.getByText(say('holders-copies')).waitFor();
  await hand.act(page.getByRole('button', { name: say('withdraw'), exact: true }));
  await hand.type(page.getByLabel(say('withdraw-reason'), { exact: true }), 'mistaken station');
  await hand.act(page.getByRole('button', { name: say('withdraw-do'), exact: true }));
  await until('the other side knows', async () => (await theirs.api(`records/${id}`)).withdrawn !== null);
  await copy.getByText(say('row-withdrawn')).first().waitFor();
  await page.getByText(say('withdraw-limits')).waitFor();
  tally.part('withdraw; the page says who holds copies');
  tally.print();
  for (const one of [liaison, second, other]) assert.deepEqual(unexpected(one.faults), []);
  return tally.sum;
}

test('liaison release by mouse', async (t) => {
  const { clicks, strokes } = await journey(t, { lang: 'en', centre: 'khanaqin' });
  assert.ok(clicks <= 18 && strokes === 0, `${clicks} clicks, ${strokes} keys`);
});
test('liaison release by the keyboard alone', async (t) => {
  const { clicks } = await journey(t, { lang: 'en', centre: 'khanaqin', keyboard: true });
  assert.equal(clicks, 0);
});
test('liaison release from right to left', async (t) => {
  await journey(t, { lang: 'ar', centre: 'nineveh' });
});
