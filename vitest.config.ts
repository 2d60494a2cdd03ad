import { relative } from 'node:path';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import slowSuites from './tests/slow-suites.json' with { type: 'json' };

const slow = slowSuites.map((path) => (path.endsWith('/') ? `${path}**/*.test.ts` : path));

const globalSetup = 'tests/support/run-folder.ts';

const rankOf = ({ moduleId }: TestSpecification): number => {
  const path = relative(import.meta.dirname, moduleId);
  const rank = slowSuites.findIndex((listed) => path.startsWith(listed));
  return rank === -1 ? slowSuites.length : rank;
};

/** In the order of the list, whose longest come first, so that no worker ends long before the other. */
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
