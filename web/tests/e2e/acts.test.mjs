// Joint acts in a real browser: the register, a text in its languages, concurring by the keyboard, every refusal, proposals, paper.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, test } from 'node:test';
import { launch, openPage } from '../browser.mjs';
import { start } from '../fake/serve.mjs';
import { axe } from './axe.mjs';

const idOf = (key) => createHash('sha256').update(key).digest('hex');
const PASSPHRASE = 'granite harvest lantern';
let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

async function open(t, path, { seat = { party: 'iraq', node: 'makhmour' }, me, lang = 'en', before: prepare, ...view } = {}) {
  const server = await start({ page: 'node', seat });
  Object.assign(server.state.me, me);
  prepare?.(server);
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
const act = (key) => `#/acts/${idOf(key)}`;
const saysOf = (page, party) => page.locator('section[aria-labelledby="positions-title"] li', { hasText: party }).first();

test('the register shows every party’s position of every act, by state and kind', async (t) => {
  const { page, faults } = await open(t, '#/acts');
  const row = (title) => page.locator('tbody tr', { hasText: title });
  await row('Two joint brigades').waitFor();
  await page.getByRole('heading', { name: 'Waits for our party’s answer' }).waitFor();
  assert.match(await row('Statement on the night').innerText(), /concurred[\s\S]*not concurred/);
  assert.match(await row('Two joint brigades').innerText(), /none yet[\s\S]*none yet/);
  await page.locator('.filters select').nth(1).selectOption('in-force');
  await row('Two joint brigades').waitFor({ state: 'detached' });
  await page.locator('.filters select').first().selectOption('charter');
  await row('Strategic Framework').waitFor({ state: 'detached' });
  assert.equal(await page.locator('tbody tr').count(), 1);
  assert.match(page.url(), /state=in-force&kind=charter|kind=charter&state=in-force/);
  assert.deepEqual(faults, []);
});

test('a short name read aloud opens its act; one that is not there says so', async (t) => {
  const { page } = await open(t, '#/acts');
  const box = page.getByLabel('Find by short name');
  await box.fill('0000 0000 0000');
  await box.press('Enter');
  await page.getByRole('status').filter({ hasText: /no such record|holds no/i }).waitFor();
  await box.fill(`${idOf('framework').slice(0, 4)} ${idOf('framework').slice(4, 8)} ${idOf('framework').slice(8, 12)}`);
  await box.press('Enter');
  await page.getByRole('heading', { level: 1, name: 'Strategic Framework Agreement' }).waitFor();
  assert.ok(await page.getByRole('cell', { name: 'energy', exact: true }).count() > 0, 'clauses by their fields');
});

test('one text in two languages: rows by number, each column in its own direction, what is objected to marked', async (t) => {
  const { page, faults } = await open(t, act('statement'));
  const second = page.locator('tr[id="clause-2"]');
  await second.waitFor();
  assert.match(await second.innerText(), /objected: Kurdistan Region/);
  assert.deepEqual(await second.locator('td > div').evaluateAll((all) => all.map((one) => [one.lang, getComputedStyle(one).direction])), [['en', 'ltr'], ['ar', 'rtl']]);
  assert.match(await saysOf(page, 'Kurdistan Region').innerText(), /not concurred[\s\S]*objects to 2[\s\S]*two shots at 02:40/);
  await page.getByLabel('العربية').uncheck();
  assert.equal(await second.locator('td').count(), 1);
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Take the evidence file' }).click()]);
  assert.match(file.suggestedFilename(), /^joint-statement-[0-9a-f]{12}\.joint$/);
  assert.deepEqual(faults, []);
});

test('an officer concurs by the keyboard alone; a wrong passphrase signs nothing, and none is kept', async (t) => {
  const { page, server, faults } = await open(t, act('brigades'));
  await page.getByRole('button', { name: /^Concur/ }).waitFor();
  await page.keyboard.press('s');
  const dialog = page.getByRole('dialog');
  await dialog.getByText('Huda Kareem, Joint Operations Command').waitFor();
  assert.match(await dialog.innerText(), /exactly these bytes[\s\S]*b445 19ff c032[\s\S]*Two brigades are formed[\s\S]*cannot be taken back/);
  const passphrase = dialog.getByLabel('Passphrase of your key');
  const focus = async () => {
    for (let steps = 0; steps < 12 && !(await passphrase.evaluate((one) => one === document.activeElement)); steps += 1) await page.keyboard.press('Tab');
  };
  await focus();
  await page.keyboard.type('wrong');
  await page.keyboard.press('Enter');
  await dialog.getByText('does not open your key').waitFor();
  assert.ok(await passphrase.evaluate((one) => one === document.activeElement), 'at the fault');
  assert.equal(await passphrase.inputValue(), '');
  assert.equal(server.world.positions.filter((one) => one.of === idOf('brigades')).length, 0);
  await page.keyboard.type(PASSPHRASE);
  await page.keyboard.press('Enter');
  await dialog.waitFor({ state: 'detached' });
  await page.getByText(/concurrence is recorded and on its way\. Still asked: Kurdistan Region/).waitFor();
  assert.match(await saysOf(page, 'Federal Iraq').innerText(), /concurred[\s\S]*Huda Kareem/);
  assert.equal(await page.getByRole('button', { name: /^Concur/ }).count(), 0, 'once');
  assert.doesNotMatch(await page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage })), /granite|wrong/);
  assert.deepEqual(faults.filter((one) => !one.includes('403')), []);
});

