// The page of two desks over real nodes: SEAMLINE_URL is the address of a running demo (scripts/with-demo.sh gives it).
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch, openPage } from '../browser.mjs';
import { axe } from './axe.mjs';

const base = process.env.SEAMLINE_URL;
if (!base) throw new Error('SEAMLINE_URL is not set: run this through scripts/browser-tests.sh');
let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

const PATIENCE = 60_000;
const row = (page, text) => page.locator('[role=row].row', { hasText: text }).first();
const half = (at, side) => at.locator(`.half.${side}`).first();

async function open(t) {
  const opened = await openPage(browser);
  t.after(() => opened.context.close());
  await opened.page.goto(new URL('/?centre=makhmour', base).href);
  await row(opened.page, 'Checkpoint near Debaga quiet again').waitFor({ timeout: PATIENCE });
  return opened;
}

test('both desks show the night, and a withheld record is nowhere on the other desk', async (t) => {
  const { page, faults } = await open(t);
  const relief = row(page, 'Relief of the post at the old school');
  assert.match(await half(relief, 'a').innerText(), /withheld/);
  assert.equal((await half(relief, 'b').innerText()).trim(), '');
  const other = (await page.locator('.half.b').allInnerTexts()).join();
  assert.ok(!other.includes('Relief of the post'), 'a withheld text stands on the other desk');
  assert.match(await half(row(page, 'Shots at a checkpoint'), 'a').innerText(), /part 7 of 15/);
  assert.deepEqual(await axe(page), []);
  assert.deepEqual(faults, []);
});

test('a slot released by a click arrives at the other desk with a receipt', async (t) => {
  const { page, faults } = await open(t);
  const shots = row(page, 'Shots at a checkpoint');
  const bars = half(shots, 'b').locator('.barred');
  // Each desk is read by itself: the other one's half of the row may come later.
  await bars.first().waitFor({ timeout: PATIENCE });
  const barred = await bars.count();
  // The last slot still kept on the owner's desk: click it, confirm what they will see.
  await half(shots, 'a').locator('button', { hasText: /size/ }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('they will see').waitFor({ timeout: PATIENCE });
  const pick = dialog.getByRole('checkbox', { name: /size/ }).first();
  if (!(await pick.isChecked())) await pick.check();
  await dialog.getByLabel('purpose').fill('warning of danger to life');
  await dialog.locator('.btn.primary').click();
  await dialog.getByRole('status').waitFor({ timeout: PATIENCE });
  await page.keyboard.press('Escape');
  await page.waitForFunction(
    ({ text, before }) => {
      const rows = [...document.querySelectorAll('[role=row].row')].filter((one) => one.textContent.includes(text));
      return rows[0]?.querySelectorAll('.half.b .barred').length < before;
    },
    { text: 'Shots at a checkpoint', before: barred },
    { timeout: PATIENCE },
  );
  assert.match(await half(shots, 'b').innerText(), /2 or 3 persons/);
  assert.match(await shots.locator('.seam').innerText(), /delivered/);
  assert.deepEqual(faults, []);
});

test('without a plug the stick brings both desks to the same state', async (t) => {
  const { page, faults } = await open(t);
  await page.getByRole('button', { name: 'Pull the plug on Makhmour' }).click();
  await page.locator('.lost').first().waitFor({ timeout: PATIENCE });
  await page.getByRole('button', { name: 'Carry the stick' }).click();
  const panel = page.getByRole('dialog');
  await panel.getByText('records written meanwhile').waitFor({ timeout: PATIENCE });
  const told = await panel.innerText();
  assert.match(told, /21 days/);
  assert.match(told, /state at both ends\s+the same/);
  assert.deepEqual(faults, []);
});
