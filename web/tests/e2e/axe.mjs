// What axe-core finds wrong with a page (WCAG 2.2 AA and best practice), one line a rule.
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

export async function axe(page) {
  // evaluated from outside the page's policy, as a browser extension would be
  const context = page.context();
  const session = await context.newCDPSession(page);
  await session.send('Runtime.evaluate', { expression: await readFile(AXE, 'utf8') });
  const found = await page.evaluate(() => globalThis.axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }));
  return found.violations.map((one) => `${one.id}: ${one.nodes.length} × ${[...new Set(one.nodes.map((node) => node.html.replace(/<(\w+)[^>]*class="([^"]*)".*/s, '$1.$2')))].slice(0, 6).join(' | ')} ${one.nodes[0]?.failureSummary?.split('\n')[1] ?? ''}`);
}