test('not concurring says why and to which clauses; the party may concur later, and it is in force', async (t) => {
  const { page, server } = await open(t, act('unit'));
  await page.getByRole('button', { name: /^Do not concur/ }).waitFor();
  await page.keyboard.press('o');
  const form = page.getByRole('form', { name: 'Our party does not concur' });
  await form.getByRole('button', { name: 'Record that we do not concur' }).click();
  await form.getByText('Say why, in a few words').waitFor();
  await form.getByLabel('Why, for all to read').fill('The parent is named wrongly.');
  await form.getByLabel('1', { exact: false }).first().check();
  await page.reload();
  await page.getByRole('button', { name: /^Do not concur/ }).click();
  assert.equal(await form.getByLabel('Why, for all to read').inputValue(), 'The parent is named wrongly.', 'kept until recorded');
  await form.getByRole('button', { name: 'Record that we do not concur' }).click();
  await page.getByText('Recorded: our party does not concur').waitFor();
  assert.deepEqual(server.world.positions.at(-1), { ...server.world.positions.at(-1), party: 'iraq', answer: 'not-concurred', clauses: ['1'], reason: 'The parent is named wrongly.' });
  await page.locator('.under').getByText('objected').waitFor();
  server.secretariat.key.binds.push('unit');
  await page.getByRole('button', { name: /^Concur/ }).click();
  await page.getByRole('dialog').getByLabel('Passphrase of your key').fill(PASSPHRASE);
  await page.getByRole('dialog').getByRole('button', { name: 'Concur' }).click();
  await page.getByText('Every party has concurred: it is in force.').waitFor();
  assert.match(await page.locator('section[aria-labelledby="positions-title"]').innerText(), /Also said[\s\S]*an earlier word[\s\S]*named wrongly/);
});

test('who hosts sees that it cannot decide, and no button; who is not named neither', async (t) => {
  for (const [seat, said] of [[{ party: 'coalition', node: 'erbil' }, 'Our party hosts here'], [{ party: 'usa', node: 'washington' }, 'does not ask for our party’s answer']]) {
    const { page } = await open(t, act('statement'), { seat, before: ({ world }) => world.records.find((one) => one.key === 'statement').release.push({ to: 'usa', way: [1, 1, null, null] }) });
    await page.getByText(said).waitFor();
    assert.equal(await page.getByRole('button', { name: /^(Concur|Do not concur)/ }).count(), 0);
    await page.keyboard.press('s');
    assert.equal(await page.getByRole('dialog').count(), 0);
  }
});

