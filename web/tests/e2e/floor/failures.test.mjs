// What goes wrong at night: the line drops, the session ends, the same officer has two tabs. Nothing typed is lost.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch } from '../../browser.mjs';
import { desk, login, node, PASSWORD, until, unexpected } from './nodes.mjs';

let browser;
const ours = node('iraq', 'kirkuk');
const theirs = node('kurdistan', 'kirkuk');
const DUTY = ['duty-officer'];
before(async () => {
  browser = await launch();
  await ours.officer('Salim', DUTY);
});
after(async () => {
  await ours.pause(theirs, false);
  await browser.close();
});
/** A sentence that no earlier run on the same nodes has left behind. */
const once = (text) => `${text}, ${Date.now().toString(36)}`;
const entry = ({ page, t }) => page.getByLabel(t('entry-text'), { exact: true });
const held = async (text) => (await ours.api(`records?q=${encodeURIComponent(text)}&kind=log-entry`)).items.filter((one) => one.title === text);
const kept = (page) => page.evaluate(() => Object.entries(localStorage).filter(([key]) => key.startsWith('seamline-draft/')).map(([, text]) => text).join());

test('the line drops in the middle of a sentence: the page says so, the sentence stays, and is recorded', async (t) => {
  const opened = await desk(t, browser, ours);
  const { page, faults } = opened;
  await login(opened, 'Salim');
  const text = once('Two lorries without plates turned back at the north bridge');
  await entry(opened).fill(text.slice(0, 30));
  await ours.pause(theirs, true);
  await page.locator('header .lost').waitFor();
  assert.equal(await entry(opened).inputValue(), text.slice(0, 30));
  await entry(opened).fill(text);
  await entry(opened).press('Enter');
  await until('the entry is held', async () => (await held(text)).length === 1);
  await ours.pause(theirs, false);
  await page.locator('header .lost').waitFor({ state: 'detached' });
  assert.deepEqual(unexpected(faults), []);
});

test('the session ends in the middle of a sentence: a log-in lies over the page, and the sentence is under it', async (t) => {
  const opened = await desk(t, browser, ours);
  const { page, faults } = opened;
  await login(opened, 'Salim');
  const text = once('A shepherd asks to cross at first light');
  await entry(opened).fill(text);
  // a question asked before the log-in, which is refused only after it
  let answer = () => undefined;
  const later = new Promise((done) => (answer = done));
  const refused = new Promise((done) => {
    void page.route('**/api/me', async (route) => {
      const early = await route.fetch();
      await later;
      await route.fulfill({ response: early });
      done(early.status());
    }, { times: 1 });
  });
  // whoever changes an officer ends that officer's sessions
  await ours.officer('Salim', DUTY);
  await page.evaluate(() => void dispatchEvent(new Event('focus')));
  await entry(opened).press('Enter');
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel(opened.t('login-password'), { exact: true }).fill(PASSWORD);
  assert.equal(await entry(opened).inputValue(), text);
  assert.equal((await held(text)).length, 0, 'recorded without a session');
  await dialog.getByRole('button', { name: opened.t('login'), exact: true }).click();
  await dialog.waitFor({ state: 'detached' });
  answer();
  assert.equal(await refused, 401);
  await page.evaluate(() => new Promise((done) => setTimeout(done, 300)));
  assert.equal(await dialog.count(), 0, 'asks for a log-in again');
  assert.equal(await entry(opened).inputValue(), text);
  await entry(opened).press('Enter');
  await until('the entry is held once', async () => (await held(text)).length === 1);
  assert.deepEqual(unexpected(faults, /401/), []);
});

test('the answer gets lost after the record was made: said again it is still one record', async (t) => {
  const opened = await desk(t, browser, ours);
  const { page, faults } = opened;
  await login(opened, 'Salim');
  const text = once('Lorry at the barrier, driver asks for water');
  await page.route('**/api/records', async (route) => {
    await route.fetch();
    await route.abort();
  }, { times: 1 });
  await entry(opened).fill(text);
  await entry(opened).press('Enter');
  await page.getByText(opened.t('fault-unreached')).first().waitFor();
  assert.equal(await entry(opened).inputValue(), text);
  await until('it was recorded unheard', async () => (await held(text)).length === 1);
  await entry(opened).press('Enter');
  await page.waitForFunction((want) => ![...document.querySelectorAll('input, textarea')].some((one) => one.value === want), text);
  assert.equal((await held(text)).length, 1);
  assert.deepEqual(unexpected(faults), []);
});

test('two tabs of one officer: one draft, one record, and both see it', async (t) => {
  const opened = await desk(t, browser, ours);
  const { page, context, faults } = opened;
  await login(opened, 'Salim');
  const second = await context.newPage();
  await second.goto(ours.url);
  const other = { page: second, t: opened.t };
  await entry(other).waitFor();
  const text = once('Lights seen twice above the wadi road');
  await entry(opened).fill(text);
  await second.waitForFunction((want) => [...document.querySelectorAll('input, textarea')].some((one) => one.value === want), text);
  await entry(other).press('Enter');
  await until('the entry is held', async () => (await held(text)).length === 1);
  for (const tab of [page, second]) await tab.getByText(text, { exact: true }).first().waitFor();
  await page.waitForFunction((want) => ![...document.querySelectorAll('input, textarea')].some((one) => one.value === want), text);
  assert.ok(!(await kept(page)).includes(text), 'a draft outlives its record');
  assert.equal((await held(text)).length, 1);
  assert.deepEqual(unexpected(faults), []);
});

test('a page closed in the middle of a sentence has it when it is opened again, and no other officer has', async (t) => {
  await ours.officer('Nadia', DUTY);
  const opened = await desk(t, browser, ours);
  const { page } = opened;
  await login(opened, 'Salim');
  const text = once('Not finished yet: three men on foot, north of');
  await entry(opened).fill(text);
  await page.reload();
  await entry(opened).waitFor();
  assert.equal(await entry(opened).inputValue(), text);
  await page.getByRole('button', { name: opened.t('logout'), exact: true }).click();
  await login(opened, 'Nadia');
  assert.equal(await entry(opened).inputValue(), '');
});
