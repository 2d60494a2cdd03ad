import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toInstant } from '../../../shared/kernel/instant.ts';
import { toLondonTime } from '../../../shared/kernel/london-time.ts';
import { findEarliestSendTime } from '../../../shared/directory/quiet-hours.ts';
import { at } from '../../support/facts.ts';

const NIGHT = { from: '21:00', until: '07:30' };
const LUNCH = { from: '12:00', until: '13:00' };

describe('a message waits for the end of quiet hours', () => {
  it.each([
    ['before the night', NIGHT, '2026-11-23T20:59:59.999Z', '2026-11-23T20:59:59.999Z'],
    ['from its first minute on', NIGHT, '2026-11-23T21:00Z', '2026-11-24T07:30Z'],
    ['after midnight', NIGHT, '2026-11-24T03:00Z', '2026-11-24T07:30Z'],
    ['at its end', NIGHT, '2026-11-24T07:30Z', '2026-11-24T07:30Z'],
    ['by London clocks', NIGHT, '2026-07-01T20:15Z', '2026-07-02T06:30Z'],
    ['within one day', LUNCH, '2026-11-23T12:59Z', '2026-11-23T13:00Z'],
    ['past the clocks going back', NIGHT, '2026-10-24T22:00Z', '2026-10-25T07:30Z'],
    ['past the clocks going forward', NIGHT, '2027-03-27T22:00Z', '2027-03-28T06:30Z'],
    [
      'in the second of two 01:10',
      { from: '22:00', until: '01:30' },
      '2026-10-25T01:10Z',
      '2026-10-25T01:30Z',
    ],
    [
      'until a time that is left out',
      { from: '22:00', until: '01:30' },
      '2027-03-28T00:30Z',
      '2027-03-28T01:00Z',
    ],
  ])('%s', (_, quietHours, now, sendAt) => {
    expect(findEarliestSendTime(at(now), quietHours)).toBe(at(sendAt));
  });

  it('and is sent at once without quiet hours', () => {
    expect(findEarliestSendTime(at('2026-11-23T03:00Z'), null)).toBe(at('2026-11-23T03:00Z'));
    const never = { from: '08:00', until: '08:00' };
    expect(findEarliestSendTime(at('2026-11-23T08:00Z'), never)).toBe(at('2026-11-23T08:00Z'));
  });

  const minuteOfDay = fc
    .integer({ min: 0, max: 24 * 60 - 1 })
    .map((minute) => toInstant(minute * 60_000).slice(11, 16));
  const night = (from: number, days: number) =>
    fc.integer({ min: from, max: from + days * 86_400_000 }).map(toInstant);
  const anyNow = fc.oneof(
    night(Date.UTC(2026, 0, 1), 3650),
    night(Date.UTC(2026, 9, 24), 3),
    night(Date.UTC(2027, 2, 27), 3),
  );

  it('never inside quiet hours, never before now, and at most a night and a clock change later', () => {
    fc.assert(
      fc.property(anyNow, minuteOfDay, minuteOfDay, (now, from, until) => {
        const sendAt = findEarliestSendTime(now, { from, until });
        const time = toLondonTime(sendAt);
        const quiet = from <= until ? from <= time && time < until : from <= time || time < until;
        expect(quiet).toBe(false);
        expect(sendAt >= now).toBe(true);
        expect(Date.parse(sendAt) - Date.parse(now)).toBeLessThanOrEqual(49 * 3_600_000);
      }),
      { numRuns: 2000 },
    );
  });
});
