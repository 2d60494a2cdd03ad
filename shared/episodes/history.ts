import type { Directory } from '../directory/directory.ts';
import { isDeepStrictEqual } from 'node:util';
import type { Action } from './action.ts';
import type { RaisedLevel } from './escalation.ts';
import { type Fact, sortByArrival } from './fact.ts';
import { type EpisodePlace, foldEpisode } from './rules/fold-episode.ts';
import * as z from 'zod';
import { type Instant, instantSchema } from '../kernel/instant.ts';
import { NOTIFICATION_KINDS } from '../police-contract/allowed-values.ts';
import type { Immutable } from '../kernel/immutable.ts';
import { raisedLevelSchema } from './escalation.ts';
import { notificationIdSchema } from '../kernel/api-fields.ts';
import { identifyList, readPageStart, writeNextCursor } from '../kernel/cursor.ts';
import type { Result } from '../kernel/result.ts';
import type { EpisodeRecord } from './reference-record.ts';
import { actionViewSchema, type ActionTexts, viewActions } from './action-api.ts';
import type { Episode, StoredEpisode } from './episode.ts';

const changesSchema = z.array(
  z.object({
    field: z.string().meta({ description: 'What changed, e.g. `task.dueAt`.' }),
    from: z.unknown().meta({ description: 'Null where there was nothing.' }),
    to: z.unknown().meta({ description: 'Null where nothing is left.' }),
  }),
);

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
      changes: changesSchema,
    }),
    z.object({ source: z.literal('person'), action: actionViewSchema, changes: changesSchema }),
    z.object({ source: z.literal('ladder'), raised: raisedLevelSchema }),
  ])
  .meta({ id: 'HistoryEntry' });

export type HistoryEntryView = Immutable<z.infer<typeof historyEntryViewSchema>>;

type Changes = Immutable<z.infer<typeof changesSchema>>;

export type HistoryEntry =
  | Extract<HistoryEntryView, { source: 'police' }>
  | { readonly source: 'person'; readonly action: Action; readonly changes: Changes }
  | { readonly source: 'ladder'; readonly raised: RaisedLevel };

/** Among the episodes of the reference. */
export interface HistoryParts {
  readonly facts: readonly Fact[];
  readonly actions: readonly Action[];
  /** Null for the only one. */
  readonly place: EpisodePlace;
  readonly raised: readonly RaisedLevel[];
}

type Arrived =
  | { readonly source: 'police'; readonly at: Instant; readonly fact: Fact }
  | { readonly source: 'person'; readonly at: Instant; readonly action: Action }
  | { readonly source: 'ladder'; readonly at: Instant; readonly raised: RaisedLevel };

const FIELDS_WITH_PARTS: readonly string[] = ['child', 'task', 'narratives'];
/** A grading of the risk shows as a change of `riskLevel`. */
const LEFT_OUT: readonly string[] = [
  'episodeId',
  'force',
  'reference',
  'riskHistory',
  'reportKnownAt',
];

const listFields = (value: unknown): Readonly<Record<string, unknown>> =>
  value !== null && typeof value === 'object' ? { ...value } : {};

const flatten = (episode: Episode | null): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    Object.entries(listFields(episode))
      .filter(([field]) => !LEFT_OUT.includes(field))
      .flatMap(([field, value]) =>
        FIELDS_WITH_PARTS.includes(field)
          ? Object.entries(listFields(value)).map(([inner, it]) => [`${field}.${inner}`, it])
          : [[field, value]],
      ),
  );

const compareEpisodes = (before: Episode | null, after: Episode | null): Changes => {
  const [from, to] = [flatten(before), flatten(after)];
  const fields = [...new Set([...Object.keys(from), ...Object.keys(to)])];
  return fields
    .map((field) => ({ field, from: from[field] ?? null, to: to[field] ?? null }))
    .filter((change) => !isDeepStrictEqual(change.from, change.to));
};

/** In order of arrival; at the same instant police first, then people, then the ladder. */
const listArrivals = ({ facts, actions, raised }: HistoryParts): readonly Arrived[] =>
  [
    ...sortByArrival(facts).map((fact) => ({
      source: 'police' as const,
      at: fact.receivedAt,
      fact,
    })),
    ...actions.map((action) => ({ source: 'person' as const, at: action.recordedAt, action })),
    ...raised.map((level) => ({ source: 'ladder' as const, at: level.raisedAt, raised: level })),
  ].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));

