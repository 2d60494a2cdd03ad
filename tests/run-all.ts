import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { parseArgs } from 'node:util';
import * as z from 'zod';
import { prepareSuites } from './support/prepare-suites.ts';

const HELP = `npm test: every check of the project, then every test suite.

  npm test                 formatting, lint, types, dependency rules, unused code and the fast
                           suites, side by side; then the slow suites
  npm run test:fast        the same without the slow suites
  npm test -- --fast       as npm run test:fast
  npm test -- --checks     only the checks that run nothing
  npm test -- --suites     only the test suites, fast and slow
  npm test -- --help       this text

Slow suites start a process, a browser, DynamoDB Local or a stack: tests/slow-suites.json lists
them.

The last line is "N passed, N failed": each check counts as one, each test as one.
The exit code is 0 when nothing failed. Where Java or a browser is missing and cannot be installed,
it says how a person installs them, runs nothing and exits with 1. Fast suites need neither.`;

const CHECKS: readonly Check[] = [
  { title: 'lint', script: 'lint' },
  { title: 'types', script: 'types' },
  { title: 'formatting', script: 'format:check' },
  { title: 'dependency rules', script: 'dependency-rules' },
  { title: 'unused code', script: 'unused' },
];

interface Check {
  readonly title: string;
  readonly script: string;
}

interface Counts {
  readonly passed: number;
  readonly failed: number;
}

const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

interface Run {
  readonly succeeded: boolean;
  /** What it printed on either output, where that was kept. */
  readonly printed: string;
}

/** What it prints is kept where others print at the same time, otherwise shown at once. */
const run = (
  command: string,
  parameters: readonly string[],
  output: 'pipe' | 'inherit' = 'pipe',
): Promise<Run> =>
  new Promise((resolve, reject) => {
    const child = spawn(command, parameters, { stdio: ['ignore', output, output] });
    const printed: Buffer[] = [];
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (chunk: Buffer) => printed.push(chunk));
    child.once('error', reject);
    child.once('close', (code) => {
      resolve({ succeeded: code === 0, printed: Buffer.concat(printed).toString() });
    });
  });

const measureSeconds = (startedAt: number): string =>
  `${Math.round((performance.now() - startedAt) / 1000)} s`;

const runCheck = async ({ title, script }: Check): Promise<boolean> => {
  const startedAt = performance.now();
  const { succeeded, printed } = await run('npm', ['run', '--silent', script]);
  const result = succeeded ? 'passed' : `failed: npm run ${script} shows it alone`;
  say(`== ${title}: ${result} (${measureSeconds(startedAt)})`);
  if (!succeeded) say(printed);
  return succeeded;
};

const runChecks = async (checks: readonly Check[]): Promise<Counts> => {
  const results: boolean[] = [];
  for (const check of checks) results.push(await runCheck(check));
  const passed = results.filter((succeeded) => succeeded).length;
  return { passed, failed: checks.length - passed };
};

const resultsSchema = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
  numTodoTests: z.number(),
  numFailedTestSuites: z.number(),
});

/** A suite that could not even load has no failed test, and a skipped test has proved nothing: both count. */
const countTests = (resultsFile: string, succeeded: boolean): Counts => {
  const results = resultsSchema.parse(JSON.parse(readFileSync(resultsFile, 'utf8')));
  const failed = results.numFailedTests + results.numPendingTests + results.numTodoTests;
  const unseen = !succeeded && failed === 0 ? Math.max(1, results.numFailedTestSuites) : 0;
  return { passed: results.numPassedTests, failed: failed + unseen };
};

type Suites = 'fast' | 'slow';

/** The slow ones show each file when it is done; the fast ones run beside the checks and show what failed. */
const REPORTERS = { fast: 'minimal', slow: 'default' } as const;

const startSuites = (suites: Suites, resultsFile: string): Promise<Run> => {
  const reporters = [`--reporter=${REPORTERS[suites]}`, '--reporter=json'];
  const parameters = ['run', '--project', suites, ...reporters, `--outputFile=${resultsFile}`];
  return run('vitest', parameters, suites === 'slow' ? 'inherit' : 'pipe');
};

const runSuites = async (suites: Suites): Promise<Counts> => {
  const startedAt = performance.now();
  const resultsFile = `.local/test-results-${suites}.json`;
  mkdirSync('.local', { recursive: true });
  rmSync(resultsFile, { force: true });
  const { succeeded, printed } = await startSuites(suites, resultsFile);
  if (!succeeded) say(printed);
  const counts = countTests(resultsFile, succeeded);
  const { passed, failed } = counts;
  say(`== ${suites} suites: ${passed} passed, ${failed} failed (${measureSeconds(startedAt)})`);
  return counts;
};

const sum = (counts: readonly Counts[]): Counts => ({
  passed: counts.reduce((total, { passed }) => total + passed, 0),
  failed: counts.reduce((total, { failed }) => total + failed, 0),
});

interface Choice {
  readonly checks: readonly Check[];
  readonly suites: readonly Suites[];
}

/** One after the other: the slow ones wait for processes that they start, and have the machine almost to themselves. */
const runInTurn = async (suites: readonly Suites[]): Promise<Counts> => {
  const counts: Counts[] = [];
  for (const each of suites) counts.push(await runSuites(each));
  return sum(counts);
};

const runChosen = async ({ checks, suites }: Choice): Promise<Counts> =>
  sum(await Promise.all([runChecks(checks), runInTurn(suites)]));

const choose = (values: Readonly<Record<string, boolean | undefined>>): Choice => {
  if (values['checks'] === true) return { checks: CHECKS, suites: [] };
  if (values['suites'] === true) return { checks: [], suites: ['fast', 'slow'] };
  if (values['fast'] === true) return { checks: CHECKS, suites: ['fast'] };
  return { checks: CHECKS, suites: ['fast', 'slow'] };
};

const main = async (): Promise<number> => {
  const { values } = parseArgs({
    options: {
      fast: { type: 'boolean' },
      checks: { type: 'boolean' },
      suites: { type: 'boolean' },
      help: { type: 'boolean' },
    },
  });
  if (values.help === true) {
    say(HELP);
    return 0;
  }
  const choice = choose(values);
  const missing = choice.suites.includes('slow') ? await prepareSuites(say) : [];
  if (missing.length > 0) {
    missing.forEach(say);
    return 1;
  }
  const { passed, failed } = await runChosen(choice);
  say(`\n${passed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
};

process.exitCode = await main();
