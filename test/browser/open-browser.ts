import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium, type BrowserContext, type Page } from 'playwright-core';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome'];
const QUIET = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

export const WIDE = { width: 1360, height: 860 };
export const NARROW = { width: 390, height: 844 };

export interface TestBrowser {
  page: Page;
  context: BrowserContext;
  /** What the pages complained about since the last call; a refused request that a test provoked is none. */
  complaints(): string[];
  close(): Promise<void>;
}

/** A browser of its own, with nothing remembered, on a machine whose time is UTC. Chromium comes from the PATH (tools/suites/system-programs.mjs). */
export async function openBrowser({ viewport = WIDE, scheme = 'light' as 'light' | 'dark' } = {}): Promise<TestBrowser> {
  const folder = mkdtempSync(path.join(tmpdir(), 'lockstep-browser-'));
  const context = await chromium.launchPersistentContext(folder, {
    executablePath: chromiumOnPath(),
    args: QUIET,
    viewport,
    colorScheme: scheme,
    reducedMotion: 'reduce',
    locale: 'en-GB',
    timezoneId: 'UTC',
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  const page = context.pages()[0] ?? (await context.newPage());
  page.setDefaultTimeout(30_000);
  const heard: string[] = [];
  page.on('console', (message) => {
    // The browser itself writes a line for every answer of 400 and more; pages show those as problems.
    if (['error', 'warning'].includes(message.type()) && !message.text().startsWith('Failed to load resource')) heard.push(message.text());
  });
  page.on('pageerror', (error) => heard.push(String(error)));
  return {
    page,
    context,
    complaints: () => heard.splice(0),
    close: async () => {
      await context.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function chromiumOnPath(): string {
  const folders = (process.env.PATH ?? '').split(path.delimiter);
  const found = NAMES.flatMap((name) => folders.map((folder) => path.join(folder, name))).find((file) => existsSync(file));
  if (!found) throw new Error(`No ${NAMES.join(' or ')} is on the PATH.`);
  return found;
}

/** Signs in with a token, as somebody who types it. */
export async function signIn(page: Page, address: string, token: string): Promise<void> {
  await page.goto(address);
  await page.getByLabel('Token').fill(token);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.getByRole('navigation', { name: 'Main' }).waitFor({ state: 'attached' });
}

interface AxeViolation {
  id: string;
  help: string;
  nodes: { target: string[]; failureSummary: string }[];
}

/** What axe-core finds against WCAG 2.2 AA and its best practices, in words. */
export async function axeFindings(page: Page): Promise<string[]> {
  await page.evaluate(AXE);
  const violations = (await page.evaluate('axe.run(document).then(({ violations }) => violations)')) as AxeViolation[];
  return violations.flatMap(({ id, help, nodes }) => nodes.map(({ target, failureSummary }) => `${id}: ${help}: ${target.join(' ')}: ${failureSummary.replaceAll(/\s+/g, ' ')}`));
}

const TWO_FRAMES = 'new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))';

/** Gives the window another size. Waits until the page has heard of it: that is in its next frame. */
export async function resize(page: Page, size: { width: number; height: number }): Promise<void> {
  await page.setViewportSize(size);
  await page.evaluate(TWO_FRAMES);
}
