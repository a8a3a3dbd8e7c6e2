// Who may do what, in a real browser: the second officer, limits, links, officers, the shift, the journal, the tour.
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

async function open(t, path, { me, page: kind = 'node', before: prepare } = {}) {
  const server = await start({ page: kind, seat: { party: 'iraq', node: 'makhmour' } });
  Object.assign(server.state.me, me);
  prepare?.(server);
  const opened = await openPage(browser);
  t.after(async () => {
    await opened.context.close();
    server.close();
  });
  if (kind === 'node') {
    await opened.page.goto(`${server.url}/login#token=once`);
    await opened.page.getByRole('navigation').waitFor();
  }
  await opened.page.goto(`${server.url}/${path}`);
  return { ...opened, server };
}
const LIAISON = { officer: 'Dilan', roles: ['liaison-officer'], may: ['read', 'record', 'release', 'audit'], limits: { to: ['kurdistan'], level: 'confidential', never: ['narrative_1'], finest_m: 1000 } };

/** The release panel of the record as the demo page opens it. */
async function panelOf(t, me, prepare) {
  const opened = await open(t, '', { page: 'demo', me, before: prepare });
  const row = opened.page.locator('[role=row].row', { hasText: 'Shots at a checkpoint' }).first();
  await row.getByRole('button', { name: /exact place.*choose it for release/ }).click();
  const panel = opened.page.getByRole('dialog');
  await panel.getByRole('table').waitFor();
  return { ...opened, panel };
}

test('an open slot that repeats a withheld one is named, and nothing goes before somebody has read it', async (t) => {
  const { page, panel, server, faults } = await panelOf(t, {}, ({ world }) => {
    const shots = world.find(idOf('shots'));
    shots.slots.size = 'seen by patrol 2';
  });
  await panel.getByLabel('purpose').fill('answer to their request');
  await panel.getByRole('checkbox', { name: /exact place/ }).uncheck();
  await panel.getByRole('checkbox', { name: /release .?size/ }).check();
  await panel.getByText(/source.*is withheld; .*size.* repeats of it/).waitFor();
  const send = panel.getByRole('button', { name: 'Release this slot' });
  assert.ok(await send.isDisabled(), 'it asks first');
  await panel.getByLabel('I have read this').check();
  await send.click();
  await panel.getByText(/Released 1 slot/).waitFor();
  assert.equal(server.world.find(idOf('shots')).release.at(-1).slots.join(), 'size');
  assert.deepEqual(await axe(page), []);
  assert.deepEqual(faults, []);
});

test('beyond his limits an officer asks a second one; another approves, and it goes', async (t) => {
  const { panel, server } = await panelOf(t, LIAISON);
  await panel.getByText('your limits keep this slot back').waitFor();
  await panel.getByText(/finer than your limit/).waitFor();
  await panel.getByLabel('purpose').fill('their patrol is near');
  await panel.getByRole('button', { name: /^Ask a second officer/ }).click();
  await panel.getByText('A second officer is asked').waitFor();
  const [proposal] = server.authority.proposals;
  assert.deepEqual([proposal.by, proposal.slots, proposal.purpose, proposal.state], ['Dilan', ['place_exact'], 'their patrol is near', 'waiting']);
  assert.equal(server.world.find(idOf('shots')).release.length, 2, 'nothing has left');
});

test('a duty officer opens the release with a key and asks a second one', async (t) => {
  const me = { officer: 'Huda', roles: ['duty-officer'], may: ['read', 'record', 'audit'] };
  const { page, server, faults } = await open(t, `#/incidents/${idOf('shots')}`, { me });
  await page.getByRole('button', { name: /^Release/ }).waitFor();
  await page.keyboard.press('r');
  const panel = page.getByRole('dialog');
  await panel.getByText('Your roles do not release alone').waitFor();
  await panel.getByRole('checkbox', { name: /size/ }).check();
  await panel.getByLabel('purpose').fill('their patrol is near');
  await panel.getByRole('button', { name: /^Ask a second officer/ }).click();
  await panel.getByText('A second officer is asked').waitFor();
  const [proposal] = server.authority.proposals;
  assert.deepEqual([proposal.by, proposal.slots, proposal.state], ['Huda', ['size'], 'waiting']);
  assert.equal(server.world.find(idOf('shots')).release.length, 2, 'nothing has left');
  assert.deepEqual(faults, []);
});

