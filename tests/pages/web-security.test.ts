import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { startBrowser } from '../support/browser.ts';

/** A site that answers, and lets no other site read its answer. */
const startSite = async (): Promise<string> => {
  const server = createServer((_, response) => response.end('<p>a page</p>'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
};

it('a page of one site cannot read another in the browser of these tests: its web security is on', async () => {
  const [own, other] = [await startSite(), await startSite()];
  const browser = await startBrowser();
  onTestFinished(() => browser.close());
  const page = await browser.newPage();
  await page.goto(own);
  const read = (url: string): Promise<string> =>
    page.evaluate(
      (address) =>
        fetch(address).then(
          () => 'read',
          () => 'refused',
        ),
      url,
    );
  expect(await read(own)).toBe('read');
  expect(await read(other)).toBe('refused');
});
