import { hash } from '../../kernel/hash.ts';
import { type IsoWeek, countWeeksBetween } from '../../kernel/iso-week.ts';
import type { Signal } from '../signal.ts';
import { findState } from '../signal-history.ts';
import type { Alarm } from './alarm.ts';

/** A signal that was last found longer ago is not continued. */
const CONTINUES_WITHIN_WEEKS = 4;

export type AlarmMatch =
  | { readonly outcome: 'raised'; readonly signalId: string }
  | { readonly outcome: 'continued'; readonly signal: Signal }
  | { readonly outcome: 'already-closed' };

const isClosed = ({ history }: Signal): boolean => findState(history) === 'closed';

const isSameTheme = (alarm: Alarm, { figures, harm, context, localities }: Signal): boolean =>
  figures.method === alarm.figures.method &&
  harm === alarm.harm &&
  context === alarm.context &&
  localities.some((locality) => alarm.localities.includes(locality));

const countShared = (alarm: Alarm, { evidence }: Signal): number => {
  const known = new Set(evidence);
  return alarm.evidence.filter(({ evidenceId }) => known.has(evidenceId)).length;
};

const makeRank = ({ raisedAt, signalId }: Signal): string => `${raisedAt} ${signalId}`;

/** The open signal that shares most evidence with the alarm; of equals, the oldest. */
const findOpen = (alarm: Alarm, alike: readonly Signal[]): Signal | null => {
  const open = alike.filter(
    (signal) =>
      !isClosed(signal) &&
      countWeeksBetween(signal.lastWeek, alarm.lastWeek) <= CONTINUES_WITHIN_WEEKS,
  );
  const [best] = open.sort(
    (a, b) => countShared(alarm, b) - countShared(alarm, a) || (makeRank(a) < makeRank(b) ? -1 : 1),
  );
  return best ?? null;
};

/** Whether enough children disclosed it since the signals were closed for an alarm by itself. */
const isNew = (alarm: Alarm, closed: readonly Signal[], smallestCount: number): boolean => {
  const known = new Set(closed.flatMap(({ evidence }) => evidence));
  const fresh = alarm.evidence.filter(({ evidenceId }) => !known.has(evidenceId));
  return new Set(fresh.map(({ childKey }) => childKey)).size >= smallestCount;
};

const describePlace = ({ figures, localities }: Alarm): string =>
  figures.method === 'ears'
    ? localities.join(' ')
    : `${figures.centre.latitude} ${figures.centre.longitude}`;

const makeSignalId = (
  authority: string,
  alarm: Alarm,
  firstWeek: IsoWeek,
  before: number,
): string =>
  `sig-${hash(
    'signal',
    alarm.figures.method,
    authority,
    alarm.harm,
    alarm.context ?? '',
    describePlace(alarm),
    firstWeek,
    String(before),
  )}`;

/** The number makes the id differ when a theme is raised again in the same first week after it was closed. */
const chooseSignalId = (authority: string, alarm: Alarm, known: readonly Signal[]): string => {
  const used = new Set(known.map(({ signalId }) => signalId));
  for (let before = 0; ; before++) {
    const signalId = makeSignalId(authority, alarm, alarm.firstWeek, before);
    if (!used.has(signalId)) return signalId;
  }
};

/**
 * `known` are the signals of the authority, `used` the ids of those that other alarms of this run belong to. The result
 * is the same when a run that was interrupted is done again.
 */
export const matchAlarm = (
  authority: string,
  alarm: Alarm,
  known: readonly Signal[],
  used: ReadonlySet<string>,
  smallestCount: number,
): AlarmMatch => {
  const alike = known.filter((signal) => isSameTheme(alarm, signal));
  const open = findOpen(
    alarm,
    alike.filter(({ signalId }) => !used.has(signalId)),
  );
  if (open !== null) return { outcome: 'continued', signal: open };
  const closed = alike.filter(isClosed);
  if (closed.length > 0 && !isNew(alarm, closed, smallestCount)) {
    return { outcome: 'already-closed' };
  }
  return { outcome: 'raised', signalId: chooseSignalId(authority, alarm, known) };
};
