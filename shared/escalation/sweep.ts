import type { Instant } from '../kernel/instant.ts';
import { createStaffReader } from '../directory/staff-store.ts';
import {
  escalateTask,
  type RaisedEscalation,
  type SweepDependencies,
  type SweepRun,
} from './escalate-task.ts';

export interface SweepReport {
  readonly checked: number;
  readonly escalated: number;
  readonly oldestDue: Instant | null;
  readonly withoutRecipient: number;
  /** Roles of the ladders in which an authority has nobody. */
  readonly emptyRoles: number;
}

interface SweepLimits {
  readonly shards: number;
  /** False when no further task may be started. The next run continues with the oldest. */
  readonly hasTime: () => boolean;
}

interface SweepTally {
  checked: number;
  readonly raisings: RaisedEscalation[];
  readonly failures: unknown[];
}

const PAGE = 100;

/** All shards together stay within the 50 connections of the SDK. */
const AT_ONCE = 6;

/**
 * Oldest first. Only reads forward, so a task that fails or lags in the index is tried once a run.
 */
async function* listDueEpisodes(
  { episodes, now }: SweepRun,
  shard: number,
  hasTime: () => boolean,
): AsyncGenerator<string, undefined> {
  let after: string | null = null;
  do {
    if (!hasTime()) return;
    const page = await episodes.listToEscalate({ shard, now, after, limit: PAGE });
    for (const episodeId of page.items) {
      if (!hasTime()) return;
      yield episodeId;
    }
    ({ after } = page);
  } while (after !== null);
}

const escalateTasks = async (
  run: SweepRun,
  due: AsyncGenerator<string, undefined>,
  tally: SweepTally,
): Promise<void> => {
  for await (const episodeId of due) {
    tally.checked += 1;
    try {
      tally.raisings.push(...(await escalateTask(run, episodeId)));
    } catch (error) {
      tally.failures.push(error);
    }
  }
};

const sweepShard = async (
  run: SweepRun,
  shard: number,
  hasTime: () => boolean,
  tally: SweepTally,
): Promise<void> => {
  const due = listDueEpisodes(run, shard, hasTime);
  const workers = Array.from({ length: AT_ONCE }, () => escalateTasks(run, due, tally));
  for (const ended of await Promise.allSettled(workers)) {
    if (ended.status === 'rejected') tally.failures.push(ended.reason);
  }
};

const MOST_WAITING = 300;

/**
 * Wakes the sender once for each recipient of this run, and for people with older pending alerts.
 */
const wakeRecipients = async (
  { wakeUps, now }: SweepRun,
  raisings: readonly RaisedEscalation[],
): Promise<void> => {
  const recipients = raisings
    .flatMap(({ alerts }) => alerts)
    .filter(({ sendAt }) => sendAt <= now)
    .map(({ recipient }) => recipient);
  const waiting = await wakeUps.listWaiting(now, MOST_WAITING);
  await wakeUps.wake([...new Set([...recipients, ...waiting])], now);
};

const buildReport = ({ checked, raisings }: SweepTally, emptyRoles: number): SweepReport => ({
  checked,
  escalated: raisings.length,
  oldestDue: raisings.reduce<Instant | null>(
    (oldest, { raised: { at } }) => (oldest === null || at < oldest ? at : oldest),
    null,
  ),
  withoutRecipient: raisings.filter(({ escalation }) => escalation.notified.length === 0).length,
  emptyRoles,
});

/**
 * Raises every level of the ladder that is due by `now`. Late, repeated, interrupted or
 * simultaneous runs raise each level once (decision 0012). Also finishes what requests that were cut
 * off left to be looked at. Throws at the end when a task, a shard, the wake-ups or a review failed.
 */
export const sweep = async (
  dependencies: SweepDependencies,
  now: Instant,
  { shards, hasTime }: SweepLimits,
): Promise<SweepReport> => {
  const run: SweepRun = { ...dependencies, readStaff: createStaffReader(dependencies), now };
  const tally: SweepTally = { checked: 0, raisings: [], failures: [] };
  await Promise.all(
    Array.from({ length: shards }, (_, shard) => sweepShard(run, shard, hasTime, tally)),
  );
  const [checked, ...others] = await Promise.allSettled([
    dependencies.checkStaff(now),
    wakeRecipients(run, tally.raisings),
    dependencies.finishReviews(now),
  ]);
  const failures = [
    ...tally.failures,
    ...[checked, ...others].flatMap((one): unknown[] =>
      one.status === 'rejected' ? [one.reason] : [],
    ),
  ];
  if (failures.length > 0) {
    throw new AggregateError(failures, `${String(failures.length)} parts of the sweep failed.`);
  }
  return buildReport(tally, checked.status === 'fulfilled' ? checked.value : 0);
};
