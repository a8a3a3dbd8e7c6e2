// The nodes of a running demo, through their own APIs: officers, links, records. SEAMLINE_URL names the demo.
import { openPage } from '../../browser.mjs';
import { say } from './words.mjs';

const base = process.env.SEAMLINE_URL;
if (!base) throw new Error('SEAMLINE_URL is not set: run this through scripts/browser-tests.sh');
export const PATIENCE = Number(process.env.PATIENCE ?? 60_000);
export const PASSWORD = 'a long night';

const info = await (await fetch(new URL('/demo/info', base))).json();

/** A node, and its API as the demo's own officer there, who administers it. */
export function node(party, name) {
  const found = info.nodes.find((one) => one.party === party && one.node === name);
  if (!found) throw new Error(`the demo has no node ${party}/${name}`);
  return {
    party, name,
    url: found.url,
    async api(path, body, method = body === undefined ? 'GET' : 'POST') {
      const answer = await fetch(new URL(`/demo/at/${party}/${name}/api/${path}`, base), {
        method,
        ...(body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
      });
      const text = await answer.text();
      if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
      return text === '' ? null : JSON.parse(text);
    },
    officer(officer, roles, more = {}) {
      return this.api('officers', { name: officer, roles, password: PASSWORD, ...more });
    },
    /** Cuts the line to another node, or mends it. */
    pause(other, paused) {
      return this.api(`links/${other.party}/${other.name}`, { paused });
    },
  };
}

/** The link by which the demo's own officer of a node, who holds a key that binds his party, logs in once. */
export async function invited(at) {
  const { nodes } = await (await fetch(new URL('/demo/info', base))).json();
  return nodes.find((one) => one.party === at.party && one.node === at.name).login;
}

/** Waits until `found` gives something; the two ends of a line agree within seconds, not at once. */
export async function until(what, found, ms = PATIENCE) {
  const end = Date.now() + ms;
  for (;;) {
    const answer = await found();
    if (answer) return answer;
    if (Date.now() > end) throw new Error(`not within ${ms} ms: ${what}`);
    await new Promise((done) => setTimeout(done, 200));
  }
}

let shots = 0;
/** A browser of its own for one officer, who speaks `lang`; nobody is logged in yet. */
export async function desk(t, browser, at, { lang = 'en', ...view } = {}) {
  const opened = await openPage(browser, { acceptDownloads: true, ...view });
  t.after(async () => {
    // how each page stood at the end, for whoever looks for the reason of a failure
    if (process.env.SHOTS) await opened.page.screenshot({ path: `${process.env.SHOTS}/${t.name.replaceAll(/\W+/g, '-')}-${(shots += 1)}.png` }).catch(() => null);
    await opened.context.close();
  });
  const { page, context, faults } = opened;
  page.setDefaultTimeout(PATIENCE);
  await context.addInitScript((want) => {
    if (!localStorage.getItem('seamline-lang')) localStorage.setItem('seamline-lang', want);
    addEventListener('securitypolicyviolation', (event) => console.error(`policy: ${event.violatedDirective} ${event.blockedURI}`));
  }, lang);
  // Nothing may be asked of anybody but the node itself.
  const home = new URL(at.url).origin;
  page.on('request', (request) => {
    const to = new URL(request.url());
    if (to.origin !== home && !['data:', 'blob:'].includes(to.protocol)) faults.push(`not the node: ${request.url()}`);
  });
  page.on('response', (answer) => answer.status() >= 400 && faults.push(`answered ${answer.status()}: ${answer.request().method()} ${new URL(answer.url()).pathname}`));
  await page.goto(at.url);
  await page.getByLabel(say(lang, 'login-officer'), { exact: true }).waitFor();
  // asking who is logged in is answered so where nobody is
  faults.splice(0, faults.length, ...faults.filter((one) => !/401/.test(one)));
  return { page, context, faults, lang, t: (id, args) => say(lang, id, args) };
}

/** Logs in by the form, as a person would but uncounted. */
export async function login(opened, officer) {
  const { page, t } = opened;
  await page.getByLabel(t('login-officer'), { exact: true }).fill(officer);
  await page.getByLabel(t('login-password'), { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: t('login'), exact: true }).click();
  await page.getByRole('navigation').waitFor();
}

/** A refusal that a test provokes also stands in the browser's console: the rest must be empty. */
export const unexpected = (faults, ...expected) => faults.filter((one) => !/Failed to load resource/.test(one) && !expected.some((pattern) => pattern.test(one)));
