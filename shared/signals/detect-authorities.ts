import type { Authority } from '../directory/authority.ts';
import type { Instant } from '../kernel/instant.ts';
import { toLondonDate, toLondonTime, findNextDay } from '../kernel/london-time.ts';
import { type DetectionDependencies, detectThemes } from './detect-themes.ts';
import type { DetectionRun } from './signal.ts';

export interface DetectionReport {
  readonly runs: readonly DetectionRun[];
  readonly overdue: number;
  readonly failures: readonly unknown[];
}

interface DetectionLimits {
  /** Whether there is time for another authority. The next invocation does the rest. */
  readonly hasTime: () => boolean;
}

interface Candidate {
  readonly authority: Authority;
  readonly latest: string | null;
}

/** Invocations are 15 minutes apart, and the first of a night is at 02:00 London time. */
const QUARTER_MINUTES = 15;
const FIRST_QUARTER = 8;

const countInvocations = (now: Instant): number => {
  const [hours = 0, minutes = 0] = toLondonTime(now).split(':').map(Number);
  return Math.max(0, Math.floor((hours * 60 + minutes) / QUARTER_MINUTES) - FIRST_QUARTER);
};

/**
 * The authority that has waited longest comes first. Each later invocation of a night starts with another one, so that
 * an authority that takes all the time, or makes the function crash, does not hold up all the others.
 */
const orderByWait = (waiting: readonly Candidate[], now: Instant): readonly Candidate[] => {
  const buildRank = ({ authority, latest }: Candidate): string =>
    `${latest ?? ''} ${authority.code}`;
  const sorted = [...waiting].sort((a, b) => (buildRank(a) < buildRank(b) ? -1 : 1));
  const start = sorted.length === 0 ? 0 : countInvocations(now) % sorted.length;
  return [...sorted.slice(start), ...sorted.slice(0, start)];
};

const findCandidates = ({
  signals,
  directory,
}: DetectionDependencies): Promise<readonly Candidate[]> =>
  Promise.all(
    directory.authorities.map(async (authority) => {
      const [latest] = await signals.listRuns(authority.code, 1);
      return { authority, latest: latest?.day ?? null };
    }),
  );

const isDone = ({ latest }: Candidate, day: string): boolean => latest !== null && latest >= day;

const isOverdue = ({ latest }: Candidate, day: string): boolean =>
  latest === null || findNextDay(latest) < day;

/**
 * Runs detection for every authority that has no run on the London day of `now`, one after the other. A failure of one
 * does not stop the others.
 */
export const detectAuthorities = async (
  dependencies: DetectionDependencies,
  now: Instant,
  { hasTime }: DetectionLimits,
): Promise<DetectionReport> => {
  const day = toLondonDate(now);
  const waiting = (await findCandidates(dependencies)).filter((one) => !isDone(one, day));
  const runs: DetectionRun[] = [];
  const failures: unknown[] = [];
  for (const { authority } of orderByWait(waiting, now)) {
    if (!hasTime()) break;
    const [run] = await Promise.allSettled([detectThemes(dependencies, authority, now)]);
    if (run.status === 'fulfilled') runs.push(run.value);
    else failures.push(run.reason);
  }
  const done = new Set(runs.map(({ authority }) => authority));
  const left = waiting.filter(({ authority }) => !done.has(authority.code));
  return { runs, failures, overdue: left.filter((one) => isOverdue(one, day)).length };
};