test('what goes beyond limits can be asked for as shown only, and is approved as such', async (t) => {
  const { panel, server } = await panelOf(t, LIAISON);
  await panel.getByText('your limits keep this slot back').waitFor();
  await panel.getByRole('button', { name: 'shown only' }).click();
  await panel.getByLabel('purpose').fill('on our screen, at the meeting');
  await panel.getByRole('button', { name: /^Ask a second officer/ }).click();
  await panel.getByText('Show nothing before another officer approves').waitFor();
  assert.equal(server.authority.proposals[0].mode, 'show');
  const { page, server: other } = await open(t, '#/links', { before: ({ authority }) => (authority.wait(idOf('shots'), ['place_exact']).mode = 'show') });
  const sent = other.world.find(idOf('shots')).release.length;
  await page.getByRole('link', { name: /Approvals 1/ }).click();
  await page.getByRole('link', { name: /shown only/ }).click();
  await page.getByRole('button', { name: 'Approve and record as shown' }).click();
  await page.getByText(/^approved by/).first().waitFor();
  assert.equal(other.world.find(idOf('shots')).release.length, sent, 'nothing has left');
});

test('what waits for a second officer is told on every page, and approved with both sides in view', async (t) => {
  const { page, server, faults } = await open(t, '#/links', { before: ({ authority }) => { authority.wait(idOf('shots'), ['place_exact']); authority.wait(idOf('vehicles'), ['narrative_1']); } });
  await page.getByRole('link', { name: /Approvals 2/ }).click();
  await page.getByRole('link', { name: /Shots at a checkpoint/ }).click();
  await page.getByRole('columnheader', { name: 'they will see' }).waitFor();
  assert.deepEqual(await axe(page), []);
  await page.getByRole('button', { name: 'Approve and release' }).click();
  await page.getByText(/^approved by/).first().waitFor();
  assert.equal(server.world.find(idOf('shots')).release.at(-1).slots.join(), 'place_exact');
  await page.getByRole('link', { name: /Two vehicles/ }).click();
  await page.getByRole('button', { name: 'Refuse', exact: true }).click();
  await page.getByRole('button', { name: 'Refuse it' }).click();
  await page.getByText('Say why').waitFor();
  await page.getByLabel(/reason/).fill('names the post');
  await page.getByRole('button', { name: 'Refuse it' }).click();
  await page.getByText('Nothing waits').waitFor();
  assert.equal(server.authority.proposals.filter((one) => one.reason === 'names the post').length, 1);
  assert.deepEqual(faults, []);
});

test('where policy needs two, one officer cannot send', async (t) => {
  const { panel } = await panelOf(t, {}, ({ authority }) => (authority.policy = { second_from: 'confidential' }));
  await panel.getByText(/is released by two officers/).waitFor();
  await panel.getByRole('button', { name: 'shown only' }).click();
  await panel.getByRole('button', { name: /^Ask a second officer/ }).waitFor();
});

test('withdrawing says who holds copies, wants a reason, and is recorded', async (t) => {
  const { panel, server } = await panelOf(t, {});
  await panel.getByText(/Copies held by/).waitFor();
  await panel.getByRole('button', { name: 'Withdraw', exact: true }).click();
  await panel.getByRole('button', { name: 'Withdraw this record' }).click();
  await panel.getByText('Say why, in a few words').waitFor();
  await panel.getByLabel(/reason/).fill('wrong place');
  await panel.getByRole('button', { name: 'Withdraw this record' }).click();
  await panel.getByText(/Nobody can be made to forget/).waitFor();
  assert.equal(server.world.find(idOf('shots')).withdrawn.reason, 'wrong place');
});

test('a link is paused and resumed, and a bundle dropped on the page is answered in words', async (t) => {
  const { page, faults } = await open(t, '#/links');
  const coalition = page.getByRole('region', { name: /Combined Joint Task Force/ });
  await coalition.getByRole('button', { name: 'Pause' }).click();
  await coalition.getByText(/^paused/).waitFor();
  await coalition.getByRole('button', { name: 'Resume' }).click();
  await coalition.getByRole('button', { name: 'Pause' }).waitFor();
  assert.match(await page.getByRole('region', { name: /Kurdistan/ }).innerText(), /granite[\s\S]*41 s[\s\S]*02:38/);
  const dropped = await page.evaluateHandle(() => {
    const data = new DataTransfer();
    data.items.add(new File(['bundle'], 'stick.bundle'));
    return data;
  });
  await page.locator('.drop').dispatchEvent('drop', { dataTransfer: dropped });
  await page.getByText(/From .*Khanaqin/).waitFor();
  await page.getByText(/38.* new, .*3.* here already, .*0.* refused/).waitFor();
  assert.deepEqual(await axe(page), []);
  assert.deepEqual(faults, []);
});

