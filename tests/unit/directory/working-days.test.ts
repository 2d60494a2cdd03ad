import { describe, expect, it } from 'vitest';
import { readDirectory } from '../../../infra/directory.ts';
import { addWorkingDays, findEndOfBankHolidays } from '../../../shared/directory/working-days.ts';
import { at } from '../../support/facts.ts';

const directory = readDirectory();

const day = (year: number, month: number, date: number): Date =>
  new Date(Date.UTC(year, month - 1, date));
const move = (date: Date, days: number): Date => new Date(date.getTime() + days * 86_400_000);
const mondayFrom = (date: Date): Date => move(date, (8 - date.getUTCDay()) % 7);
const isWeekend = (date: Date): boolean => [0, 6].includes(date.getUTCDay());
const write = (date: Date): string => date.toISOString().slice(0, 10);

/** The Gregorian computus of Meeus. */
const findEaster = (year: number): Date => {
  const [a, b, c] = [year % 19, Math.floor(year / 100), year % 100];
  const g = Math.floor((8 * b + 13) / 25);
  const h = (19 * a + b - Math.floor(b / 4) - g + 15) % 30;
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 19 * l) / 433);
  const month = Math.floor((h + l - 7 * m + 90) / 25);
  return day(year, month, (h + l - 7 * m + 33 * month + 19) % 32);
};

/** A holiday that falls on a weekend is held on the next day that is no holiday already. */
const findSubstitute = (date: Date, taken: readonly string[]): Date =>
  isWeekend(date) || taken.includes(write(date)) ? findSubstitute(move(date, 1), taken) : date;

/** Banking and Financial Dealings Act 1971, schedule 1, with the proclaimed days of every year. */
const listHolidays = (year: number): readonly string[] => {
  const easter = findEaster(year);
  const christmas = write(findSubstitute(day(year, 12, 25), [write(day(year, 12, 26))]));
  const boxing = write(findSubstitute(day(year, 12, 26), [christmas]));
  return [
    write(findSubstitute(day(year, 1, 1), [])),
    write(move(easter, -2)),
    write(move(easter, 1)),
    write(mondayFrom(day(year, 5, 1))),
    write(mondayFrom(day(year, 5, 25))),
    write(mondayFrom(day(year, 8, 25))),
    christmas,
    boxing,
  ].sort();
};

describe("the list of England's bank holidays", () => {
  it('has the days of the law, whole years of them', () => {
    const years = [...new Set(directory.bankHolidays.map((date) => Number(date.slice(0, 4))))];
    expect([...directory.bankHolidays]).toEqual(years.flatMap(listHolidays));
  });

  it('has to be renewed three months before it ends, and says where from', () => {
    expect(findEndOfBankHolidays(directory, at('2027-09-30T12:00Z'))).toBeNull();
    expect(findEndOfBankHolidays(directory, at('2027-10-01T12:00Z'))).toContain(
      'end with 2027, within three months. Add the next year from https://www.gov.uk/bank-holidays.json',
    );
    expect(findEndOfBankHolidays({ bankHolidays: [] }, at('2026-11-27T12:00Z'))).not.toBeNull();
  });
});

describe('a working day', () => {
  it.each([
    ['in a week', '2026-11-23', 5, '2026-11-30'],
    ['over a weekend', '2026-11-27', 1, '2026-11-30'],
    ['from a Saturday', '2026-11-28', 1, '2026-11-30'],
    ['over Christmas, when Boxing Day is held on Monday', '2026-12-23', 2, '2026-12-29'],
    ['over the new year', '2026-12-30', 5, '2027-01-07'],
    ['over Easter', '2027-03-25', 1, '2027-03-30'],
  ])('is counted %s', (_, from, days, expected) => {
    expect(addWorkingDays(directory, from, days)).toBe(expected);
  });
});
