import { describe, expect, it } from 'vitest';
import { listViolations } from '../support/simulation.ts';

/** Two files, so that both cores run: seeds 1 to 1,000 together. */
describe('a county with faults everywhere, the second half of a thousand runs', () => {
  it('keeps every rule of the domain, whatever fails, comes late or is sent twice', async () => {
    expect(await listViolations(501, 500)).toEqual([]);
  }, 900_000);
});
