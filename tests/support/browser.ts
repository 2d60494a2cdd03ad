import { existsSync } from 'node:fs';
import { chromium, type Browser } from 'playwright-core';

const CHROMIUM = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium';

/** Chromium without a window. The caller closes it. */
export const startBrowser = (): Promise<Browser> => {
  if (!existsSync(CHROMIUM)) {
    throw new Error(
      `The tests of pages need Chromium, and there is none at ${CHROMIUM}. On Debian: apt-get install chromium. Elsewhere, or for a browser that is there: set CHROMIUM_PATH to its executable (Chrome and Edge do as well).`,
    );
  }
  return chromium.launch({
    executablePath: CHROMIUM,
    args: ['--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu'],
  });
};