const foldArrivals = (
  arrived: readonly Arrived[],
  place: EpisodePlace,
  directory: Directory,
): Episode | null => {
  const facts = arrived.flatMap((one) => (one.source === 'police' ? [one.fact] : []));
  const actions = arrived.flatMap((one) => (one.source === 'person' ? [one.action] : []));
  return facts.length === 0 ? null : foldEpisode(facts, directory, actions, place);
};

const createEntry = (arrived: Arrived, changes: Changes): HistoryEntry => {
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

/** An episode with 2,000 notifications stays readable: entries are long where much has changed. */
const PAGE_SIZE = 50;

export interface HistoryPage {
  readonly entries: readonly HistoryEntry[];
  /** How many entries are before these. */
  readonly before: number;
}

/**
 * The last entries, or the last before that many, in order of arrival, each with what it changed.
 * Folded again from the facts, so it cannot differ from the state.
 */
export const buildHistory = (
  parts: HistoryParts,
  directory: Directory,
  until: number | null = null,
): HistoryPage => {
  const arrived = listArrivals(parts);
  const end = Math.min(until ?? arrived.length, arrived.length);
  const start = Math.max(0, end - PAGE_SIZE);
  let before = foldArrivals(arrived.slice(0, start), parts.place, directory);
  const entries = arrived.slice(start, end).map((one, index) => {
    if (one.source === 'ladder') return createEntry(one, []);
    const after = foldArrivals(arrived.slice(0, start + index + 1), parts.place, directory);
    const entry = createEntry(one, compareEpisodes(before, after));
    before = after;
    return entry;
  });
  return { entries, before: start };
};

const viewEntry = (
  entry: HistoryEntry,
  all: readonly Action[],
  texts: ActionTexts,
): readonly HistoryEntryView[] => {
  switch (entry.source) {
    case 'police':
      return [entry];
    case 'person':
      return viewActions([entry.action], all, texts).map((action) => ({
        source: 'person',
        action,
        changes: entry.changes,
      }));
    case 'ladder':
      return [{ source: 'ladder', raised: entry.raised }];
  }
};

/** The cursor is bound to the episode. */
const nameList = (episodeId: string): string => identifyList('history', { episodeId });

export const historyQuerySchema = z.strictObject({
  historyCursor: z
    .string()
    .max(1000)
    .optional()
    .meta({ description: 'The `historyCursor` of an answer, to read earlier entries.' }),
});
export type HistoryQuery = z.infer<typeof historyQuerySchema>;

export const historyFields = {
  history: z
    .array(historyEntryViewSchema)
    .meta({ description: 'In order of arrival, at most 50: the last ones, without a cursor.' }),
  historyCursor: z
    .string()
    .nullable()
    .meta({ description: 'Send it as `historyCursor` to read earlier entries; null without any.' }),
};

export type HistoryView = Immutable<z.infer<z.ZodObject<typeof historyFields>>>;

/** `readTexts` gives what people wrote, as far as the reader may see it. */
export const viewHistory = async (
  record: EpisodeRecord & { readonly stored: StoredEpisode },
  directory: Directory,
  { historyCursor, now }: HistoryQuery & { readonly now: Instant },
  readTexts: (actions: readonly Action[]) => Promise<ActionTexts>,
): Promise<Result<HistoryView>> => {
  const { stored, episodeId } = record;
  const start = readPageStart(historyCursor, nameList(episodeId), now, 'historyCursor');
  if ('refusal' in start) return start;
  const until = start.value.after === null ? null : Number(start.value.after);
  const parts = { ...record, place: record, raised: stored.raised };
  const { entries, before } = buildHistory(parts, directory, until);
  const texts = await readTexts(
    entries.flatMap((entry) => (entry.source === 'person' ? [entry.action] : [])),
  );
  return {
    value: {
      history: entries.flatMap((entry) => viewEntry(entry, record.actions, texts)),
      historyCursor: writeNextCursor(before === 0 ? null : String(before), nameList(episodeId)),
    },
  };
};
