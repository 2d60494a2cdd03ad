import type { Directory } from '../directory/directory.ts';
import { isDeepStrictEqual } from 'node:util';
import type { Action } from './action.ts';
import type { Episode, StoredEpisode } from './episode.ts';
import type { RaisedLevel } from './escalation.ts';
import { type Fact, orderByArrival } from './fact.ts';
import { foldEpisode } from './rules/fold-episode.ts';
import * as z from 'zod';
import { type Instant, instantSchema } from '../kernel/instant.ts';
import { type NotificationKind, NOTIFICATION_KINDS } from '../police-contract/allowed-values.ts';
import { raisedLevelViewSchema, viewRaised } from './task-api.ts';
import { notificationIdSchema } from '../kernel/api-fields.ts';
import { toTaskId } from '../kernel/hash.ts';
import type { EpisodeRecord } from './episode-store.ts';
import { actionViewSchema, type ActionTexts, viewActions } from './action-api.ts';

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

const changes = z.array(
  z.object({
    field: z.string().meta({ description: 'What changed, e.g. `task.dueAt`.' }),
    from: z.unknown().meta({ description: 'Null where there was nothing.' }),
    to: z.unknown().meta({ description: 'Null where nothing is left.' }),
  }),
);

/** A notification that arrived, something that somebody did, or a level of the ladder that was raised. */
export const historyEntryViewSchema = z
  .discriminatedUnion('source', [
    z.object({
      source: z.literal('police'),
      notificationId: notificationIdSchema,
      kind: z.enum(NOTIFICATION_KINDS),
      time: z
        .string()
        .meta({ description: 'When the force recorded it: UTC, with nine decimals of a second.' }),
      receivedAt: instantSchema,
      changes,
    }),
    z.object({ source: z.literal('person'), action: actionViewSchema, changes }),
    z.object({ source: z.literal('ladder'), raised: raisedLevelViewSchema }),
  ])
  .meta({ id: 'HistoryEntry' });

export type HistoryEntryView = z.infer<typeof historyEntryViewSchema>;

const viewEntry = (
  entry: HistoryEntry,
  taskId: string,
  all: readonly Action[],
  texts: ActionTexts,
): HistoryEntryView[] => {
  switch (entry.source) {
    case 'police':
      return [{ ...entry, changes: [...entry.changes] }];
    case 'person':
      return viewActions([entry.action], all, texts).map((action) => ({
        source: 'person',
        action,
        changes: [...entry.changes],
      }));
    case 'ladder':
      return [{ source: 'ladder', raised: viewRaised(taskId, entry.raised) }];
  }
};

/** What police told, people did and the ladder raised, in order of arrival. */
export const viewHistory = (
  { facts, actions }: EpisodeRecord,
  { episode, raised }: StoredEpisode,
  directory: Directory,
  texts: ActionTexts,
): HistoryEntryView[] =>
  buildHistory({ facts, actions, raised }, directory).flatMap((entry) =>
    viewEntry(entry, toTaskId(episode.episodeId), actions, texts),
  );
