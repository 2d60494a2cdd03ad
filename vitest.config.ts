import { defineConfig } from 'vitest/config';

/** Two files at a time, each with its own stack where it needs one. A stack takes a minute to start on a busy machine. */
export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    testTimeout: 120_000,
    hookTimeout: 180_000,
    maxWorkers: 2,
  },
});
