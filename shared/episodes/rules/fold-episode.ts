import type { Directory } from '../../directory/directory.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { Action } from '../action.ts';
import {
  type Cancellation,
  type Episode,
  type EpisodeFlag,
  type EpisodeStatus,
  EPISODE_FLAGS,
  type RiskGrading,
} from '../episode.ts';
import { addAuthorityReturn, findAuthorityReturn } from './authority-return.ts';
import { mergeFacts, type MergedFacts, findCancellationInForce } from './merge-facts.ts';
import { type Fact, sortFacts, readRecordedAt } from '../fact.ts';
import { isAdult, isIdentityIncomplete } from './age.ts';
import { hasTooEarlyWork, isHeldBeforeReturn } from './deadline.ts';
import { foldTask } from './fold-task.ts';
import { findPlacement, findPlacementGroup } from './placement.ts';
import { listDisorders } from './order-of-times.ts';
import { findCancellation, isDeceasedContradicted } from './withdrawal.ts';
import type { RhiTask } from '../task.ts';
import type { Occasion } from './split-occasions.ts';
import {
  findResponsibleAuthority,
  findHomeLocality,
  findPlaceLocality,
  type HomeLocality,
  type Ownership,
} from './authority-and-locality.ts';

/** Reported again after a find and before any return: the child is missing again (police contract). */
const isMissingAgain = ({ report, firstReportedAt, found }: MergedFacts): boolean =>
  typeof report.reportedAt === 'string' &&
  firstReportedAt !== null &&
  found.foundAt !== undefined &&
  firstReportedAt <= found.foundAt &&
  found.foundAt < report.reportedAt;

/** A cancellation as a duplicate that is unresolved takes nobody off the list of missing children. */
const findStatus = (
  ordered: readonly Fact[],
  merged: MergedFacts,
  actions: readonly Action[],
): EpisodeStatus => {
  if (findCancellation(ordered, actions).counts !== null) return 'cancelled';
  if (!ordered.some(({ kind }) => kind === 'reported')) return 'incomplete';
  if (merged.returned.returnedAt !== undefined) return 'returned';
  return merged.found.foundAt === undefined || isMissingAgain(merged) ? 'missing' : 'found';
};

const readCancellation = (ordered: readonly Fact[], merged: MergedFacts): Cancellation | null => {
  const cancelled = findCancellationInForce(ordered);
  if (cancelled === null) return null;
  const { reason } = cancelled.data;
  const { duplicateOf } = merged.cancelled;
  return {
    reason,
    at: readRecordedAt(cancelled),
    ...(reason === 'duplicate' && duplicateOf !== undefined ? { duplicateOf } : {}),
  };
};

const listTaskFlags = (
  ordered: readonly Fact[],
  actions: readonly Action[],
  task: RhiTask | null,
): readonly EpisodeFlag[] => [
  ...(task !== null && isHeldBeforeReturn(task) ? ['interview-before-return' as const] : []),
  ...(task !== null && hasTooEarlyWork(task) ? ['work-before-found' as const] : []),
  ...(findCancellation(ordered, actions).unresolved === null
    ? []
    : ['duplicate-unresolved' as const]),
  ...(isDeceasedContradicted(ordered, actions) ? ['deceased-contradicted' as const] : []),
];

const listFlags = (
  merged: MergedFacts,
  ownership: readonly EpisodeFlag[],
  home: HomeLocality,
  ofTask: readonly EpisodeFlag[],
): readonly EpisodeFlag[] => {
  const raised = new Set<EpisodeFlag>([...ownership, ...ofTask]);
  if (home.locality === null) raised.add('locality-unknown');
  if (isIdentityIncomplete(merged.child)) raised.add('identity-incomplete');
  if (merged.isReused) raised.add('reference-reused');
  if (listDisorders(merged).length > 0) raised.add('order-of-times');
  if (isAdult(merged)) raised.add('aged-18-or-over');
  return EPISODE_FLAGS.filter((flag) => raised.has(flag));
};

const omitSummary = (
  interview: MergedFacts['returned']['preventionInterview'],
): Episode['preventionInterview'] => {
  if (interview === undefined) return null;
  const { held, at } = interview;
  return at === undefined ? { held } : { held, at };
};

const readReport = ({ report }: MergedFacts) => ({
  category: report.category ?? null,
  riskLevel: report.riskLevel ?? null,
  riskFlags: report.riskFlags ?? [],
  lookedAfter: report.lookedAfter ?? null,
  reportedAt: report.reportedAt ?? null,
  lastSeen: report.lastSeen ?? null,
  missingFrom: report.missingFrom ?? null,
  officer: report.officer ?? null,
});

