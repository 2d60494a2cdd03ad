import type { Caller } from '../access/caller.ts';
import { hasPermission } from '../access/roles.ts';
import { readFirstId } from '../episodes/episode-items.ts';
import type { StoredEpisode } from '../episodes/episode.ts';
import {
  applyMatch,
  type DecidedChild,
  foldMatch,
  hasContradiction,
  type MatchDecision,
} from '../episodes/rules/child-matches.ts';
import { hash, hashContent } from '../kernel/hash.ts';
import type { Instant } from '../kernel/instant.ts';
import { KEY_REUSED, NOT_FOUND, NOT_YOUR_ROLE, refuseBody, type Result } from '../kernel/result.ts';
import { retryOnConflict } from '../kernel/write-result.ts';
import type { MatchBody, MatchView } from './match-api.ts';
import {
  listChildren,
  listDeciding,
  listOwnDeciding,
  type MatchRecord,
  readMatchRecord,
  viewMatch,
} from './read-match.ts';
import type { ReferenceActionDependencies } from './record-reference-action.ts';
import { finishReview } from './finish-reviews.ts';

/** All ids of a child are written in one transaction. */
const MOST_IDS = 20;

type Refused = Extract<Result<never>, { readonly refusal: unknown }>;

const refuseDecided = ({ decisions }: MatchRecord, { decision }: MatchBody): Refused | null => {
  const { holds, proposed } = foldMatch(decisions);
  if (decision === 'undo') {
    return holds === null && proposed === null
      ? refuseBody('not-decided', '/decision', 'Nobody has decided anything about these children.')
      : null;
  }
  return holds === null
    ? null
    : refuseBody('already-decided', '/decision', 'This was decided. Undo that first.');
};

/** Tasks of one interview whose children would be two again. */
const listCoveringTasks = (
  episodes: readonly StoredEpisode[],
  children: readonly DecidedChild[],
): readonly string[] => {
  const groups = new Map(children.map(({ childId, group }) => [childId, group.join(' ')]));
  const held = episodes.flatMap(({ childId, episode: { task } }) => {
    const interviewId = task?.outcome?.interviewId ?? null;
    return task === null || childId === null || interviewId === null
      ? []
      : [{ interviewId, taskId: task.taskId, child: groups.get(childId) ?? childId }];
  });
  return [...Map.groupBy(held, ({ interviewId }) => interviewId).values()]
    .filter((tasks) => new Set(tasks.map(({ child }) => child)).size > 1)
    .flatMap((tasks) => tasks.map(({ taskId }) => taskId))
    .sort();
};

const refuseChildren = (
  { episodes }: MatchRecord,
  children: readonly DecidedChild[],
): Refused | null => {
  if (children.some(({ group }) => group.length > MOST_IDS)) {
    const message = `A child can have ${String(MOST_IDS)} ids at most. Look at the decisions about this child.`;
    return refuseBody('too-many-ids', '/decision', message);
  }
  if (hasContradiction(children)) {
    const message =
      'Two of these children were decided to be different, or to be one. Undo that decision first.';
    return refuseBody('contradicts-decision', '/decision', message);
  }
  const covering = listCoveringTasks(episodes, children);
  if (covering.length === 0) return null;
  const message = `One interview covers episodes of both children. Correct its outcomes first: ${covering.join(', ')}.`;
  return refuseBody('interview-covers-both', '/decision', message);
};

const createDecisionId = (matchId: string, key: string): string =>
  `dec-${hash('match-decision', matchId, key)}`;

const createDecision = (
  record: MatchRecord,
  { key, decision, reason }: MatchBody,
  caller: Caller,
  now: Instant,
): MatchDecision => {
  const last = record.decisions.at(-1)?.at;
  return {
    decisionId: createDecisionId(record.matchId, key),
    decision,
    reason,
    by: caller.subject,
    at: last !== undefined && last > now ? last : now,
    authorities: listOwnDeciding(record, caller),
    responsible: listDeciding(record),
    contentHash: hashContent({ decision, reason }),
  };
};

/** What changes about the children once this is decided; nothing while another authority has yet to agree. */
const applyDecision = (record: MatchRecord, decision: MatchDecision): readonly DecidedChild[] => {
  const before = foldMatch(record.decisions).holds;
  const { holds } = foldMatch([...record.decisions, decision]);
  return before === holds ? [] : applyMatch(listChildren(record), record.pair, holds);
};

const decideOnce = async (
  { episodes }: ReferenceActionDependencies,
  matchId: string,
  body: MatchBody,
  caller: Caller,
  now: Instant,
): Promise<Result<MatchRecord> | 'conflict'> => {
  const record = await readMatchRecord(episodes, matchId);
  if (record === null || listOwnDeciding(record, caller).length === 0) return NOT_FOUND;
  const decision = createDecision(record, body, caller, now);
  const repeated = record.decisions.find(({ decisionId }) => decisionId === decision.decisionId);
  if (repeated !== undefined) {
    const isSame = repeated.contentHash === decision.contentHash && repeated.by === caller.subject;
    return isSame ? { value: record } : KEY_REUSED;
  }
  const children = applyDecision(record, decision);
  const refused = refuseDecided(record, body) ?? refuseChildren(record, children);
  if (refused !== null) return refused;
  const known = record.decisions.length;
  const review = children.length === 0 ? null : createReview(record, decision);
  const written = await episodes.writeDecision({ matchId, known, decision, children, review });
  if (written === 'conflict') return 'conflict';
  return { value: { ...record, decisions: [...record.decisions, decision] } };
};

/** Tasks are withdrawn for reasons that can lie in another episode of the same child. */
const createReview = ({ episodes }: MatchRecord, { decisionId, at }: MatchDecision) => ({
  reviewId: decisionId,
  since: at,
  references: [...new Set(episodes.map(({ episode }) => readFirstId(episode.episodeId)))],
});

/**
 * Records what a manager says of two children who may be the same. It holds once every authority that is responsible for
 * one of them has said it. Nothing under an episode is written: the episodes of both count as one child's wherever a
 * child is read, so that undoing gives back what was. Afterwards it looks again at the tasks whose withdrawal depends on
 * who the child is; when the request is cut off before that, the sweep does it.
 */
export const decideMatch = async (
  dependencies: ReferenceActionDependencies,
  { matchId, body }: { readonly matchId: string; readonly body: MatchBody },
  caller: Caller,
  now: Instant,
): Promise<Result<MatchView>> => {
  if (!hasPermission(caller, 'decideMatches')) return NOT_YOUR_ROLE;
  const done = await retryOnConflict(dependencies.backOff, () =>
    decideOnce(dependencies, matchId, body, caller, now),
  );
  if ('refusal' in done) return done;
  const decision = done.value.decisions.at(-1);
  if (decision !== undefined)
    await finishReview(dependencies, createReview(done.value, decision), now);
  const record = await readMatchRecord(dependencies.episodes, matchId);
  return { value: viewMatch(record ?? done.value, caller) };
};
