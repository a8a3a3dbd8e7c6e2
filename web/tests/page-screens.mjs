// A picture of every page of a node, in each language, by night and by day, from a running demo.
//   SEAMLINE_URL=<address of the demo> node tests/page-screens.mjs [folder] [page…]
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { launch } from './browser.mjs';
import { desk, login, node } from './e2e/floor/nodes.mjs';

const folder = process.argv[2] ?? new URL('../../docs/screens/pages', import.meta.url).pathname;
const only = process.argv.slice(3);
const SIZE = { width: 1280, height: 800 };
const QUALITY = 45;
const OFFICER = 'Dilan';

await mkdir(folder, { recursive: true });
const browser = await launch();
const at = node('kurdistan', 'makhmour');
await at.officer(OFFICER, ['duty-officer', 'releasing-officer', 'chief', 'auditor', 'administrator']);
// One release waits for a second officer, so that the page of approvals has something to decide.
for (const { id, own: ours } of (await at.api('records?kind=incident&limit=200')).items.toReversed()) {
  const asked = ours && (await at.api('proposals', { record: id, to: 'iraq', slots: ['observed', 'type', 'size'], purpose: 'common picture for the shift' }).catch(() => null));
  if (asked) break;
}
const own = (await at.api('records?kind=incident&limit=100')).items.filter((one) => one.own && one.releases.length > 0).at(-1);

/** Page by page: its name, its address, and what to do before the picture. */
const FLOOR = [
  ['watch', '#/watch', async (page) => page.locator('[data-id] button.head').last().click()],
  ['incidents', '#/incidents'],
  ['incident-new', '#/incidents/new', async (page) => {
    await page.locator('input[name="observed"]').fill('-12');
    await page.locator('input[name="place"]').fill('35.79 43.70');
    await page.locator('select[name="type"]').selectOption('Battles: Armed clash');
    await page.locator('input[name="summary"]').fill('Shots at a checkpoint, no hits');
    await page.locator('input[name="size"]').focus();
  }],
  ...(own ? [['incident', `#/incidents/${own.id}`]] : []),
  ['map', '#/map', async (page) => page.waitForTimeout(2500)],
  ['messages', '#/messages'],
  ['handover', '#/handover'],
  ['sitrep', '#/sitrep'],
  ['proposals', '#/proposals', async (page) => (await page.locator('main a[href*="proposals/"]').count()) > 0 && page.locator('main a[href*="proposals/"]').first().click()],
  ['links', '#/links'],
  ['people', '#/people'],
  ['audit', '#/audit'],
];

// The secretariat's pages, at a headquarters that takes part in what is agreed.
const seat = node('iraq', 'baghdad');
await seat.officer(OFFICER, ['duty-officer', 'releasing-officer', 'chief', 'auditor']);
const named = async (kind, title) => (await seat.api(`records?kind=${kind}&limit=100`)).items.find((one) => (one.title ?? '').includes(title))?.id;
const SECRETARIAT = [
  ['meetings', '#/meetings'],
  ['meeting', `#/meetings/${await named('meeting', 'Second Joint')}`],
  ['acts', '#/acts'],
  ['statement', `#/acts/${await named('joint-statement', 'Joint statement')}`],
  ['charter', `#/acts/${await named('charter', 'Kirkuk')}`],
  ['assessment', `#/acts/${await named('assessment', 'military')}`],
  ['agreement', `#/acts/${await named('agreement', 'Framework')}`],
  ['act-new', '#/acts/new?kind=decision'],
  ['commitments', '#/commitments'],
  ['programmes', '#/commitments/programmes'],
  ['roadmap', '#/roadmap'],
  ['units', '#/units'],
];

const after = [];
const stand = { name: 'screens', after: (work) => after.push(work) };
let bytes = 0;
let faults = [];
const wanted = ([name]) => only.length === 0 || only.includes(name);
const seats = [[at, FLOOR.filter(wanted)], [seat, SECRETARIAT.filter(wanted)]].filter(([, pages]) => pages.length > 0);
for (const [place, pages, lang] of seats.flatMap((one) => ['en', 'ar', 'ckb'].map((lang) => [...one, lang]))) {
  const opened = await desk(stand, browser, place, { lang, ...SIZE });
  const { page, context } = opened;
  const session = await context.newCDPSession(page);
  const shot = async (name) => {
    await page.evaluate(() => document.fonts.ready);
    await page.waitForTimeout(300);
    const { data } = await session.send('Page.captureScreenshot', { format: 'webp', quality: QUALITY });
    const picture = Buffer.from(data, 'base64');
    bytes += picture.length;
    await writeFile(join(folder, `${name}.webp`), picture);
  };
  if (only.length === 0 && place === at) await shot(`login-${lang}`);
  await login(opened, OFFICER);
  for (const theme of ['night', 'day']) {
    await page.getByRole('button', { name: opened.t(`theme-${theme}`), exact: true }).click();
    for (const [name, hash, prepare] of pages) {
      await page.evaluate((to) => (location.hash = to), '#/links');
      await page.evaluate((to) => (location.hash = to), hash);
      await page.locator('main h1').first().waitFor();
      await page.waitForLoadState('networkidle').catch(() => null);
      await page.waitForTimeout(500);
      try {
        if (prepare) await prepare(page);
      } catch (cause) {
        faults.push(`${name}-${lang}-${theme}: ${cause.message.split('\n')[0]}`);
      }
      await page.waitForTimeout(500);
      await shot(`${name}-${lang}-${theme}`);
    }
  }
  faults = [...faults, ...opened.faults.filter((one) => !/Failed to load/.test(one))];
}
for (const work of after) await work();
await browser.close();
console.log(`${(bytes / 1e6).toFixed(1)} MB in ${folder}`);
if (faults.length > 0) {
  console.error(faults.join('\n'));
  process.exitCode = 1;
}
