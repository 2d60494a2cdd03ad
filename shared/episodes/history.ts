import { isDeepStrictEqual } from 'node:util';
import type { Action } from './action.ts';
import type { Directory } from '../directory/authority.ts';
import type { Episode } from './episode.ts';
import type { RaisedLevel } from './escalation.ts';
import { orderByArrival } from './fact-order.ts';
import { foldEpisode } from './fold-episode.ts';
import type { Instant } from '../kernel/instant.ts';
import type { Fact, NotificationKind } from '../police-contract/notification.ts';

/** One member that something changed; `null` where there was or is nothing. */
export interface Change {
  /** Dotted, e.g. `task.dueAt`. */
  readonly field: string;
  readonly from: unknown;
  readonly to: unknown;
}

/** A notification that arrived, something that somebody did, or a level of the ladder that was raised. */
export type HistoryEntry =
  | {
      readonly source: 'police';
      readonly notificationId: string;
      readonly kind: NotificationKind;
      /** When the force recorded it, UTC, nine decimals. */
      readonly time: string;
      /** When it arrived here. */
      readonly receivedAt: Instant;
      readonly changes: readonly Change[];
    }
  | { readonly source: 'person'; readonly action: Action; readonly changes: readonly Change[] }
  | { readonly source: 'ladder'; readonly raised: RaisedLevel };

/** What an episode is made of. */
export interface HistoryParts {
  readonly facts: readonly Fact[];
  readonly actions: readonly Action[];
  readonly raised: readonly RaisedLevel[];
}

type Arrived =
  | { readonly source: 'police'; readonly at: Instant; readonly fact: Fact }
  | { readonly source: 'person'; readonly at: Instant; readonly action: Action }
  | { readonly source: 'ladder'; readonly at: Instant; readonly raised: RaisedLevel };

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

const changesBetween = (before: Episode | null, after: Episode | null): readonly Change[] => {
  const [from, to] = [flatten(before), flatten(after)];
  const members = [...new Set([...Object.keys(from), ...Object.keys(to)])];
  return members
    .map((field) => ({ field, from: from[field] ?? null, to: to[field] ?? null }))
    .filter((change) => !isDeepStrictEqual(change.from, change.to));
};

/** In order of arrival; of the same instant, police first, then people, then the ladder. */
const arrivalsOf = ({ facts, actions, raised }: HistoryParts): readonly Arrived[] =>
  [
    ...orderByArrival(facts).map((fact) => ({
      source: 'police' as const,
      at: fact.receivedAt,
      fact,
    })),
    ...actions.map((action) => ({ source: 'person' as const, at: action.recordedAt, action })),
    ...raised.map((level) => ({ source: 'ladder' as const, at: level.raisedAt, raised: level })),
  ].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));

const stateAfter = (arrived: readonly Arrived[], directory: Directory): Episode | null => {
  const facts = arrived.flatMap((one) => (one.source === 'police' ? [one.fact] : []));
  const actions = arrived.flatMap((one) => (one.source === 'person' ? [one.action] : []));
  return facts.length === 0 ? null : foldEpisode(facts, directory, actions);
};

const entryOf = (arrived: Arrived, changes: readonly Change[]): HistoryEntry => {
  switch (arrived.source) {
    case 'police': {
      const { id, kind, time, receivedAt } = arrived.fact;
      return { source: 'police', notificationId: id, kind, time, receivedAt, changes };
    }
    case 'person':
      return { source: 'person', action: arrived.action, changes };
    case 'ladder':
      return { source: 'ladder', raised: arrived.raised };
  }
};

/**
 * All that came to an episode, in order of arrival, with what each changed: derived, so it cannot part
 * from the state.
 */
export const buildHistory = (
  parts: HistoryParts,
  directory: Directory,
): readonly HistoryEntry[] => {
  const arrived = arrivalsOf(parts);
  let before: Episode | null = null;
  return arrived.map((one, index) => {
    if (one.source === 'ladder') return entryOf(one, []);
    const after = stateAfter(arrived.slice(0, index + 1), directory);
    const entry = entryOf(one, changesBetween(before, after));
    before = after;
    return entry;
  });
};
