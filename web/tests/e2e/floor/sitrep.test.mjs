// The report of a watch, between two real nodes: a draft by one officer, approved by a second, released in part, read there.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch } from '../../browser.mjs';
import { axe } from '../axe.mjs';
import { desk, login, node, unexpected, until } from './nodes.mjs';
import { exactly, loosely } from './words.mjs';

let browser;
const [ours, theirs] = [node('iraq', 'kirkuk'), node('kurdistan', 'kirkuk')];
before(async () => {
  browser = await launch();
  await ours.officer('Amal', ['duty-officer']);
  await ours.officer('Farid', ['chief', 'releasing-officer']);
  await theirs.officer('Rebwar', ['duty-officer']);
});
after(() => browser.close());

test('the report is filled from the log, approved by a second officer, released in part, and superseded by the next edition', async (t) => {
  const mark = Date.now().toString(36);
  // what is released must not repeat what is withheld
  const apart = [...mark].toReversed().join('');
  const { id: shots } = await ours.api('records', {
    kind: 'incident', label: { level: 'restricted', caveats: ['OWN POSITIONS'] },
    slots: { centre: 'kirkuk', observed: '2026-01-15T03:05:00+03:00', type: 'Riots', summary: `Crowd at the silo ${mark}`, casualties: [{ group: 'civilians', harm: 'wounded', min: 1, best: 1, max: 2 }] },
  });
  // an earlier report of this centre may have ended a moment ago: what this one cites is its own
  const { id: calm } = await ours.api('records', {
    kind: 'incident', label: { level: 'restricted' }, slots: { centre: 'kirkuk', observed: '2026-01-15T03:06:00+03:00', type: 'Protests', summary: `Bakers ask for flour ${mark}` },
  });
  const [amal, farid, rebwar] = await Promise.all([desk(t, browser, ours), desk(t, browser, ours), desk(t, browser, theirs)]);
  await login(amal, 'Amal');
  await login(farid, 'Farid');
  await login(rebwar, 'Rebwar');
  const { t: say } = amal;
  const to = (opened, page) => opened.page.evaluate((at) => (location.hash = at), `#/${page}`);
  for (const one of [amal, farid, rebwar]) await to(one, 'sitrep');

  const form = amal.page.getByRole('form', { name: say('sitrep-new') });
  const incidents = form.locator('#sitrep-0');
  await until('the log is in it', async () => /Crowd at the silo[^]*Bakers ask/.test(await incidents.inputValue()));
  // what is typed stays, over a reload and while the log grows
  const headline = form.getByLabel(loosely(say('sitrep-summary-label')));
  await headline.fill(`One disturbance, quiet since four ${mark}`);
  await amal.page.reload();
  await until('what was typed is there again', async () => (await headline.inputValue().catch(() => '')).includes('quiet since four'));
  await ours.api('records', { kind: 'log-entry', slots: { centre: 'kirkuk', text: `Silo gate closed ${mark}`, told: [], done: true } });
  await until('the log goes on in it', async () => (await form.locator('#sitrep-1').inputValue()).includes(`Silo gate closed ${mark}`));
  assert.ok((await headline.inputValue()).includes('quiet since four'), 'the log wrote over what was typed');
  await form.getByLabel(say('incident-release-text'), { exact: true }).fill(`Calm after a short unrest ${apart}`);
  const caveats = form.getByLabel(say('incident-caveats'), { exact: true });
  await caveats.fill('');
  assert.equal(await caveats.inputValue(), '');
  assert.deepEqual(await axe(amal.page), []);
  assert.equal(await caveats.inputValue(), '', 'the log wrote over what was emptied');
  assert.ok(!(await incidents.inputValue()).includes('Crowd at the silo'), 'words of a record with a caveat in a report without');
  await form.getByText(say('sitrep-uncited', { n: 1 })).waitFor();
  await form.getByRole('button', { name: say('sitrep-record'), exact: true }).click();
  await amal.page.getByText(say('sitrep-own-waits')).waitFor();
  const find = async (state) => (await ours.api(`records?kind=sitrep&q=${mark}`)).items.find((one) => one.state === state);
  const draft = await until('the draft is recorded', () => find('draft'));
  assert.ok(draft.refs.some((ref) => ref.rel === 'cites' && ref.id === calm) && !draft.refs.some((ref) => ref.id === shots));
  assert.deepEqual(draft.label.caveats, []);
  const mine = amal.page.locator('section.mine', { hasText: mark });
  await mine.waitFor();
  assert.equal(await mine.getByRole('button', { name: say('sitrep-approve'), exact: true }).count(), 0, 'its author may approve it');

  const nav = farid.page.getByRole('navigation').getByRole('link', { name: loosely(say('nav-sitrep')) });
  await until('the second officer sees that a report waits', async () => /[1-9]/.test(await nav.innerText()));
  const waits = farid.page.locator('section.waits', { hasText: mark });
  assert.deepEqual(await axe(farid.page), []);
  // nothing of it leaves before
  const early = await ours.api(`records/${draft.id}/release`, { to: 'kurdistan', slots: ['written_for_release'] }).catch((cause) => cause.message);
  assert.match(String(early), /409.*not-approved/s);
  await waits.getByRole('button', { name: say('sitrep-approve'), exact: true }).click();
  await until('it is approved', () => find('approved'));

  const row = farid.page.locator('.earlier details', { hasText: mark });
  // what was approved stays open before whoever approved it
  await row.getByRole('button', { name: say('incident-release'), exact: true }).click();
  await farid.page.getByLabel(say('release-purpose'), { exact: true }).fill('common picture');
  for (const name of ['period', 'written_for_release']) await farid.page.getByRole('checkbox', { name: exactly(say('release-pick', { slot: say(`slot-${name.replaceAll('_', '-')}`) })) }).click();
  // the period says what day it is, as the paragraphs do
  await farid.page.getByRole('checkbox', { name: say('leak-accept'), exact: true }).check();
  await farid.page.getByRole('button', { name: loosely(say('release-do', { n: 2 })) }).click();
  const copy = await until('it arrives', () => theirs.api(`records/${draft.id}`).catch(() => null));
  const open = copy.slots.filter((slot) => slot.open && slot.value !== null).map((slot) => slot.name);
  assert.ok(open.includes('written_for_release') && !open.some((name) => /^narrative|^summary|^casualties/.test(name)), open.join());
  const there = rebwar.page.locator('.earlier details', { has: rebwar.page.locator(`bdi`, { hasText: apart }) });
  await there.first().locator('summary').click();
  await there.first().getByRole('button', { name: loosely(say('key-acknowledge')) }).click();
  await until('it is acknowledged here', async () => (await ours.api(`records/${draft.id}`)).acknowledgements.some((one) => one.party === 'kurdistan' && one.what === 'acknowledged'));

  await to(amal, 'watch');
  await to(amal, 'sitrep');
  await amal.page.locator('.earlier details', { hasText: mark }).locator('summary').click();
  await amal.page.locator('.earlier details', { hasText: mark }).getByRole('button', { name: say('sitrep-next'), exact: true }).click();
  const next = amal.page.getByRole('form', { name: say('sitrep-new-edition') });
  await next.getByLabel(loosely(say('sitrep-summary-label'))).fill(`One disturbance, one arrest ${mark}`);
  await next.getByRole('button', { name: say('sitrep-record'), exact: true }).click();
  await until('the first edition is superseded', async () => (await ours.api(`records/${draft.id}`)).state === 'superseded');
  assert.equal((await find('draft')).slots.find((slot) => slot.name === 'edition').value, 'update');
  for (const one of [amal, farid, rebwar]) assert.deepEqual(unexpected(one.faults), []);
});