test('without a key that binds, the dialog says so and leads to the officer’s key', async (t) => {
  const { page, server, faults } = await open(t, act('brigades'), { before: ({ secretariat }) => (secretariat.key.held = false) });
  await page.getByRole('button', { name: /^Concur/ }).click();
  await page.getByRole('dialog').getByText('Your own key is not at this node.').waitFor();
  await page.getByRole('link', { name: 'To my key' }).click();
  const key = page.getByRole('region', { name: 'Your own key' });
  await key.getByText('you cannot concur for your party here').waitFor();
  const hand = async (name, words, passphrase) => {
    await key.locator('input[type=file]').setInputFiles({ name, mimeType: 'text/plain', buffer: Buffer.from(words) });
    await key.locator('input[type=password]').fill(passphrase);
    await key.locator('input[type=password]').press('Enter');
  };
  await hand('x', 'something else', PASSPHRASE);
  await key.getByText('no key file of an officer').waitFor();
  await hand('duty.key', 'seamline officer key 1', PASSPHRASE);
  await key.getByText('Your key is kept at this node.').waitFor();
  assert.match(await key.innerText(), /Your key is at this node[\s\S]*Binds your party in[\s\S]*Decision/);
  server.secretariat.key.binds = ['minutes'];
  await page.goto(`${server.url}/${act('brigades')}`);
  await page.getByRole('button', { name: /^Concur/ }).click();
  await page.getByRole('dialog').getByText('does not let your key bind it in an act of this kind: Decision').waitFor();
  assert.deepEqual(faults.filter((one) => !one.includes('422')), []);
});

const REFUSED = ['position-not-required', 'position-facilitator', 'position-outdated', 'position-already', 'position-lapsed', 'position-not-binding', 'position-key-missing', 'position-key-locked', 'position-reason-needed', 'no-such-clause'];
for (const lang of ['en', 'ar', 'ckb']) {
  test(`every refusal of a position is said in ${lang}, and what was typed stays`, async (t) => {
    const { page } = await open(t, act('unit'), { lang });
    await page.keyboard.press('o');
    const form = page.locator('form[aria-labelledby="object-title"]');
    await page.waitForTimeout(300);
    if (!(await form.isVisible())) await page.locator('aside .acts button').nth(1).click();
    await form.locator('textarea').fill('why not');
    let code = '';
    await page.route('**/position', (route) => route.fulfill({ status: 409, contentType: 'application/json', body: JSON.stringify({ error: { code, field: code.includes('reason') ? 'reason' : null, args: { newer: idOf('brigades') }, blame: 'you', what: `RAW ${code}`, kept: 'Nothing was changed.', next: 'RAW' } }) }));
    const seen = new Set();
    for (code of REFUSED) {
      await form.locator('button.primary').click();
      const said = form.locator('[role=alert], .answer:not([hidden])').last();
      await said.waitFor();
      await page.waitForTimeout(60);
      const text = await said.innerText();
      assert.doesNotMatch(text, /RAW/, code);
      seen.add(text);
      assert.equal(await form.locator('textarea').inputValue(), 'why not');
    }
    assert.equal(seen.size, REFUSED.length, 'each its own sentence');
    assert.ok(await page.locator(`a[href="#/acts/${idOf('brigades')}"]`).count(), 'a newer text is a link');
  });
}

