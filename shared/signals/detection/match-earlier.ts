import { hash } from '../../kernel/hash.ts';
import { type IsoWeek, weeksBetween } from '../../kernel/iso-week.ts';
import type { Signal } from '../signal.ts';
import { stateOfSignal } from '../signal-life.ts';
import type { Alarm } from './alarm.ts';

/** A signal that was last found longer ago is another one. */
const CONTINUES_WITHIN_WEEKS = 4;

/** What an alarm is, beside the signals of the authority that are known. */
export type AlarmFate =
  /** News: it is raised under this id. */
  | { readonly fate: 'raised'; readonly signalId: string }
  /** A signal tells of it, and goes on. */
  | { readonly fate: 'continued'; readonly signal: Signal }
  /** A signal told of it, was closed, and hardly anything came since. */
  | { readonly fate: 'already-closed' };

const isClosed = ({ life }: Signal): boolean => stateOfSignal(life) === 'closed';

const isSameTheme = (alarm: Alarm, { figures, harm, context, localities }: Signal): boolean =>
  figures.method === alarm.figures.method &&
  harm === alarm.harm &&
  context === alarm.context &&
  localities.some((locality) => alarm.localities.includes(locality));

const sharedWith = (alarm: Alarm, { evidence }: Signal): number => {
  const known = new Set(evidence);
  return alarm.evidence.filter(({ evidenceId }) => known.has(evidenceId)).length;
};

const rankOf = ({ raisedAt, signalId }: Signal): string => `${raisedAt} ${signalId}`;

/** The open one that shares most with it; of equals, the oldest. */
const findOpen = (alarm: Alarm, alike: readonly Signal[]): Signal | null => {
  const open = alike.filter(
    (signal) =>
      !isClosed(signal) && weeksBetween(signal.lastWeek, alarm.lastWeek) <= CONTINUES_WITHIN_WEEKS,
  );
  const [best] = open.sort(
    (a, b) => sharedWith(alarm, b) - sharedWith(alarm, a) || (rankOf(a) < rankOf(b) ? -1 : 1),
  );
  return best ?? null;
};

/** Whether so many children told of it since such signals were closed that it would be an alarm by itself. */
const isNews = (alarm: Alarm, closed: readonly Signal[], smallestCount: number): boolean => {
  const known = new Set(closed.flatMap(({ evidence }) => evidence));
  const fresh = alarm.evidence.filter(({ evidenceId }) => !known.has(evidenceId));
  return new Set(fresh.map(({ childKey }) => childKey)).size >= smallestCount;
};

const placeOf = ({ figures, localities }: Alarm): string =>
  figures.method === 'ears'
    ? localities.join(' ')
    : `${figures.centre.latitude} ${figures.centre.longitude}`;

const idOf = (authority: string, alarm: Alarm, firstWeek: IsoWeek, before: number): string =>
  `sig-${hash(
    'signal',
    alarm.figures.method,
    authority,
    alarm.harm,
    alarm.context ?? '',
    placeOf(alarm),
    firstWeek,
    String(before),
  )}`;

/** Follows from what the alarm is of; in one first week it is raised again only after it was closed. */
const newId = (authority: string, alarm: Alarm, known: readonly Signal[]): string => {
  const taken = new Set(known.map(({ signalId }) => signalId));
  for (let before = 0; ; before++) {
    const signalId = idOf(authority, alarm, alarm.firstWeek, before);
    if (!taken.has(signalId)) return signalId;
  }
};

/**
 * What becomes of an alarm. `known`: the authority's signals; `taken`: ids of those that an alarm of this run continues
 * or was raised as. The same run again gives the same answer, whatever of it was written before.
 */
export const fateOf = (
  authority: string,
  alarm: Alarm,
  known: readonly Signal[],
  taken: ReadonlySet<string>,
  smallestCount: number,
): AlarmFate => {
  const alike = known.filter((signal) => isSameTheme(alarm, signal));
  const open = findOpen(
    alarm,
    alike.filter(({ signalId }) => !taken.has(signalId)),
  );
  if (open !== null) return { fate: 'continued', signal: open };
  const closed = alike.filter(isClosed);
  if (closed.length > 0 && !isNews(alarm, closed, smallestCount)) {
    return { fate: 'already-closed' };
  }
  return { fate: 'raised', signalId: newId(authority, alarm, known) };
};
