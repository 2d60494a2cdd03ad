import { defineConfig } from 'vitest/config';
import slowSuites from './tests/slow-suites.json' with { type: 'json' };

const slow = slowSuites.map((path) => (path.endsWith('/') ? `${path}**/*.test.ts` : path));

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
    projects: [
      {
        extends: true,
        test: { name: 'fast', include: ['tests/**/*.test.ts'], exclude: slow },
      },
      {
        extends: true,
        test: { name: 'slow', include: slow, globalSetup: 'tests/support/run-folder.ts' },
      },
    ],
  },
});
