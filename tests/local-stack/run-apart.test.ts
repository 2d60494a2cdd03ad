import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { runApart } from '../../infra/local/run-apart.ts';

const folder = mkdtempSync(join(tmpdir(), 'homeward-apart-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const MODULE = new URL('../../infra/local/run-apart.ts', import.meta.url);

/** A script that has read its input. */
const writeScript = (name: string, body: string): URL => {
  const file = join(folder, `${name}.mjs`);
  writeFileSync(
    file,
    `import { readInput, report } from '${MODULE.href}';\nconst input = await readInput();\n${body}`,
  );
  return pathToFileURL(file);
};

const run = async (script: URL, signal?: AbortSignal): Promise<readonly unknown[]> => {
  const reports: unknown[] = [];
  const onReport = (report: unknown): void => {
    reports.push(report);
  };
  await runApart({ script, input: { number: 20 }, onReport, signal });
  return reports;
};

describe('a script in a process of its own', () => {
  it('is given its input and reports in order', async () => {
    const script = writeScript(
      'adds',
      'await report(input.number + 1); await report(input.number + 2); process.exit(0);',
    );
    expect(await run(script)).toEqual([21, 22]);
  });

  it('fails with the message of the error that ended it', async () => {
    const script = writeScript('fails', "throw new TypeError('there is no such stage');");
    await expect(run(script)).rejects.toThrow(/^there is no such stage$/);
  });

  it('ends when the signal says so', async () => {
    const script = writeScript('waits', 'await report(0); setInterval(() => undefined, 1000);');
    const ending = new AbortController();
    const running = runApart({
      script,
      input: null,
      signal: ending.signal,
      onReport: () => {
        ending.abort();
      },
    });
    await expect(running).rejects.toThrow();
  });
});
