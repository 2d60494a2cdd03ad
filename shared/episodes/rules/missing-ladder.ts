import type { Ladder, LadderLevel } from '../../directory/ladder.ts';
import type { Instant } from '../../kernel/instant.ts';
import { type Episode, toTaskId } from '../episode.ts';
import { createEscalationId, type RaisedLevel } from '../escalation.ts';
import { isYoungerThan } from './age.ts';
import { chooseLater, type Climb } from './climb.ts';

export type MissingEpisode = Pick<
  Episode,
  'episodeId' | 'status' | 'reportedAt' | 'reportKnownAt' | 'riskHistory' | 'child'
>;

export const isMissing = ({ status, reportedAt }: MissingEpisode): boolean =>
  status === 'missing' && reportedAt !== null;

/** A younger child from the report on; others from when their risk was graded so. Null for all others. */
const findStart = (
  { child, riskHistory }: MissingEpisode,
  reportedAt: Instant,
  { from, onlyFor }: LadderLevel,
): Instant | null => {
  if (from !== 'report') return null;
  if (onlyFor === null) return reportedAt;
  const { youngerThan, riskLevels } = onlyFor;
  if (youngerThan !== null && isYoungerThan(child, youngerThan, reportedAt)) return reportedAt;
  const grading = riskHistory.find(
    ({ riskLevel }) => riskLevel !== null && riskLevels.includes(riskLevel),
  );
  return grading === undefined
    ? null
    : chooseLater(chooseLater(reportedAt, grading.at), grading.receivedAt);
};

/** A report that police correct is the same; one that is made anew after the child was found is another. */
const isOfReport = (raised: RaisedLevel, reportedAt: Instant): boolean =>
  raised.reportedAt !== null && (raised.reportedAt === reportedAt || raised.at >= reportedAt);

/** Null unless the child is missing now. */
export const createMissingClimb = (
  episode: MissingEpisode,
  all: readonly RaisedLevel[],
  ladder: Ladder,
): Climb | null => {
  const { reportedAt, reportKnownAt } = episode;
  if (!isMissing(episode) || reportedAt === null) return null;
  return {
    ladder,
    raised: all.filter((one) => isOfReport(one, reportedAt)),
    findStart: (level) => findStart(episode, reportedAt, level),
    findMoment: (_, nominal) => chooseLater(nominal, reportKnownAt),
    isMetAt: () => true,
    wasSaid: () => false,
    identify: (level) => {
      const earlier = all.filter((one) => one.level === level && one.reportedAt === reportedAt);
      const n = Math.max(0, ...earlier.map((one) => one.n)) + 1;
      const taskId = toTaskId(episode.episodeId);
      const escalationId = createEscalationId(taskId, { dueAt: null, reportedAt, level, n });
      return { escalationId, n, dueVersion: 0, dueAt: null, reportedAt };
    },
  };
};

/** Nothing is left to acknowledge when the child is found or home, the report is cancelled, or another counts. */
export const isOutdatedOfMissing = (episode: MissingEpisode, raised: RaisedLevel): boolean =>
  !isMissing(episode) || episode.reportedAt === null || !isOfReport(raised, episode.reportedAt);
