import { describe, expect, it } from 'vitest';
import { listViolations } from '../support/simulation.ts';

/** Two files, so that both cores run. They have 150 of the runs of `npm run simulate`, so that `npm test` stays short. */
describe('a county with faults everywhere, in 75 runs', () => {
  it('keeps every rule of the domain, whatever fails, comes late or is sent twice', async () => {
    expect(await listViolations(1, 75)).toEqual([]);
  }, 600_000);
});
