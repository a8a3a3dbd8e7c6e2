// More incidents than a map can show one by one, on a real node: the node counts them together, a click on a count goes
// closer until they come apart, and the same incidents are counted by cell.
// The node is one that no other test reads: so many reports push what was there off its first page.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch } from '../../browser.mjs';
import { axe } from '../axe.mjs';
import { desk, login, node, unexpected, until } from './nodes.mjs';

const MANY = 320;
/** Most that a map shows one by one. */
const EACH = 300;
/** Half of them lie close around a point, the others in a wide ring: near the point they can be shown, from afar not. */
const [LAT, LON] = [35.35, 43.3];
const degrees = (n) => (n % 2 === 0 ? 0.002 : 0.27);
const mercator = (lat) => Math.log(Math.tan(((90 + lat) * Math.PI) / 360));
let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

test('hundreds of incidents are counts, and counts come apart', async (t) => {
  const at = node('coalition', 'erbil');
  await at.officer('Huda', ['duty-officer']);
  for (let n = 1; n <= MANY; n += 1) {
    const angle = (n / MANY) * 2 * Math.PI;
    const place = { lat: LAT + degrees(n) * Math.sin(angle), lon: LON + (degrees(n) * Math.cos(angle)) / Math.cos((LAT * Math.PI) / 180), precision_m: 50, name: null };
    await at.api('records', { kind: 'incident', label: { level: 'restricted' }, slots: { centre: 'makhmour', type: 'Battles: Armed clash', summary: `Shots ${n}`, place } });
  }
  const opened = await desk(t, browser, at);
  const { page, t: say, faults } = opened;
  const answers = [];
  page.on('response', async (answer) => {
    const { pathname, searchParams } = new URL(answer.url());
    if (pathname !== '/api/map/incidents' || !answer.ok()) return;
    answers.push({ zoom: Number(searchParams.get('zoom')), box: searchParams.get('bbox').split(',').map(Number), heat: searchParams.has('heat'), ...(await answer.json().catch(() => ({}))) });
  });
  const next = async (what, found) => {
    await until(what, () => found(answers.at(-1) ?? {}));
    return answers.at(-1);
  };
  await login(opened, 'Huda');
  await page.evaluate(() => (location.hash = '#/map'));
  const far = await next('the map is counted', (answer) => answer.total >= MANY);
  assert.deepEqual(far.spots, [], 'not one by one');
  assert.equal(far.clusters.reduce((sum, one) => sum + one.count, 0), far.total, 'every one is in a count');

  // To the point, by the newest in the list, and out again until they are counted together there.
  const row = page.locator('tr[data-spot]').first();
  await row.click();
  await row.getByRole('button', { name: say('map-zoom-to') }).click();
  const near = await next('closer, one by one', (answer) => answer.zoom >= 11 && answer.spots.length > 0);
  assert.ok(near.spots.length <= EACH && near.clusters.length === 0);
  const out = page.getByRole('button', { name: say('map-zoom-out') });
  const counted = (answer) => answer.total >= MANY && answer.clusters.length > 0 && answer.zoom < 9;
  for (let step = 0; step < 6 && !counted(answers.at(-1)); step += 1) {
    const asked = answers.length;
    await out.click();
    await until('the map has asked again', () => answers.length > asked);
  }
  const together = await next('they are counted together', counted);
  if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/map-clusters.png` });
  const largest = together.clusters.toSorted((one, other) => other.count - one.count)[0];
  const [west, south, east, north] = together.box;
  const frame = await page.locator('.maplibregl-canvas').boundingBox();
  const down = (mercator(north) - mercator(largest.lat)) / (mercator(north) - mercator(south));
  await page.mouse.click(frame.x + (frame.width * (largest.lon - west)) / (east - west), frame.y + frame.height * down);
  const closer = await next('a click on a count goes closer', (answer) => answer.zoom > together.zoom);
  assert.ok(closer.total <= together.total);

  await page.getByLabel(say('map-heat')).check();
  const cells = await next('counted by cell', (answer) => answer.heat && answer.cells.length > 0);
  assert.equal(cells.cells.reduce((sum, one) => sum + one.count, 0) + cells.coarse, cells.total, 'no incident is lost between the cells');
  assert.deepEqual(await axe(page), []);
  if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/map-cells.png` });
  assert.deepEqual(unexpected(faults), []);
});
