// The frame of the node page in a real browser: languages, keys, routes, drafts, an ended session.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch, openPage } from '../browser.mjs';
import { start } from '../fake/serve.mjs';
import { axe } from './axe.mjs';

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

async function open(t, path = '/login#token=once', view = {}) {
  const server = await start({ page: 'node', seat: { party: 'iraq', node: 'makhmour' } });
  const opened = await openPage(browser, view);
  t.after(async () => {
    await opened.context.close();
    server.close();
  });
  await opened.page.goto(server.url + path);
  await opened.page.getByRole('navigation').waitFor();
  return { ...opened, server };
}
const entry = (page) => page.locator('form.entry input.text');

test('every page opens by its address, takes the focus to its head and names itself', async (t) => {
  const { page, faults } = await open(t);
  for (const name of ['Incidents', 'Map', 'Messages', 'Handover', 'Links', 'People', 'Audit', 'Watch']) {
    await page.getByRole('navigation').getByRole('link', { name: new RegExp(`^${name}\\b`) }).click();
    await page.waitForFunction((title) => document.activeElement?.tagName === 'H1' && document.activeElement.textContent === title, name);
    assert.match(await page.title(), new RegExp(`^${name} · `));
  }
  assert.deepEqual(faults, []);
});

for (const [lang, own] of [['ar', 'عربي'], ['ckb', 'کوردی']]) {
  test(`the frame speaks ${lang}, from right to left, in its own digits, also in another tab and after reload`, async (t) => {
    const { page, context, server } = await open(t);
    const second = await context.newPage();
    await second.goto(server.url);
    await second.getByRole('navigation').waitFor();
    await page.getByRole('button', { name: own, exact: true }).click();
    for (const one of [page, second]) await one.waitForFunction((want) => document.documentElement.lang === want && document.documentElement.dir === 'rtl', lang);
    assert.match(await page.locator('.clock b').innerText(), /^٠٣:١\p{Nd}$/u);
    assert.match(await page.locator('.clock').innerText(), /00:1\d Z · 15031\dC JAN 26/);
    await page.reload();
    await page.getByRole('navigation').waitFor();
    for (const path of ['watch', 'incidents', 'links', 'people', 'audit']) {
      await page.goto(`${server.url}/#/${path}`);
      await page.waitForTimeout(200);
      assert.deepEqual(await axe(page), []);
      assert.doesNotMatch(await page.locator('header, footer').allInnerTexts().then((all) => all.join()), /\b(Watch|Log out|search|Baghdad,)\b/);
    }
  });
}

test('single keys act, not while typing, on any keyboard, and can be switched off', async (t) => {
  const { page } = await open(t);
  await page.keyboard.press('n');
  await entry(page).pressSequentially('n/?');
  assert.equal(await entry(page).inputValue(), 'n/?');
  await entry(page).blur();
  await page.evaluate(() => dispatchEvent(new KeyboardEvent('keydown', { key: 'ى', code: 'KeyN', bubbles: true })));
  assert.ok(await entry(page).evaluate((one) => one === document.activeElement), 'the key by its place');
  await entry(page).blur();
  await page.keyboard.press('?');
  await page.getByLabel('Single keys act').uncheck();
  await page.getByRole('button', { name: 'Close', exact: true }).click();
  await page.keyboard.press('/');
  assert.notEqual(await page.evaluate(() => document.activeElement?.getAttribute('type')), 'search');
});

test('what is typed outlives leaving the page, a reload and an ended session, and is gone once recorded', async (t) => {
  const { page, server } = await open(t);
  const text = 'Two lorries stopped at the bridge';
  await entry(page).fill(text);
  await page.getByRole('link', { name: 'Links', exact: true }).click();
  await page.getByRole('link', { name: 'Watch', exact: true }).click();
  assert.equal(await entry(page).inputValue(), text);
  await page.reload();
  await entry(page).waitFor();
  assert.equal(await entry(page).inputValue(), text);
  server.state.expire();
  await entry(page).press('Enter');
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Password').fill('wrong');
  await dialog.getByRole('button', { name: 'Log in' }).click();
  await page.locator('[aria-invalid=true]').waitFor();
  assert.match(await page.locator('[aria-invalid=true]').evaluate((one) => document.getElementById(one.getAttribute('aria-describedby')).textContent), /password/i);
  await dialog.getByLabel('Password').fill('right');
  await dialog.getByRole('button', { name: 'Log in' }).click();
  await dialog.waitFor({ state: 'detached' });
  assert.equal(await entry(page).inputValue(), text);
  await entry(page).press('Enter');
  await page.locator('.entries li.e', { hasText: text }).first().waitFor();
  assert.equal(await page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('seamline-draft')).length), 0);
});

for (const width of [1440, 1180, 820]) {
  test(`no page overflows at ${width} px in any language`, async (t) => {
    const { page, server } = await open(t, undefined, { width });
    for (const own of ['EN', 'عربي', 'کوردی']) {
      await page.getByRole('button', { name: own, exact: true }).click();
      for (const path of ['watch', 'incidents', 'map', 'links', 'people']) {
        await page.goto(`${server.url}/#/${path}`);
        await page.waitForTimeout(120);
        assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), 0, `${own} ${path}`);
      }
    }
  });
}
