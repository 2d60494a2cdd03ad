import { isDeepStrictEqual } from 'node:util';
import type { Directory } from './authority.ts';
import type { Episode } from './episode.ts';
import { orderByArrival } from './fact-order.ts';
import { foldEpisode } from './fold-episode.ts';
import type { Instant } from './instant.ts';
import type { Fact, NotificationKind } from './notification.ts';

/** One member that a notification changed; `null` where there was or is nothing. */
export interface Change {
  /** Dotted, e.g. `task.dueAt`. */
  readonly member: string;
  readonly from: unknown;
  readonly to: unknown;
}

export interface HistoryEntry {
  readonly notificationId: string;
  readonly kind: NotificationKind;
  /** When the force recorded it, UTC, nine decimals. */
  readonly time: string;
  /** When it arrived here. */
  readonly receivedAt: Instant;
  readonly changes: readonly Change[];
}

const OPENED_UP: readonly string[] = ['child', 'task', 'narratives'];
const SAME_FOR_EVER: readonly string[] = ['episodeId', 'force', 'reference'];

const membersOf = (value: unknown): Readonly<Record<string, unknown>> =>
  value !== null && typeof value === 'object' ? { ...value } : {};

const flatten = (episode: Episode | null): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    Object.entries(membersOf(episode))
      .filter(([member]) => !SAME_FOR_EVER.includes(member))
      .flatMap(([member, value]) =>
        OPENED_UP.includes(member)
          ? Object.entries(membersOf(value)).map(([inner, it]) => [`${member}.${inner}`, it])
          : [[member, value]],
      ),
  );

const changesBetween = (before: Episode | null, after: Episode): readonly Change[] => {
  const [from, to] = [flatten(before), flatten(after)];
  const members = [...new Set([...Object.keys(from), ...Object.keys(to)])];
  return members
    .map((member) => ({ member, from: from[member] ?? null, to: to[member] ?? null }))
    .filter((change) => !isDeepStrictEqual(change.from, change.to));
};

/** Every fact in order of arrival, with what it changed: derived, so it cannot part from the state. */
export const historyOf = (
  facts: readonly Fact[],
  directory: Directory,
): readonly HistoryEntry[] => {
  const arrived = orderByArrival(facts);
  const states = arrived.map((_, index) => foldEpisode(arrived.slice(0, index + 1), directory));
  return arrived.flatMap((fact, index) => {
    const after = states[index];
    if (after === undefined) return [];
    return [
      {
        notificationId: fact.id,
        kind: fact.kind,
        time: fact.time,
        receivedAt: fact.receivedAt,
        changes: changesBetween(states[index - 1] ?? null, after),
      },
    ];
  });
};