test('a decision is proposed in two languages: clauses added, nested, moved; nothing goes before it is whole', async (t) => {
  const { page, server, faults } = await open(t, '#/acts/new');
  await page.getByRole('link', { name: /^Decision/ }).click();
  const form = page.getByRole('form');
  await form.getByLabel('Title: English').fill('Posts at Gwer');
  await form.getByLabel('Title: العربية').fill('نقاط الكوير');
  await form.getByLabel('Clause 1: English').fill('Each party keeps one post.');
  await page.keyboard.press('Control+Enter');
  assert.ok(await form.getByLabel('Clause 2: English').evaluate((one) => one === document.activeElement), 'on to the next');
  await page.keyboard.type('Posts see each other.');
  await form.getByRole('button', { name: 'Put clause 2 below the one before it' }).click();
  await form.getByRole('button', { name: 'Add a clause after 1.1' }).click();
  await form.getByRole('button', { name: 'Put clause 1.2 one step higher' }).click();
  await form.getByLabel('Clause 2: English').fill('First.');
  await page.keyboard.press('Alt+ArrowUp');
  assert.equal(await form.getByLabel('Clause 1: English').inputValue(), 'First.');
  assert.equal(await form.getByLabel('Clause 2.1: English').inputValue(), 'Posts see each other.');
  assert.ok(await form.getByRole('checkbox', { name: /Combined Joint Task Force/ }).isDisabled(), 'who hosts cannot be asked');
  await form.getByLabel('Concurrences until').fill('32.1.2026');
  await form.getByRole('button', { name: 'Propose' }).click();
  await form.getByText('the empty boxes are marked').waitFor();
  assert.equal(await form.locator('textarea[aria-invalid="true"]').count(), 3);
  await form.getByLabel('Concurrences until').fill('+14');
  await form.getByText('29 January 2026').waitFor();
  for (const [number, text] of [['1', 'أولاً.'], ['2', 'يبقي كل طرف نقطة واحدة.'], ['2.1', 'ترى النقاط بعضها.']]) await form.getByLabel(`Clause ${number}: العربية`).fill(text);
  await page.reload();
  assert.equal(await form.getByLabel('Clause 2.1: العربية').inputValue(), 'ترى النقاط بعضها.', 'kept in the browser');
  await form.getByRole('button', { name: 'Propose' }).click();
  await page.getByRole('heading', { level: 1, name: 'Posts at Gwer' }).waitFor();
  const made = server.world.records.at(-1);
  assert.deepEqual(made.slots, {
    provenance: 'synthetic', centre: null, names: { en: 'Posts at Gwer', ar: 'نقاط الكوير' }, required: ['iraq', 'kurdistan'], facilitator: 'coalition', lapses: '2026-01-29', from: null,
    clauses: [{ number: '1', field: '', texts: { en: 'First.', ar: 'أولاً.' } }, { number: '2', field: '', texts: { en: 'Each party keeps one post.', ar: 'يبقي كل طرف نقطة واحدة.' } }, { number: '2.1', field: '', texts: { en: 'Posts see each other.', ar: 'ترى النقاط بعضها.' } }],
  });
  assert.deepEqual(made.release.map((one) => one.to), ['kurdistan', 'coalition']);
  await page.getByRole('button', { name: /^Concur/ }).waitFor();
  assert.deepEqual(faults, []);
});

test('a new charter takes the place of the old one only once all have concurred; both stay to read', async (t) => {
  const { page, server } = await open(t, act('charter'));
  await page.getByRole('link', { name: 'Propose a new text in its place' }).click();
  const form = page.getByRole('form');
  await page.getByText(/To take the place of “Charter of the Makhmour centre”/).waitFor();
  await form.getByLabel('Within minutes').first().fill('5');
  await form.getByRole('button', { name: 'Propose' }).click();
  await page.locator('.under').getByText('proposed', { exact: true }).waitFor();
  const made = server.world.records.at(-1);
  assert.deepEqual([made.slots.duties.length, made.slots.duties[0].within_min, made.supersedes], [6, 5, idOf('charter')]);
  await page.getByRole('region', { name: 'Before and after' }).getByText('takes the place of').first().waitFor();
  await page.goto(`${server.url}/${act('charter')}`);
  await page.getByRole('region', { name: 'Before and after' }).getByText('proposed in its place').waitFor();
  server.world.positions.push(...['iraq', 'kurdistan'].map((party) => ({ of: made.id, party, answer: 'concurred', at: server.world.now(), officer: null, reason: null, clauses: [], dissent: null, fault: null })));
  server.emit('records', { ids: [] });
  await page.locator('.under').getByText('superseded').waitFor();
  await page.getByRole('region', { name: 'Before and after' }).getByText('its place was taken by').waitFor();
  assert.match(await page.locator('.text').innerText(), /Answer an urgent message[\s\S]*10 min/);
});

