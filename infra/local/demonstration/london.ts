import { HOUR_MS, instantFromMs } from '../../../shared/kernel/instant.ts';

const MINUTE_MS = 60_000;

const zoneNames = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  timeZoneName: 'longOffset',
});

const offsets = new Map<number, number>();

const readOffsetMinutes = (ms: number): number => {
  const name = zoneNames.formatToParts(ms).find(({ type }) => type === 'timeZoneName')?.value;
  return name === 'GMT+01:00' ? 60 : 0;
};

/** How far London is ahead of UTC. It only changes on a full hour, so an hour is asked for once. */
const offsetMinutes = (ms: number): number => {
  const hour = Math.floor(ms / HOUR_MS);
  const known = offsets.get(hour);
  if (known !== undefined) return known;
  const read = readOffsetMinutes(ms);
  offsets.set(hour, read);
  return read;
};

const shifted = (ms: number): Date => new Date(ms + offsetMinutes(ms) * MINUTE_MS);

/** The hour of the week by London clocks: 0 is midnight at the start of Sunday, 167 the last. */
export const hourOfWeek = (ms: number): number => {
  const clock = shifted(ms);
  return clock.getUTCDay() * 24 + clock.getUTCHours();
};

/** The calendar year in London. */
export const yearInLondon = (ms: number): number => shifted(ms).getUTCFullYear();

/** The moment as a London clock shows it, with its offset: `2026-10-25T01:30:00+01:00`. */
export const writeInLondon = (ms: number): string =>
  `${shifted(ms).toISOString().slice(0, 19)}+0${offsetMinutes(ms) / 60}:00`;

/** The moment in UTC, as a force's system stamps its events. */
export const writeInUtc = (ms: number): string => instantFromMs(ms);
