import { relative } from 'node:path';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import slowSuites from './tests/slow-suites.json' with { type: 'json' };

const slow = slowSuites.map((path) => (path.endsWith('/') ? `${path}**/*.test.ts` : path));

const globalSetup = 'tests/support/run-folder.ts';

/** By how long they take; all others are shorter. `npm test` prints the time of each. */
const LONGEST = [
  'tests/e2e/demonstration.test.ts',
  'tests/e2e/two-doors.test.ts',
  'tests/simulation/simulation.test.ts',
  'tests/simulation/first-half.test.ts',
  'tests/simulation/second-half.test.ts',
  'tests/e2e/killed.test.ts',
  'tests/e2e/shuffled-twice.test.ts',
  'tests/e2e/ladder.test.ts',
  'tests/e2e/themes.test.ts',
  'tests/infra/synth-command.test.ts',
  'tests/contract/stores/dynamo.test.ts',
  'tests/properties/intake/further-episodes.test.ts',
  'tests/properties/escalation/sweep.test.ts',
  'tests/properties/themes/evidence.test.ts',
  'tests/properties/signals/quiet-world.test.ts',
  'tests/infra/checks.test.ts',
];

const rankOf = ({ moduleId }: TestSpecification): number => {
  const rank = LONGEST.indexOf(relative(import.meta.dirname, moduleId));
  return rank === -1 ? LONGEST.length : rank;
};

/** The longest first, so that no worker ends long before the others. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return (await super.sort(files)).sort((a, b) => rankOf(a) - rankOf(b));
  }
}

/**
 * Two kinds of suites: docs/adr/0026-fast-and-slow-suites.md. Their files share a worker's modules, so that the AWS
 * SDK, zod and the CDK are loaded once a worker and not once a file. A stack takes a minute to start on a busy machine.
 */
export default defineConfig({
  test: {
    maxWorkers: 2,
    testTimeout: 120_000,
    hookTimeout: 180_000,
    isolate: false,
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        extends: true,
        test: { name: 'fast', include: ['tests/**/*.test.ts'], exclude: slow, globalSetup },
      },
      {
        extends: true,
        test: { name: 'slow', include: slow, globalSetup },
      },
    ],
  },
});
