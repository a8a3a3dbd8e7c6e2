// One report between two real nodes, paragraph by paragraph: what is marked too high stays and says why, the rest goes,
// the other side sees one bar for what it was not given, and the report is closed with a reason
// and corrected.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch } from '../../browser.mjs';
import { axe } from '../axe.mjs';
import { desk, login, node, unexpected, until } from './nodes.mjs';
import { exactly, plain } from './words.mjs';

const centre = 'khanaqin';
let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

for (const lang of ['en', 'ckb']) {
  test(`a report goes paragraph by paragraph and is closed, ${lang}`, async (t) => {
    const [ours, theirs] = [node('iraq', centre), node('kurdistan', centre)];
    await ours.officer('Nada', ['duty-officer', 'releasing-officer']);
    await theirs.officer('Aram', ['duty-officer']);
    const { id } = await ours.api('records', {
      kind: 'incident',
      label: { level: 'restricted' },
      slots: {
        centre, observed: '2026-01-15T03:05:00+03:00', type: 'Battles: Armed clash', summary: `Shots by the weir ${Date.now().toString(36)}`, place: { lat: 34.4, lon: 45.3, precision_m: 5000, name: null },
        narrative_1: { level: 'restricted', text: 'Two bursts, then quiet.' }, narrative_2: { level: 'secret', text: 'Heard by the listening post.' },
      },
    });
    const [mine, other] = await Promise.all([desk(t, browser, ours, { lang }), desk(t, browser, theirs, { lang })]);
    await login(mine, 'Nada');
    await login(other, 'Aram');
    const { page, t: say } = mine;
    await page.evaluate((to) => (location.hash = to), `#/incidents/${id}`);
    await page.getByText('Heard by the listening post.').waitFor();
    await page.keyboard.press('r');
    const panel = page.getByRole('dialog');
    const pick = (slot) => panel.getByRole('checkbox', { name: exactly(say('release-pick', { slot: say(`slot-${slot}`) })) });
    await pick('narrative-1').check();
    assert.ok(await pick('narrative-2').isDisabled(), 'marked above what they may hold');
    const why = say('reason-portion', { level: say('level-secret'), clearance: say('level-restricted') });
    await until(`the panel says: ${why}`, async () => plain(await panel.innerText()).replaceAll(/\s+/g, ' ').includes(why));
    await panel.getByLabel(say('release-purpose'), { exact: true }).fill(say('release-purpose-danger'));
    assert.deepEqual(await axe(page), []);
    if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/paragraphs-release-${lang}.png` });
    await panel.locator('footer button.primary').click();
    const held = await until('the paragraph is there', () => theirs.api(`records/${id}`).catch(() => null));
    const open = (name) => held.slots.find((slot) => slot.name === name).open;
    assert.deepEqual([open('narrative_1'), open('narrative_2')], [true, false]);
    await page.keyboard.press('Escape');

    await other.page.evaluate((to) => (location.hash = to), `#/incidents/${id}`);
    await other.page.getByText('Two bursts, then quiet.').waitFor();
    const narrative = other.page.locator('dt', { hasText: exactly(other.t('slot-narrative')) });
    assert.equal(await narrative.count(), 1, 'one bar for all that is withheld of it');
    if (process.env.SHOTS) await other.page.screenshot({ path: `${process.env.SHOTS}/paragraphs-copy-${lang}.png` });

    await page.getByRole('button', { name: `${say('incident-close')}…` }).click();
    await page.getByLabel(say('incident-close-why')).fill('Nothing more to do');
    await page.keyboard.press('Enter');
    await page.locator('.under b', { hasText: exactly(say('state-closed')) }).waitFor();
    if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/paragraphs-closed-${lang}.png` });
    const listed = async (query) => (await ours.api(`incidents?limit=200${query}`)).total;
    assert.ok((await listed('&open=true')) < (await listed('')), 'lists can leave it out');
    await page.getByRole('button', { name: `${say('incident-reopen')}…` }).waitFor();
    await page.locator('.closing').waitFor({ state: 'detached' });

    await page.keyboard.press('c');
    await page.locator('main [name=size]').fill('three men');
    await page.locator('main [name=reason]').fill('counted again');
    await page.keyboard.press('Control+Enter');
    await page.locator('dd', { hasText: 'three men' }).first().waitFor();
    const corrected = (await ours.api(`records/${id}`)).corrected.map((one) => one.changes.map(({ name }) => name).join());
    assert.deepEqual(corrected, ['closed', 'size'], 'each correction changes what was changed and nothing else');
    assert.deepEqual(unexpected(mine.faults), []);
    assert.deepEqual(unexpected(other.faults), []);
  });
}
