// Takes the pictures of docs/screens from a running demo (or the fake API).
//   node tests/screens.mjs <address of the demo page> <folder> [login address of a node]
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { launch, openPage } from './browser.mjs';

const [base, folder, login] = process.argv.slice(2);
if (!base || !folder) {
  console.error('usage: node tests/screens.mjs <address of the demo page> <folder> [login address of a node]');
  process.exit(2);
}
await mkdir(folder, { recursive: true });
const browser = await launch();
const { page, faults } = await openPage(browser);
const shot = async (name, more = {}) => {
  await page.waitForTimeout(400);
  await page.screenshot({ path: join(folder, `${name}.png`), ...more });
  console.log(`${name}.png`);
};
const rows = page.locator('[role=row].row[data-id]');
const ready = () => rows.last().waitFor({ timeout: 60_000 });
const home = async (query = '', hash = '') => {
  await page.goto('about:blank');
  await page.goto(new URL(`/${query}${hash}`, base).href);
  await ready();
  await page.evaluate(() => document.fonts.ready);
};
const theme = (name) => page.getByRole('button', { name, exact: true }).click();

await home();
await shot('two-desks-night');
await theme('Day');
await shot('two-desks-day');
await theme('Night');
await shot('two-desks-whole-page', { fullPage: true });

// S2: an opened row, both sides and the seam between
const partial = rows.filter({ hasText: /part \d+ of \d+/ }).last();
if (await partial.count()) {
  await partial.click();
  await shot('s2-a-record-on-both-sides');
  await page.keyboard.press('Escape');
}
await page.getByRole('button', { name: 'Release this slot' }).click();
await page.getByRole('dialog').getByText('they will see').waitFor();
await shot('release-panel');
const pick = page.getByRole('dialog').getByRole('checkbox', { disabled: false, checked: false }).first();
if (await pick.count()) {
  await pick.check();
  await page.getByRole('dialog').locator('.btn.primary').click();
  await page.getByRole('dialog').getByRole('status').waitFor();
  await shot('released-with-receipt');
}
await page.keyboard.press('Escape');

await home();
await page.locator('.below').scrollIntoViewIfNeeded();
await page.getByRole('button', { name: 'Country' }).click();
await page.getByLabel(/^last/).selectOption('400');
await page.locator('.mapbox').screenshot({ path: join(folder, 's19-a-year-of-incidents.png') });
await page.getByRole('button', { name: 'Line', exact: true }).click();
await page.getByLabel(/^From a line/).selectOption('10');
await page.locator('.mapbox').screenshot({ path: join(folder, 's4-within-10-km-of-either-line.png') });
await page.locator('.tl').screenshot({ path: join(folder, 's13-force-levels-and-time-line.png') });
await page.getByLabel('Search', { exact: true }).fill('Hawler');
await page.locator('.search li').first().waitFor({ timeout: 10_000 }).catch(() => console.log('nothing found for Hawler'));
await page.locator('.search').screenshot({ path: join(folder, 's7-found-by-any-spelling.png') });

await home();
await page.getByRole('button', { name: /^Pull the plug/ }).click();
await page.locator('.lost').first().waitFor({ timeout: 30_000 });
await shot('plug-pulled');
await page.getByRole('button', { name: /^Plug .* in again/ }).click();
await page.waitForTimeout(1500);

await home();
await page.getByRole('button', { name: 'Carry the stick' }).click();
await shot('s1-carrying-the-stick');
await page.getByText('records written meanwhile').waitFor({ timeout: 300_000 });
await shot('s1-after-the-stick');

if (login) {
  await page.goto(login);
  await ready();
  await shot('one-desk-night');
  await theme('Day');
  await shot('one-desk-day');
}
if (faults.length > 0) console.error(`faults:\n${faults.join('\n')}`);
await browser.close();
process.exit(faults.length > 0 ? 1 : 0);