test('the charter is one key away on the watch; where none is in force it says who has not signed', async (t) => {
  const { page, server, faults } = await open(t, '#/watch');
  await page.locator('.entries').first().waitFor();
  await page.keyboard.press('w');
  const dialog = page.getByRole('dialog');
  assert.match(await dialog.innerText(), /Charter of the Makhmour centre[\s\S]*Ambulances across the line[\s\S]*Federal Iraq[\s\S]*5 min/);
  assert.deepEqual(await axe(page), []);
  await page.keyboard.press('Escape');
  for (const path of ['#/messages', '#/handover', `#/incidents/${idOf('shots')}`]) {
    await page.goto(`${server.url}/${path}`);
    await page.getByRole('button', { name: /^Who takes this\?/ }).waitFor();
  }
  await page.locator('.state select').selectOption('kirkuk');
  await page.getByRole('button', { name: /^Who takes this\?/ }).click();
  await dialog.getByText('No charter is in force at Kirkuk').waitFor();
  assert.match(await dialog.innerText(), /waits for Kurdistan Region/);
  await page.keyboard.press('Escape');
  await page.locator('.state select').selectOption('khanaqin');
  await page.getByRole('button', { name: /^Who takes this\?/ }).click();
  await dialog.getByText('Nobody has proposed one.').waitFor();
  assert.deepEqual(faults, []);
});

test('an assessment keeps likelihood and confidence apart, with sources and the dissent', async (t) => {
  const { page } = await open(t, act('assessment'));
  const row = page.locator('tr', { hasText: 'Sleeper cells' });
  await row.waitFor();
  assert.deepEqual(await row.locator('td').allInnerTexts().then((all) => all.slice(2)), ['almost certain', 'high', 'report 000, report 004']);
  assert.match(await page.locator('tr', { hasText: 'operations of a brigade' }).innerText(), /no forecast[\s\S]*moderate/);
  assert.match(await page.getByRole('group', { name: 'Dissent' }).innerText(), /posts north of Makhmour/);
});

for (const lang of ['en', 'ar']) {
  test(`on paper in ${lang} an act has its short name on every page, positions with names and days, and numbered pages`, async (t) => {
    const { page } = await open(t, act('minutes'), {
      lang,
      before: ({ world }) => {
        world.records.find((one) => one.key === 'minutes').slots.clauses = Array.from({ length: 40 }, (_, index) => ({ number: String(index + 1), field: '', texts: { en: 'Both parties keep the road open. '.repeat(6), ar: 'يبقي الطرفان الطريق مفتوحاً. '.repeat(6) } }));
      },
    });
    await page.evaluate(() => (window.print = () => undefined));
    await page.getByRole('button', { name: lang === 'en' ? 'Print' : 'طباعة', exact: true }).click();
    await page.emulateMedia({ media: 'print' });
    const sheet = page.locator('article.printonly');
    assert.ok(await sheet.isVisible());
    assert.equal(await page.locator('.body').isVisible(), false, 'nothing but the sheet');
    assert.match(await sheet.innerText(), /90e6 3d85 fa1a[\s\S]*Huda Kareem[\s\S]*Azad Rashid[\s\S]*seamline verify 90e63d85fa1a/);
    const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
    assert.ok((pdf.match(/\/Type \/Page\b/g) ?? []).length >= 4, 'several pages');
  });
}

for (const lang of ['en', 'ar', 'ckb']) {
  test(`axe finds nothing on the pages of joint acts in ${lang}, and nothing is wider than its window`, async (t) => {
    const { page, server, faults } = await open(t, '#/acts', { lang });
    const paths = ['#/acts', act('statement'), act('charter'), act('assessment'), act('framework'), act('brigades'), '#/acts/new', '#/acts/new?kind=charter', '#/acts/new?kind=assessment', '#/acts/new?kind=agreement', '#/acts/new?kind=unit'];
    for (const path of paths) {
      await page.goto(`${server.url}/${path}`);
      await page.waitForTimeout(250);
      assert.deepEqual(await axe(page), [], path);
      for (const width of [1280, 820]) {
        await page.setViewportSize({ width, height: 900 });
        assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), 0, `${path} ${width}`);
      }
      await page.setViewportSize({ width: 1440, height: 900 });
    }
    await page.goto(`${server.url}/${act('brigades')}`);
    await page.locator('aside .acts button').first().click();
    await page.getByRole('dialog').locator('input[type=password]').waitFor();
    assert.deepEqual(await axe(page), [], 'the dialog');
    assert.deepEqual(faults, []);
  });
}
