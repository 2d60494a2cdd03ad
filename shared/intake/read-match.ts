import { belongsTo, type Caller } from '../access/caller.ts';
import type { ReferenceStore } from '../episodes/reference-store.ts';
import { ownsTask, seesEpisode, type StoredEpisode } from '../episodes/episode.ts';
import {
  type DecidedChild,
  type DecidedChildren,
  foldMatch,
  listSameChild,
  type MatchDecision,
  readMatchId,
} from '../episodes/rules/child-matches.ts';
import { NOT_FOUND, type Result } from '../kernel/result.ts';
import type { MatchView } from './match-api.ts';

type MatchReader = Pick<ReferenceStore, 'listEpisodesOfChild' | 'readChildren' | 'readDecisions'>;

/** Everything that a decision about two children stands on. */
export interface MatchRecord {
  readonly matchId: string;
  readonly pair: readonly [string, string];
  /** Of the ids of both children. */
  readonly children: DecidedChildren;
  readonly decisions: readonly MatchDecision[];
  /** Under any id of either child. */
  readonly episodes: readonly StoredEpisode[];
}

/** Read until no id of them is missing: somebody else may decide while this reads, and then the records name more ids. */
const readAllOf = async (
  episodes: MatchReader,
  ids: readonly string[],
): Promise<DecidedChildren> => {
  const known = await episodes.readChildren(ids);
  const named = new Set(ids.flatMap((id) => [id, ...listSameChild(id, known)]));
  return named.size === new Set(ids).size ? known : readAllOf(episodes, [...named]);
};

/**
 * Null when one of the two children is not known. What was decided stays to be read and taken back when the episodes of
 * one of them became the other's.
 */
export const readMatchRecord = async (
  episodes: MatchReader,
  matchId: string,
): Promise<MatchRecord | null> => {
  const pair = readMatchId(matchId);
  if (pair === null) return null;
  const [children, decisions, ...lists] = await Promise.all([
    readAllOf(episodes, pair),
    episodes.readDecisions(matchId),
    ...pair.map((id) => episodes.listEpisodesOfChild(id)),
  ]);
  const known = lists.filter((list) => list.length > 0).length;
  if (known === 0 || (known === 1 && decisions.length === 0)) return null;
  const distinct = new Map(lists.flat().map((one) => [one.episode.episodeId, one]));
  return { matchId, pair, children, decisions, episodes: [...distinct.values()] };
};

/** The authorities that decide: all that are responsible for an episode of either child. */
export const listDeciding = ({ episodes }: MatchRecord): readonly string[] =>
  [...new Set(episodes.map(({ episode }) => episode.responsibleAuthority))].sort();

export const listOwnDeciding = (record: MatchRecord, caller: Caller): readonly string[] =>
  listDeciding(record).filter((authority) => belongsTo(caller, authority));

const viewChild = (
  childId: string,
  { children, episodes }: MatchRecord,
  caller: Caller,
): MatchView['children'][number] => {
  const sameAs = listSameChild(childId, children);
  const seen = episodes.filter(
    (one) =>
      one.childId !== null && sameAs.includes(one.childId) && seesEpisode(caller, one.episode),
  );
  return { childId, sameAs, episodeIds: seen.map(({ episode }) => episode.episodeId) };
};

export const viewMatch = (record: MatchRecord, caller: Caller): MatchView => {
  const { holds, proposed, waitingFor } = foldMatch(record.decisions);
  return {
    matchId: record.matchId,
    children: record.pair.map((childId) => viewChild(childId, record, caller)),
    decision: holds,
    proposed,
    waitingFor,
    decisions: record.decisions.map(({ responsible, contentHash, ...shown }) => shown),
  };
};

/** For those whose authority is responsible for one of the two children. */
export const readMatch = async (
  { episodes }: { readonly episodes: MatchReader },
  matchId: string,
  caller: Caller,
): Promise<Result<MatchView>> => {
  const record = await readMatchRecord(episodes, matchId);
  if (!record?.episodes.some(({ episode }) => ownsTask(caller, episode))) return NOT_FOUND;
  return { value: viewMatch(record, caller) };
};

/** The records of all ids of both children, in a fixed order. */
export const listChildren = ({ children }: MatchRecord): readonly DecidedChild[] =>
  [...children.values()].sort((a, b) => (a.childId < b.childId ? -1 : 1));