test('an administrator makes, links, disables; each fault stands beside its field', async (t) => {
  const { page, server, faults } = await open(t, '#/people');
  await page.getByRole('button', { name: 'New officer' }).click();
  await page.getByRole('button', { name: 'Make the officer' }).click();
  await page.getByText('Enter a name.').waitFor();
  await page.getByLabel(/^name/).fill('Hana');
  await page.getByRole('checkbox', { name: /^liaison officer/ }).check();
  await page.getByText('A liaison officer releases only what is delegated here.').waitFor();
  assert.deepEqual(await axe(page), []);
  await page.getByRole('button', { name: 'Make the officer' }).click();
  assert.match(await page.getByLabel('one-time link', { exact: true }).inputValue(), /\/login#token=\w+/);
  await page.getByText(/Good for .*10.* min/).waitFor();
  const kept = server.authority.officers.find((one) => one.name === 'Hana');
  assert.deepEqual(kept.limits, { to: ['kurdistan'], level: 'restricted', never: ['source'], finest_m: 1000 });
  await page.getByRole('button', { name: 'I have handed it over' }).click();
  const sara = page.getByRole('listitem').filter({ hasText: 'Sara' }).last();
  await sara.getByRole('button', { name: 'Disable' }).click();
  await sara.getByText(/Sessions end at once/).waitFor();
  await sara.getByRole('button', { name: 'Disable' }).click();
  await page.getByText(/Sara.* is disabled/).waitFor();
  assert.equal(server.authority.officers.find((one) => one.name === 'Sara').disabled, true);
  assert.equal(await page.evaluate(() => Object.values(localStorage).some((text) => text.includes('password'))), false);
  assert.deepEqual(faults, []);
});

test('the shift is put on by a clock time and hours, and the policy by one press', async (t) => {
  const { page, server } = await open(t, '#/people');
  await page.getByText('2 h 48').first().waitFor();
  await page.getByRole('button', { name: 'Put on duty' }).click();
  await page.getByLabel('Officer', { exact: true }).fill('Azad');
  await page.getByLabel('from').fill('6');
  await page.getByText('Enter a time such as').waitFor();
  await page.getByLabel('from').fill('0600');
  await page.getByText(/On duty from .*06:00.* to .*14:00/).waitFor();
  await page.locator('form').getByRole('button', { name: 'Put on duty' }).click();
  await page.getByRole('button', { name: /Take off .*Azad/ }).waitFor();
  assert.equal(server.authority.roster.at(-1).role, 'chief');
  await page.getByRole('button', { name: /From .*confidential/ }).click();
  await page.getByText(/What is marked .*confidential.* or above needs a second officer/).waitFor();
  assert.equal(server.authority.policy.second_from, 'confidential');
});

test('the journal is sorted by act and officer, reads on by itself, and goes out as a file', async (t) => {
  const { page, faults } = await open(t, '#/audit');
  await page.getByLabel('Act').selectOption('login-refused');
  await page.waitForFunction(() => [...document.querySelectorAll('tbody tr')].every((row) => row.children[2]?.textContent === 'login refused'));
  assert.equal(await page.locator('tbody tr').count(), 18, 'every page of the journal was looked through');
  await page.getByLabel('Act').selectOption('');
  await page.getByLabel('from', { exact: true }).fill('2026-01-15');
  await page.waitForFunction(() => ![...document.querySelectorAll('tbody td:first-child')].some((one) => one.textContent.includes('Jan')));
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export with evidence' }).click();
  assert.match((await download).suggestedFilename(), /^audit-iraq-2026-01-15\.json$/);
  assert.deepEqual(await axe(page), []);
  assert.deepEqual(faults, []);
});

test('the tour points, speaks three languages, and stays away once dismissed', async (t) => {
  const { page } = await open(t, '', { page: 'demo' });
  await page.locator('[role=row].row').first().waitFor();
  await page.getByText('Release in part.').waitFor();
  await page.getByRole('button', { name: /Step .?4/ }).click();
  await page.getByRole('button', { name: 'Show me' }).click();
  await page.locator('[role=dialog] [data-tour=withdraw][data-pointed]').waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'کوردی' }).click();
  await page.getByText('بیکشێنەوە.').waitFor();
  assert.deepEqual(await axe(page), []);
  await page.getByRole('button', { name: 'داخستنی گەشتەکە' }).click();
  await page.reload();
  await page.getByRole('button', { name: 'گەشتی ڕێنمایی' }).waitFor();
});
