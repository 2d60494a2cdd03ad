import type { Instant } from '../kernel/instant.ts';
import type { Action } from './action.ts';
import { makeFurtherEpisodeId, type StoredEpisode } from './episode.ts';
import { readFirstId } from './episode-items.ts';
import { type Fact, sortFacts } from './fact.ts';
import { listAuthorityReturns } from './rules/authority-return.ts';
import { calculateDueAt } from './rules/deadline.ts';
import { type Occasion, splitOccasions } from './rules/split-occasions.ts';

/** Everything that is stored of one force's reference. */
export interface ReferenceRecord {
  /** Id of its first episode. */
  readonly firstId: string;
  readonly facts: readonly Fact[];
  readonly actions: readonly Action[];
  readonly states: readonly StoredEpisode[];
  /** First episodes of the references that were cancelled as duplicates of this one. */
  readonly pointing: readonly string[];
}

/** One episode of a reference. `stored` is null before its first write. */
export interface EpisodeRecord extends Occasion {
  readonly stored: StoredEpisode | null;
  readonly actions: readonly Action[];
  /** Done for returns of other episodes of the reference. */
  readonly otherActions: readonly Action[];
  /** Ids of the other episodes of the reference, in their order. */
  readonly otherEpisodes: readonly string[];
}

/** Work belongs to the episode of the notification it was done for, else to the first one (police contract). */
const findOccasion = (occasions: readonly Occasion[], { notificationId }: Action): number =>
  Math.max(
    0,
    occasions.findIndex(({ facts }) => facts.some(({ id }) => id === notificationId)),
  );

type Joining = Action & { readonly kind: 'joining' };

/** The last that a person said of each report: whether the episode that it opened is one with that before it. */
export const listJoinings = (actions: readonly Action[]): ReadonlyMap<string, Joining> =>
  new Map(
    actions
      .filter((action): action is Joining => action.kind === 'joining')
      .toSorted((a, b) => (a.recordedAt < b.recordedAt ? -1 : 1))
      .map((joining) => [joining.reportId, joining]),
  );

const listJoinedReports = (actions: readonly Action[]): ReadonlySet<string> =>
  new Set([...listJoinings(actions)].flatMap(([id, { joined }]) => (joined ? [id] : [])));

/** In the order of the episodes. */
export const splitRecord = ({
  firstId,
  facts,
  actions,
  states,
}: Omit<ReferenceRecord, 'pointing'>): readonly EpisodeRecord[] => {
  const occasions = splitOccasions(firstId, facts, {
    joined: listJoinedReports(actions),
    returns: listAuthorityReturns(actions).flatMap(({ returnedAt }) => returnedAt ?? []),
  });
  return occasions.map((occasion, index) => {
    const isOwn = (action: Action): boolean => findOccasion(occasions, action) === index;
    return {
      ...occasion,
      stored: states.find(({ episode }) => episode.episodeId === occasion.episodeId) ?? null,
      actions: actions.filter(isOwn),
      otherActions: actions.filter((action) => !isOwn(action)),
      otherEpisodes: occasions
        .map(({ episodeId }) => episodeId)
        .filter((episodeId) => episodeId !== occasion.episodeId),
    };
  });
};

const createEmptyRecord = (episodeId: string): EpisodeRecord => ({
  episodeId,
  facts: [],
  earlier: [],
  stored: null,
  actions: [],
  otherActions: [],
  otherEpisodes: [],
});

export const findRecord = (record: ReferenceRecord, episodeId: string): EpisodeRecord =>
  splitRecord(record).find((one) => one.episodeId === episodeId) ?? createEmptyRecord(episodeId);

/** The report that opened a further episode, or would if it were separate. Null for another id. */
export const findOpeningReport = (facts: readonly Fact[], episodeId: string): Fact | null =>
  facts.find(
    ({ kind, id }) =>
      kind === 'reported' && makeFurtherEpisodeId(readFirstId(episodeId), id) === episodeId,
  ) ?? null;

/** As `findRecord`; the id of an episode that is one with another now leads to that one. */
export const findCurrentRecord = (record: ReferenceRecord, episodeId: string): EpisodeRecord => {
  const records = splitRecord(record);
  const report = findOpeningReport(record.facts, episodeId);
  return (
    records.find((one) => one.episodeId === episodeId) ??
    records.find(({ facts }) => facts.some(({ id }) => id === report?.id)) ??
    createEmptyRecord(episodeId)
  );
};

const WORK_IS_FOR: readonly Fact['kind'][] = ['returned', 'found', 'reported'];

/** The notification that work recorded now is done for: the return in force, else the find, else the report. */
export const findWorkedFor = (ordered: readonly Fact[]): string => {
  const inForce = WORK_IS_FOR.flatMap(
    (kind) => ordered.findLast((fact) => fact.kind === kind) ?? [],
  );
  return (inForce[0] ?? ordered.at(-1))?.id ?? '';
};

/** The last return from which the 72 hours end then. */
export const findReturnDueAt = (
  facts: readonly Fact[],
  dueAt: Instant | null,
): string | undefined =>
  sortFacts(facts).findLast(
    (fact) => fact.kind === 'returned' && calculateDueAt(fact.data.returnedAt) === dueAt,
  )?.id;
