import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { parseArgs } from 'node:util';
import * as z from 'zod';
import { prepareSuites } from './support/prepare-suites.ts';

const HELP = `npm test: every check of the project, then every test suite.

  npm test                 formatting, lint, types, dependency rules, unused code, all suites
  npm test -- --checks     only the checks that run nothing
  npm test -- --suites     only the test suites
  npm test -- --help       this text

The last line is "N passed, N failed": each check counts as one, each test as one.
The exit code is 0 when nothing failed. Where Java or a browser is missing and cannot be installed,
it says how a person installs them, runs nothing and exits with 1.`;

const CHECKS: readonly (readonly [title: string, script: string])[] = [
  ['formatting', 'format:check'],
  ['lint', 'lint'],
  ['types', 'types'],
  ['dependency rules', 'dependency-rules'],
  ['unused code', 'unused'],
];

const RESULTS = '.local/test-results.json';

interface Counts {
  readonly passed: number;
  readonly failed: number;
}

const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

const run = (command: string, ...parameters: string[]): Promise<boolean> =>
  new Promise((resolve, reject) => {
    const child = spawn(command, parameters, { stdio: ['ignore', 'inherit', 'inherit'] });
    child.once('error', reject);
    child.once('exit', (code) => {
      resolve(code === 0);
    });
  });

const runChecks = async (): Promise<Counts> => {
  let failed = 0;
  for (const [title, script] of CHECKS) {
    say(`\n== ${title}`);
    if (!(await run('npm', 'run', '--silent', script))) {
      failed += 1;
      say(`${title} failed: npm run ${script} shows it alone.`);
    }
  }
  return { passed: CHECKS.length - failed, failed };
};

const resultsSchema = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
  numTodoTests: z.number(),
  numFailedTestSuites: z.number(),
});

/** A suite that could not even load has no failed test, and a skipped test has proved nothing: both count. */
const countTests = (succeeded: boolean): Counts => {
  const results = resultsSchema.parse(JSON.parse(readFileSync(RESULTS, 'utf8')));
  const failed = results.numFailedTests + results.numPendingTests + results.numTodoTests;
  const unseen = !succeeded && failed === 0 ? Math.max(1, results.numFailedTestSuites) : 0;
  return { passed: results.numPassedTests, failed: failed + unseen };
};

const runSuites = async (): Promise<Counts> => {
  say('\n== test suites');
  mkdirSync('.local', { recursive: true });
  rmSync(RESULTS, { force: true });
  const reporters = ['--reporter=dot', '--reporter=json', `--outputFile.json=${RESULTS}`];
  return countTests(await run('vitest', 'run', ...reporters));
};

const NOTHING: Counts = { passed: 0, failed: 0 };

const main = async (): Promise<number> => {
  const { values } = parseArgs({
    options: {
      checks: { type: 'boolean' },
      suites: { type: 'boolean' },
      help: { type: 'boolean' },
    },
  });
  if (values.help === true) {
    say(HELP);
    return 0;
  }
  const missing = values.checks === true ? [] : await prepareSuites(say);
  if (missing.length > 0) {
    missing.forEach(say);
    return 1;
  }
  const checks = values.suites === true ? NOTHING : await runChecks();
  const suites = values.checks === true ? NOTHING : await runSuites();
  const failed = checks.failed + suites.failed;
  say(`\n${checks.passed + suites.passed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
};

process.exitCode = await main();
