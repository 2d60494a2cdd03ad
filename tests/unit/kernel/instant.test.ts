import { describe, expect, it } from 'vitest';
import {
  isCalendarDate,
  parseInstant,
  parseInstantMs,
  readInstant,
} from '../../../shared/kernel/rfc3339.ts';

describe('an instant of the contract', () => {
  it('is the same moment whatever its offset', () => {
    const utc = parseInstantMs('2026-10-25T00:30:00Z');
    expect(parseInstantMs('2026-10-25T01:30:00+01:00')).toBe(utc);
    expect(parseInstantMs('2026-10-24T19:00:00-05:30')).toBe(utc);
  });

  it('distinguishes the two half past ones of the night the clocks go back', () => {
    const summer = parseInstantMs('2026-10-25T01:30:00+01:00') ?? 0;
    const winter = parseInstantMs('2026-10-25T01:30:00+00:00') ?? 0;
    expect(winter - summer).toBe(3_600_000);
  });

  it('without an offset is ambiguous, and said to be so', () => {
    expect(readInstant('2026-10-25T01:30:00')).toEqual({ outcome: 'no-offset' });
    expect(readInstant('2026-10-25T01:30:00.5')).toEqual({ outcome: 'no-offset' });
  });

  it('may be written with a small t and z', () => {
    expect(parseInstant('2026-11-20t22:41:00z')).toBe('2026-11-20T22:41:00.000Z');
  });

  it('is cut off, not rounded, to the millisecond', () => {
    expect(parseInstant('2026-11-20T22:41:00.9999Z')).toBe('2026-11-20T22:41:00.999Z');
  });

  it('keeps nine decimals where events are ordered by it', () => {
    const reading = readInstant('2026-11-20T23:41:00.123456789+01:00');
    expect(reading).toMatchObject({ precise: '2026-11-20T22:41:00.123456789Z' });
    expect(readInstant('2026-11-20T22:41:00Z')).toMatchObject({
      precise: '2026-11-20T22:41:00.000000000Z',
    });
  });

  it.each([
    ['a day that does not exist', '2026-02-30T10:00:00Z'],
    ['29 February outside a leap year', '2026-02-29T10:00:00Z'],
    ['month 13', '2026-13-01T10:00:00Z'],
    ['month 0', '2026-00-10T10:00:00Z'],
    ['day 0', '2026-01-00T10:00:00Z'],
    ['24:00', '2026-11-20T24:00:00Z'],
    ['minute 60', '2026-11-20T23:60:00Z'],
    ['a leap second', '2016-12-31T23:59:60Z'],
    ['the year 1', '0001-01-01T00:00:00Z'],
    ['1999', '1999-12-31T23:59:59Z'],
    ['2000 by the wall clock, 1999 by UTC', '2000-01-01T00:30:00+01:00'],
    ['a year past 9999 by UTC', '9999-12-31T23:30:00-01:00'],
    ['ten decimals', '2026-11-20T22:41:00.1234567890Z'],
    ['a point without decimals', '2026-11-20T22:41:00.Z'],
    ['an offset of 24 hours', '2026-11-20T22:41:00+24:00'],
    ['an offset with minute 60', '2026-11-20T22:41:00+01:60'],
    ['an offset without its colon', '2026-11-20T22:41:00+0100'],
    ['a space for the T', '2026-11-20 22:41:00Z'],
    ['a date alone', '2026-11-20'],
    ['no seconds', '2026-11-20T22:41Z'],
    ['white space around', ' 2026-11-20T22:41:00Z'],
    ['a line break after', '2026-11-20T22:41:00Z\n'],
    ['other digits', '２０２６-11-20T22:41:00Z'],
    ['milliseconds', '1795128060000'],
    ['nothing', ''],
  ])('is refused when it is %s', (_what, text) => {
    expect(readInstant(text)).toEqual({ outcome: 'invalid' });
    expect(parseInstant(text)).toBeNull();
  });
});

describe('a day of the calendar', () => {
  it('knows leap years, also at the turn of centuries', () => {
    expect(['2024-02-29', '2000-02-29'].map(isCalendarDate)).toEqual([true, true]);
    expect(['2023-02-29', '1900-02-29', '2026-02-30'].map(isCalendarDate)).toEqual([
      false,
      false,
      false,
    ]);
  });

  it('knows the length of each month', () => {
    expect(['2026-04-30', '2026-12-31'].map(isCalendarDate)).toEqual([true, true]);
    expect(['2026-04-31', '2026-12-32'].map(isCalendarDate)).toEqual([false, false]);
  });

  it('is written YYYY-MM-DD and nothing else', () => {
    expect(['2026-1-1', '20260101', '2026-01-01T00:00:00Z', ''].some(isCalendarDate)).toBe(false);
  });
});
