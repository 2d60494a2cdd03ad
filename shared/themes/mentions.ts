import { type CellCounts, countDistinct, collectMembers } from './cell.ts';
import type { IsoWeek } from '../kernel/iso-week.ts';
import type { ItemEvidence } from './evidence.ts';
import { WEEKDAYS, type Weekday } from '../intelligence/item.ts';

export interface HarmCount {
  readonly harm: string;
  readonly items: number;
  readonly children: number;
}

export interface Mentions {
  readonly counts: CellCounts;
  readonly harms: readonly HarmCount[];
  readonly firstWeek: IsoWeek;
  readonly lastWeek: IsoWeek;
}

const findHarm = ({ theme }: ItemEvidence): string | null =>
  theme.kind === 'harm' ? theme.harm : null;

const countHarms = (evidence: readonly ItemEvidence[]): readonly HarmCount[] =>
  [...Map.groupBy(evidence, findHarm)]
    .flatMap(([harm, alike]) => {
      if (harm === null) return [];
      const { items, children } = countDistinct([collectMembers(alike)]);
      return [{ harm, items, children }];
    })
    .sort((a, b) => b.children - a.children || b.items - a.items || (a.harm < b.harm ? -1 : 1));

export const countMentions = (evidence: readonly ItemEvidence[]): Mentions | null => {
  const weeks = evidence.map(({ week }) => week).sort();
  const [firstWeek, lastWeek] = [weeks[0], weeks.at(-1)];
  if (firstWeek === undefined || lastWeek === undefined) return null;
  const counts = countDistinct([collectMembers(evidence)]);
  return { counts, harms: countHarms(evidence), firstWeek, lastWeek };
};

export const compareMentions = (a: Mentions, b: Mentions): number =>
  b.counts.children - a.counts.children ||
  b.counts.debriefs - a.counts.debriefs ||
  b.counts.items - a.counts.items;

export interface TimeSlot {
  readonly weekday: Weekday | null;
  readonly hour: number | null;
  readonly items: number;
  readonly children: number;
}

export interface TimesOfDay {
  readonly slots: readonly TimeSlot[];
  readonly unknown: readonly TimeSlot[];
}

const readHour = (timeOfDay: string | null): number | null =>
  timeOfDay === null ? null : Number(timeOfDay.slice(0, 2));

/** Monday first, then by hour; unknown ones last. */
const findRank = ({ weekday, hour }: TimeSlot): number =>
  (weekday === null ? WEEKDAYS.length : WEEKDAYS.indexOf(weekday)) * 25 + (hour ?? 24);

const countSlot = (alike: readonly ItemEvidence[]): TimeSlot | null => {
  const [first] = alike;
  if (first === undefined) return null;
  const { items, children } = countDistinct([collectMembers(alike)]);
  const { weekday, timeOfDay } = first.item;
  return { weekday, hour: readHour(timeOfDay), items, children };
};

export const countTimesOfDay = (evidence: readonly ItemEvidence[]): TimesOfDay => {
  const alike = Map.groupBy(
    evidence,
    ({ item }) => `${item.weekday ?? ''} ${readHour(item.timeOfDay) ?? ''}`,
  );
  const all = [...alike.values()]
    .flatMap((slot) => countSlot(slot) ?? [])
    .sort((a, b) => findRank(a) - findRank(b));
  const isKnown = ({ weekday, hour }: TimeSlot): boolean => weekday !== null && hour !== null;
  return { slots: all.filter(isKnown), unknown: all.filter((slot) => !isKnown(slot)) };
};

/** Three hours of a London day: fine enough to plan outreach, coarse enough to contain more than one child. */
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

export const findDayBand = (time: string | null): DayBand | null =>
  time === null ? null : (DAY_BANDS[Math.floor(Number(time.slice(0, 2)) / HOURS)] ?? null);
