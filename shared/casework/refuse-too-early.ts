import { findEarliestKnown, findPossibleFrom } from '../episodes/rules/deadline.ts';
import type { RhiTask } from '../episodes/task.ts';
import type { Instant } from '../kernel/instant.ts';
import type { BrokenRule } from '../kernel/problem.ts';
import { listIfBroken } from '../kernel/result.ts';

type Known = Pick<RhiTask, 'lastSeenAt' | 'reportedAt' | 'foundAt' | 'returnedAt'>;

const describeStart = ({ reportedAt, foundAt }: Known) => {
  if (foundAt !== null) return ['before-found', 'the child was found'] as const;
  return reportedAt === null
    ? (['before-return', 'the child returned'] as const)
    : (['before-report', 'the child was reported missing'] as const);
};

/** Of an interview, an offer or a decline: it can be from the find on, else from the report. */
export const refuseTooEarly = (
  task: Known,
  happenedAt: Instant,
  path: string,
): readonly BrokenRule[] => {
  const from = findPossibleFrom(task);
  const [code, when] = describeStart(task);
  return listIfBroken(
    from !== null && happenedAt < from,
    code,
    path,
    `Enter a time that is not before ${when}.`,
  );
};

/** Of anything that somebody did about a task: a mistyped year would make it the first try of all. */
export const refuseBeforeEpisode = (
  task: Known,
  happenedAt: Instant,
  path: string,
): readonly BrokenRule[] => {
  const earliest = findEarliestKnown(task);
  return listIfBroken(
    earliest !== null && happenedAt < earliest,
    'before-report',
    path,
    'Enter a time that is not before the child was last seen, reported missing, found or returned.',
  );
};
