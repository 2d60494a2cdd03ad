import { describe, expect, it } from 'vitest';
import { formatState } from '../../../infra/local/demonstration/people/summary.ts';

describe('the line that says how it went', () => {
  const state = {
    episodes: 214,
    open: 31,
    openLate: 9,
    completed: 157,
    within72h: 99,
    declined: 21,
    notPossible: 5,
    unacknowledged: 6,
  };

  it('gives a share with its numerator and denominator', () => {
    expect(formatState(state)).toContain('157 completed (63% within 72 hours: 99 of 157)');
  });

  it('gives no share without interviews', () => {
    const none = formatState({ ...state, completed: 0, within72h: 0 });
    expect(none).toContain('0 completed (within 72 hours: 0 of 0)');
    expect(none).not.toContain('%');
  });
});
