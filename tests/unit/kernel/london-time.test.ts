import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addMs, HOUR_MS, toInstant, toMs } from '../../../shared/kernel/instant.ts';
import {
  formatLondonDay,
  findInstantInLondon,
  findInstantsInLondon,
  formatInstant,
  readLondonOffsetMs,
  toLondonDate,
  toLondonTime,
  findNextDay,
} from '../../../shared/kernel/london-time.ts';
import { at } from '../../support/facts.ts';

const anyInstant = fc
  .integer({ min: Date.UTC(2000, 0, 2), max: Date.UTC(2099, 11, 30) })
  .map(toInstant);

describe('what London clocks show (the clock-change table of the domain)', () => {
  it.each([
    ['2026-10-24T19:00Z', '2026-10-24', '20:00'],
    ['2026-10-27T19:00Z', '2026-10-27', '19:00'],
    ['2026-10-25T00:30Z', '2026-10-25', '01:30'],
    ['2026-10-28T00:30Z', '2026-10-28', '00:30'],
    ['2026-10-25T01:30Z', '2026-10-25', '01:30'],
    ['2026-10-28T01:30Z', '2026-10-28', '01:30'],
    ['2026-10-22T23:30Z', '2026-10-23', '00:30'],
    ['2026-10-25T23:30Z', '2026-10-25', '23:30'],
    ['2027-03-27T20:00Z', '2027-03-27', '20:00'],
    ['2027-03-30T20:00Z', '2027-03-30', '21:00'],
    ['2026-12-24T16:00Z', '2026-12-24', '16:00'],
    ['2026-12-31T23:59:59.999Z', '2026-12-31', '23:59'],
    ['2026-06-30T23:00Z', '2026-07-01', '00:00'],
  ])('at %s it is %s, %s', (instant, date, time) => {
    expect([toLondonDate(at(instant)), toLondonTime(at(instant))]).toEqual([date, time]);
  });
});

describe('the instant of a London wall time', () => {
  it.each([
    ['in winter', '2026-11-23', '16:30', '2026-11-23T16:30Z'],
    ['in summer', '2026-07-01', '00:00', '2026-06-30T23:00Z'],
    ['that exists twice is the first of the two', '2026-10-25', '01:30', '2026-10-25T00:30Z'],
    ['just after the repeated hour', '2026-10-25', '02:00', '2026-10-25T02:00Z'],
    ['that does not exist is the end of the gap', '2027-03-28', '01:30', '2027-03-28T01:00Z'],
    ['that is the first of the gap is its end', '2027-03-28', '01:00', '2027-03-28T01:00Z'],
    ['that is the end of the gap', '2027-03-28', '02:00', '2027-03-28T01:00Z'],
    ['just before the gap', '2027-03-28', '00:59', '2027-03-28T00:59Z'],
  ])('%s', (_, date, time, instant) => {
    expect(findInstantInLondon(date, time)).toBe(at(instant));
  });

  it('is one, or two an hour apart, or none', () => {
    expect(findInstantsInLondon('2026-10-25', '01:30')).toEqual([
      at('2026-10-25T00:30Z'),
      at('2026-10-25T01:30Z'),
    ]);
    expect(findInstantsInLondon('2027-03-28', '01:30')).toEqual([]);
    expect(findInstantsInLondon('2026-11-23', '01:30')).toEqual([at('2026-11-23T01:30Z')]);
  });

  it.each([
    ['2026-02-30', '10:00'],
    ['2026-11-23', '24:00'],
    ['2026-11-23', '9:00'],
    ['23/11/2026', '09:00'],
  ])('refuses %s %s', (date, time) => {
    expect(() => findInstantInLondon(date, time)).toThrow('Not a day');
  });

  it('leads back to the minute it came from, but for the second of two', () => {
    fc.assert(
      fc.property(anyInstant, (instant) => {
        const minute = toInstant(Math.floor(toMs(instant) / 60_000) * 60_000);
        const back = findInstantInLondon(toLondonDate(instant), toLondonTime(instant));
        expect([minute, addMs(minute, -HOUR_MS)]).toContain(back);
        expect([toLondonDate(back), toLondonTime(back)]).toEqual([
          toLondonDate(instant),
          toLondonTime(instant),
        ]);
      }),
    );
  });
});

describe('an instant in words', () => {
  it.each([
    ['2026-11-23T16:30Z', '4:30pm on Monday 23 November'],
    ['2026-11-23T16:00Z', '4pm on Monday 23 November'],
    ['2026-11-23T12:00Z', 'midday on Monday 23 November'],
    ['2026-11-23T00:00Z', 'midnight on Monday 23 November'],
    ['2026-11-23T12:05Z', '12:05pm on Monday 23 November'],
    ['2026-11-23T00:30Z', '12:30am on Monday 23 November'],
    ['2026-11-23T09:05:59.999Z', '9:05am on Monday 23 November'],
    ['2026-07-31T23:30Z', '12:30am on Saturday 1 August'],
    ['2027-03-30T20:00Z', '9pm on Tuesday 30 March'],
  ])('%s is %s', (instant, words) => {
    expect(formatInstant(at(instant), at(instant))).toBe(words);
  });

  it('a day is said without the year', () => {
    expect(formatLondonDay('2026-11-23', at('2026-11-20T09:00Z'))).toBe('Monday 23 November');
  });

  it('after the last day of a month comes the first of the next', () => {
    expect([
      findNextDay('2026-12-31'),
      findNextDay('2028-02-28'),
      findNextDay('2026-10-25'),
    ]).toEqual(['2027-01-01', '2028-02-29', '2026-10-26']);
  });

  it.each([
    ['2026-03-29T00:59:59.999Z', 0],
    ['2026-03-29T01:00Z', HOUR_MS],
    ['2026-10-25T00:59:59.999Z', HOUR_MS],
    ['2026-10-25T01:00Z', 0],
  ])('the offset at %s is %d', (instant, offset) => {
    expect(readLondonOffsetMs(Date.parse(instant))).toBe(offset);
  });
});
