import { addMs, DAY_MS, type Instant } from '../kernel/instant.ts';
import { findNextDay, toLondonDate } from '../kernel/london-time.ts';
import type { Directory } from './directory.ts';

type BankHolidays = Pick<Directory, 'bankHolidays'>;

const isWeekend = (date: string): boolean =>
  [0, 6].includes(new Date(`${date}T00:00Z`).getUTCDay());

/** Monday to Friday, without the bank holidays of England. */
export const isWorkingDay = ({ bankHolidays }: BankHolidays, date: string): boolean =>
  !isWeekend(date) && !bankHolidays.includes(date);

/** The day so many working days after this one, which does not count itself. */
export const addWorkingDays = (directory: BankHolidays, date: string, days: number): string => {
  let last = date;
  for (let left = days; left > 0;) {
    last = findNextDay(last);
    if (isWorkingDay(directory, last)) left -= 1;
  }
  return last;
};

/** A list that ends sooner than this has to be renewed. A quarter: what a team plans ahead, and time to put it right. */
const LEAST_AHEAD_MS = 92 * DAY_MS;

/** What to do about a list of bank holidays that ends within three months; null when it does not. */
export const findEndOfBankHolidays = (
  { bankHolidays }: BankHolidays,
  now: Instant,
): string | null => {
  const end = bankHolidays.toSorted().at(-1);
  const needed = toLondonDate(addMs(now, LEAST_AHEAD_MS));
  if (end !== undefined && `${end.slice(0, 4)}-12-31` >= needed) return null;
  return `The bank holidays in shared/directory/bank-holidays.json end with ${end?.slice(0, 4) ?? 'no year'}, within three months. Add the next year from https://www.gov.uk/bank-holidays.json.`;
};
