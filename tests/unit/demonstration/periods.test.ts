import { describe, expect, it } from 'vitest';
import { generateFeed } from '../../../infra/local/demonstration/feed.ts';
import { addMs, HOUR_MS } from '../../../shared/kernel/instant.ts';
import { SIX_WEEKS } from './feed-reading.ts';
import { splitIntoPeriods } from '../../../infra/local/demonstration/play.ts';
import { formatState } from '../../../infra/local/demonstration/people/summary.ts';

const HISTORY = [...generateFeed({ seed: 30, ...SIX_WEEKS })];
const CUTS = { from: SIX_WEEKS.from, until: SIX_WEEKS.to };
const PERIODS = splitIntoPeriods(HISTORY, CUTS);

describe('a history in periods', () => {
  it('has every message once, in order', () => {
    expect(PERIODS.flatMap(({ messages }) => messages)).toEqual(HISTORY);
  });

  it('has each message sent before the staff of its period start work, and after those before', () => {
    for (const [index, { messages, until }] of PERIODS.entries()) {
      const begin = PERIODS[index - 1]?.until ?? SIX_WEEKS.from;
      for (const { sentAt } of messages) {
        expect(sentAt < until).toBe(true);
        expect(sentAt >= begin).toBe(true);
      }
    }
  });

  it('end with the present, and are half a day long before it', () => {
    const ends = PERIODS.map(({ until }) => until);
    expect(ends.at(-1)).toBe(SIX_WEEKS.to);
    expect(ends.at(-2)).toBe(addMs(SIX_WEEKS.to, -12 * HOUR_MS));
    expect(ends).toEqual(ends.toSorted());
  });

  it('end with the present, also when that cuts the last one short', () => {
    const until = addMs(SIX_WEEKS.from, 13 * HOUR_MS);
    const ends = splitIntoPeriods([], { ...CUTS, until }).map((period) => period.until);
    expect(ends).toEqual([addMs(SIX_WEEKS.from, 12 * HOUR_MS), until]);
  });
});

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
