import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { startBrowser, servePages } from '../support/browser.ts';
import { at } from '../support/facts.ts';
import { NORFOLK } from '../support/messages.ts';
import {
  createNorwichEvidence,
  createNorwichReturns,
  createNorwichSignals,
} from '../support/norwich-story.ts';
import { createWebWorld, tokenOf } from '../support/web-world.ts';
import { writeThemes } from '../support/evidence.ts';

const PHONE = { width: 360, height: 740 } as const;
const DESK = { width: 1280, height: 900 } as const;
type Screen = typeof PHONE | typeof DESK;

const OF_MUCH = 'locality=norwich';
const OF_NOTHING = 'locality=kings-lynn';
const OF_PARTNERS = 'locality=norwich&audience=partners';

const world = createWebWorld(({ episodes, themes, signals }) => ({
  themes: { ...themes, listEvidence: () => Promise.resolve(createNorwichEvidence()) },
  signals: { ...signals, listSignals: () => Promise.resolve(createNorwichSignals()) },
  episodes: { ...episodes, listReturned: () => Promise.resolve(createNorwichReturns()) },
}));

let browser: Browser;
let server: Awaited<ReturnType<typeof servePages>>;

/** What was disclosed in the summer, as a table for partners. */
const releaseSummer = async (): Promise<void> => {
  await writeThemes(world.themes, ...createNorwichEvidence());
  const send = { key: 'release-of-summer', authority: NORFOLK, quarter: '2026-Q3' };
  const { status } = await world.ask('/api/v1/releases', { as: 'lead', method: 'POST', send });
  expect(status).toBe(201);
};

beforeAll(async () => {
  await releaseSummer();
  browser = await startBrowser();
  server = await servePages(world, at('2026-11-23T09:30Z'));
  return async () => {
    await browser.close();
    await server.stop();
  };
});

/** Opens the page; what the browser complains about is noted. Axe is a script: only for it scripts run. */
const openProfile = async (
  requested: string,
  viewport: Screen,
  javaScriptEnabled = false,
): Promise<{ readonly page: Page; readonly problems: readonly string[] }> => {
  const context = await browser.newContext({
    viewport,
    javaScriptEnabled,
    extraHTTPHeaders: { authorization: `Bearer ${tokenOf('lead')}` },
  });
  const page = await context.newPage();
  const problems: string[] = [];
  page.on('console', (message) => problems.push(message.text()));
  page.on('pageerror', (error) => problems.push(error.message));
  page.on('requestfailed', (request) => problems.push(`failed: ${request.url()}`));
  const answer = await page.goto(
    `${server.url}/api/v1/locality-profile.html?authority=${NORFOLK}&${requested}`,
  );
  expect(answer?.status()).toBe(200);
  return { page, problems };
};

describe('The profile on a screen', () => {
  it.each([
    { requested: OF_MUCH, screen: PHONE },
    { requested: OF_MUCH, screen: DESK },
    { requested: OF_NOTHING, screen: PHONE },
    { requested: OF_PARTNERS, screen: DESK },
  ])(
    'of $screen.width pixels, for $requested, has no findings of axe, and no problem',
    async ({ requested, screen }) => {
      const { page, problems } = await openProfile(requested, screen, true);
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
      expect(problems).toEqual([]);
      await page.context().close();
    },
  );

  it.each([
    { requested: OF_MUCH, screen: PHONE },
    { requested: OF_MUCH, screen: DESK },
    { requested: OF_PARTNERS, screen: PHONE },
  ])(
    'of $screen.width pixels, for $requested, is no wider than that: only tables move sideways, by the keyboard too',
    async ({ requested, screen }) => {
      const { page } = await openProfile(requested, screen);
      const widest = await page.evaluate('document.documentElement.scrollWidth');
      expect(widest).toBeLessThanOrEqual(screen.width);
      const reachable = await page.locator('.scroll[tabindex="0"]').count();
      expect(reachable).toBe(await page.locator('table').count());
      await page.context().close();
    },
  );
});

describe('The profile', () => {
  it('looks as its stylesheet says: the policy lets exactly that in', async () => {
    const { page } = await openProfile(OF_MUCH, DESK);
    const colour = `getComputedStyle(document.querySelector('.name')).color`;
    expect(await page.evaluate(colour)).toBe('rgb(15, 76, 92)');
    await page.context().close();
  });

  it('lets the keyboard skip the header, to the content of the page', async () => {
    const { page } = await openProfile(OF_MUCH, DESK);
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Skip to the profile');
    await page.keyboard.press('Enter');
    expect(page.url()).toMatch(/#profile$/);
    await page.context().close();
  });

  it('prints on A4, with every table whole and nothing that only screens need', async () => {
    const { page } = await openProfile(OF_MUCH, DESK);
    const pdf = await page.pdf({ preferCSSPageSize: true });
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    expect(pdf.toString('latin1')).toMatch(/\/MediaBox \[0 0 59[45](\.\d+)? 84[12](\.\d+)?\]/);
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('nav').isVisible()).toBe(false);
    const overflow = `[...document.querySelectorAll('.scroll')].map((one) => getComputedStyle(one).overflowX)`;
    expect(new Set(await page.evaluate<string[]>(overflow))).toEqual(new Set(['visible']));
    await page.context().close();
  });
});
