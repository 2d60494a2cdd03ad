import { defineConfig } from 'vitest/config';

/** One suite a folder under tests/. End-to-end files each start a stack, so they run one after another. */
export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    testTimeout: 120_000,
    hookTimeout: 180_000,
    maxWorkers: 2,
  },
});
