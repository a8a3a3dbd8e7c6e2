// Starts an installed Chromium or Chrome with a fresh profile. Nothing is downloaded.
import { accessSync, constants } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];

export function browserPath() {
  if (process.env.CHROMIUM) return process.env.CHROMIUM;
  for (const folder of (process.env.PATH ?? '').split(':')) {
    for (const name of NAMES) {
      const path = join(folder, name);
      try {
        accessSync(path, constants.X_OK);
        return path;
      } catch {
        // not here
      }
    }
  }
  throw new Error(`no browser: none of ${NAMES.join(', ')} is on PATH; install Debian's chromium or name one in CHROMIUM`);
}

export const launch = () => chromium.launch({ executablePath: browserPath(), args: FLAGS, headless: true });

/** A page that records every fault: console errors, refused contents, requests that leave this machine. */
export async function openPage(browser, { width = 1440, height = 900, ...more } = {}) {
  const context = await browser.newContext({ viewport: { width, height }, reducedMotion: 'reduce', ...more });
  const page = await context.newPage();
  const faults = [];
  page.on('console', (message) => message.type() === 'error' && faults.push(`console: ${message.text()}`));
  page.on('pageerror', (error) => faults.push(`page: ${error.message}`));
  page.on('request', (request) => {
    const { hostname, protocol } = new URL(request.url());
    if (!['127.0.0.1', ''].includes(hostname) && !['data:', 'blob:'].includes(protocol)) faults.push(`leaves: ${request.url()}`);
  });
  return { page, context, faults };
}
