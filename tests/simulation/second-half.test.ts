import { describe, expect, it } from 'vitest';
import { listViolations } from '../support/simulation.ts';

describe('a county with faults everywhere, in 75 more runs', () => {
  it('keeps every rule of the domain, whatever fails, comes late or is sent twice', async () => {
    expect(await listViolations(601, 75)).toEqual([]);
  }, 600_000);
});
