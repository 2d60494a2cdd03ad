/** Three hours of a London day: fine enough to plan outreach by, coarse enough to hold more than one child. */
export const DAY_BANDS = [
  '00:00',
  '03:00',
  '06:00',
  '09:00',
  '12:00',
  '15:00',
  '18:00',
  '21:00',
] as const;
export type DayBand = (typeof DAY_BANDS)[number];

const HOURS = 24 / DAY_BANDS.length;

/** The band, by its first minute, in which a time `HH:mm` lies; null for no time. */
export const dayBandOf = (time: string | null): DayBand | null =>
  time === null ? null : (DAY_BANDS[Math.floor(Number(time.slice(0, 2)) / HOURS)] ?? null);