const readEnd = ({ found, returned, narratives }: MergedFacts) => ({
  narratives,
  foundAt: found.foundAt ?? null,
  foundPlace: found.place ?? null,
  foundBy: found.foundBy ?? null,
  condition: found.condition ?? null,
  returnedAt: returned.returnedAt ?? null,
  returnedTo: returned.returnedTo ?? null,
  harmDisclosed: returned.harmDisclosed ?? null,
  preventionInterview: omitSummary(returned.preventionInterview),
});

const readAuthorityReturn = (actions: readonly Action[]): Episode['authorityReturn'] => {
  const { returnedAt = null, saidBy, by, recordedAt } = findAuthorityReturn(actions) ?? {};
  if (returnedAt === null || saidBy === undefined || by === undefined || recordedAt === undefined)
    return null;
  return { returnedAt, saidBy, by, recordedAt };
};

const readOwnership = ({ responsible, basis, host }: Ownership) => ({
  responsibleAuthority: responsible,
  responsibleAuthorityBasis: basis,
  hostAuthority: host,
});

/** Whoever sent it again, or corrected something else in it, reported nothing new. */
const findReportKnownAt = (
  ordered: readonly Fact[],
  reportedAt: Instant | null | undefined,
): Instant | null =>
  ordered
    .filter(
      (fact) =>
        (fact.kind === 'reported' || fact.kind === 'updated') &&
        fact.data.reportedAt === reportedAt,
    )
    .map(({ receivedAt }) => receivedAt)
    .sort()[0] ?? null;

export type EpisodePlace = Pick<Occasion, 'episodeId' | 'earlier'>;

/**
 * The state of an episode from the set of its notifications and of the actions on its task: the
 * same for any order and number of arrivals (police contract). `place` is that among the episodes of
 * the reference. Throws unless there is at least one fact.
 */
export const foldEpisode = (
  facts: readonly Fact[],
  directory: Directory,
  actions: readonly Action[],
  place: EpisodePlace,
): Episode => {
  const ordered = sortFacts(facts);
  const [first] = ordered;
  if (first === undefined) throw new Error('An episode needs at least one fact.');
  const { force, reference } = first;
  const stated = mergeFacts(ordered, sortFacts(place.earlier));
  const merged = addAuthorityReturn(stated, actions);
  const { report, child } = merged;
  const ownership = findResponsibleAuthority({ force, report, child }, directory);
  const missingFrom = report.missingFrom ?? null;
  const home = findHomeLocality(child, missingFrom, ownership.responsible, directory);
  const placement = findPlacement(report.placement, [...place.earlier, ...ordered]);
  const { episodeId } = place;
  const task = foldTask(episodeId, ordered, merged, home.team, actions);
  return {
    episodeId,
    force,
    reference,
    status: findStatus(ordered, merged, actions),
    ...readReport(merged),
    reportKnownAt: findReportKnownAt(ordered, report.reportedAt),
    placement,
    placementGroup: findPlacementGroup(placement, report.lookedAfter, ownership, directory),
    ...readEnd(merged),
    authorityReturn: readAuthorityReturn(actions),
    riskHistory: buildRiskHistory(ordered),
    ...readOwnership(ownership),
    locality: home.locality,
    placeLocality: findPlaceLocality(directory, report.missingFrom?.place?.postcode),
    flags: listFlags(merged, ownership.flags, home, listTaskFlags(ordered, actions, task)),
    child,
    cancellation: readCancellation(ordered, merged),
    task,
  };
};

/** All of them are in the facts: the state must stay small. */
const MOST_GRADINGS = 50;

/** A repeat of the same level is not a new grading. */
export const buildRiskHistory = (ordered: readonly Fact[]): readonly RiskGrading[] => {
  const history: RiskGrading[] = [];
  for (const fact of ordered) {
    if (fact.kind !== 'reported' && fact.kind !== 'updated') continue;
    const { riskLevel } = fact.data;
    if (riskLevel === undefined || riskLevel === (history.at(-1)?.riskLevel ?? null)) continue;
    const { id: notificationId, receivedAt } = fact;
    history.push({ riskLevel, at: readRecordedAt(fact), notificationId, receivedAt });
  }
  return history.slice(-MOST_GRADINGS);
};
