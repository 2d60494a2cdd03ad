import type { Authority } from '../directory/authority.ts';
import type { Instant } from '../kernel/instant.ts';
import { londonDateOf, londonTimeOf, nextDay } from '../kernel/london-time.ts';
import type { DetectionRun } from './signals.ts';
import { detectThemes, type DetectionPorts } from './detect-themes.ts';

/** What one invocation did. */
export interface DetectionReport {
  /** In the order in which they were done. */
  readonly runs: readonly DetectionRun[];
  /** Authorities that had no run yesterday and have none today: nobody looked at their picture. */
  readonly overdue: number;
  /** What authorities' runs failed with. */
  readonly failures: readonly unknown[];
}

interface DetectionLimits {
  /** Whether another authority may be begun; what is left is the next invocation's. */
  readonly hasTime: () => boolean;
}

/** An authority, and the London day of its latest run; null when it never had one. */
interface Candidate {
  readonly area: Authority;
  readonly latest: string | null;
}

/** Invocations are a quarter of an hour apart, and the first of a night is at 02:00 of London. */
const QUARTER_MINUTES = 15;
const FIRST_QUARTER = 8;

const turnOf = (now: Instant): number => {
  const [hours = 0, minutes = 0] = londonTimeOf(now).split(':').map(Number);
  return Math.max(0, Math.floor((hours * 60 + minutes) / QUARTER_MINUTES) - FIRST_QUARTER);
};

/**
 * Whoever waited longest is first; at each later invocation of the night another one is, so that an authority which
 * takes all the time, or kills the function, does not keep all others from theirs.
 */
const inTurn = (waiting: readonly Candidate[], now: Instant): readonly Candidate[] => {
  const rankOf = ({ area, latest }: Candidate): string => `${latest ?? ''} ${area.code}`;
  const sorted = [...waiting].sort((a, b) => (rankOf(a) < rankOf(b) ? -1 : 1));
  const start = sorted.length === 0 ? 0 : turnOf(now) % sorted.length;
  return [...sorted.slice(start), ...sorted.slice(0, start)];
};

const findCandidates = ({ signals, directory }: DetectionPorts): Promise<readonly Candidate[]> =>
  Promise.all(
    directory.authorities.map(async (area) => {
      const [latest] = await signals.listRuns(area.code, 1);
      return { area, latest: latest?.day ?? null };
    }),
  );

const isDone = ({ latest }: Candidate, day: string): boolean => latest !== null && latest >= day;

const isOverdue = ({ latest }: Candidate, day: string): boolean =>
  latest === null || nextDay(latest) < day;

/**
 * Runs the detection of the London day of `now` over every authority that has no run of it yet, one after the other,
 * while there is time. One that fails does not keep the others from theirs.
 */
export const detectAuthorities = async (
  ports: DetectionPorts,
  now: Instant,
  { hasTime }: DetectionLimits,
): Promise<DetectionReport> => {
  const day = londonDateOf(now);
  const waiting = (await findCandidates(ports)).filter((one) => !isDone(one, day));
  const runs: DetectionRun[] = [];
  const failures: unknown[] = [];
  for (const { area } of inTurn(waiting, now)) {
    if (!hasTime()) break;
    const [run] = await Promise.allSettled([detectThemes(ports, area, now)]);
    if (run.status === 'fulfilled') runs.push(run.value);
    else failures.push(run.reason);
  }
  const done = new Set(runs.map(({ authority }) => authority));
  const left = waiting.filter(({ area }) => !done.has(area.code));
  return { runs, failures, overdue: left.filter((one) => isOverdue(one, day)).length };
};
