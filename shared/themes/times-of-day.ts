import { WEEKDAYS, type Weekday } from '../intelligence/item.ts';
import { countCells, membersOf } from './cell.ts';
import type { ItemEvidence } from './item-evidence.ts';

/** What happened at an hour of a weekday, London time. */
export interface TimeSlot {
  /** Null: not told. */
  readonly weekday: Weekday | null;
  /** 0 to 23, the hour that had begun; null: not told. */
  readonly hour: number | null;
  readonly items: number;
  /** Distinct ones. */
  readonly children: number;
}

/** When things happened: a table of weekday by hour, of which only what holds something is listed. */
export interface TimesTold {
  readonly slots: readonly TimeSlot[];
  /** Of which the weekday, the hour or both were not told. */
  readonly unknown: readonly TimeSlot[];
}

const hourOf = (timeOfDay: string | null): number | null =>
  timeOfDay === null ? null : Number(timeOfDay.slice(0, 2));

/** Monday first, then by the hour; what is not known comes last. */
const rankOf = ({ weekday, hour }: TimeSlot): number =>
  (weekday === null ? WEEKDAYS.length : WEEKDAYS.indexOf(weekday)) * 25 + (hour ?? 24);

const slotOf = (alike: readonly ItemEvidence[]): TimeSlot | null => {
  const [first] = alike;
  if (first === undefined) return null;
  const { items, children } = countCells([membersOf(alike)]);
  const { weekday, timeOfDay } = first.item;
  return { weekday, hour: hourOf(timeOfDay), items, children };
};

/** When that happened of which the items tell, as far as it was told. */
export const timesOf = (evidence: readonly ItemEvidence[]): TimesTold => {
  const alike = Map.groupBy(
    evidence,
    ({ item }) => `${item.weekday ?? ''} ${hourOf(item.timeOfDay) ?? ''}`,
  );
  const all = [...alike.values()]
    .flatMap((slot) => slotOf(slot) ?? [])
    .sort((a, b) => rankOf(a) - rankOf(b));
  const isKnown = ({ weekday, hour }: TimeSlot): boolean => weekday !== null && hour !== null;
  return { slots: all.filter(isKnown), unknown: all.filter((slot) => !isKnown(slot)) };
};
