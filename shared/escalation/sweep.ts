import type { Instant } from '../kernel/instant.ts';
import { createStaffReader } from '../directory/staff-store.ts';
import {
  escalateTask,
  type RaisedEscalation,
  type SweepDependencies,
  type SweepRun,
} from './escalate-task.ts';

/** What one run did. */
export interface SweepReport {
  /** Tasks that the index said were due. */
  readonly checked: number;
  /** Escalations raised. */
  readonly escalated: number;
  /** When the oldest level that was raised had been due; null when none was. */
  readonly oldestDue: Instant | null;
  /** Escalations of which nobody could be told. */
  readonly withoutRecipient: number;
}

interface SweepLimits {
  /** Over how many partitions the due tasks are spread. */
  readonly shards: number;
  /** Whether another task may be begun; what is left is the next run's, oldest first. */
  readonly hasTime: () => boolean;
}

/** People for whom a bell is rung beside those told in this run; the others follow a minute later. */
const MOST_WAITING = 300;

const reportOf = ({ checked, raisings }: SweepTally): SweepReport => ({
  checked,
  escalated: raisings.length,
  oldestDue: raisings.reduce<Instant | null>(
    (oldest, { raised: { at } }) => (oldest === null || at < oldest ? at : oldest),
    null,
  ),
  withoutRecipient: raisings.filter(({ escalation }) => escalation.notified.length === 0).length,
});

/** Each once: who is told of something in this run, and for whom anything waits from before. */
const ringBells = async (
  { wakeUps, now }: SweepRun,
  raisings: readonly RaisedEscalation[],
): Promise<void> => {
  const told = raisings
    .flatMap(({ alerts }) => alerts)
    .filter(({ sendAt }) => sendAt <= now)
    .map(({ recipient }) => recipient);
  const waiting = await wakeUps.listWaiting(now, MOST_WAITING);
  await wakeUps.wake([...new Set([...told, ...waiting])], now);
};

/**
 * Raises whatever the ladder has due by `now`: all shards side by side, each from the oldest on. Any
 * number of runs, at once, late or cut off, raise each level once; at the end one bell is rung for
 * each person who has something to be told. Throws when a task, a shard or the wakeUps failed, after
 * everything else was done.
 */
export const sweep = async (
  ports: SweepDependencies,
  now: Instant,
  { shards, hasTime }: SweepLimits,
): Promise<SweepReport> => {
  const run: SweepRun = { ...ports, staffOf: createStaffReader(ports), now };
  const tally: SweepTally = { checked: 0, raisings: [], failures: [] };
  await Promise.all(
    Array.from({ length: shards }, (_, shard) => sweepShard(run, shard, hasTime, tally)),
  );
  const rung = await Promise.allSettled([ringBells(run, tally.raisings)]);
  const failures = [
    ...tally.failures,
    ...rung.flatMap((one): unknown[] => (one.status === 'rejected' ? [one.reason] : [])),
  ];
  if (failures.length > 0) {
    throw new AggregateError(failures, `${String(failures.length)} parts of the sweep failed.`);
  }
  return reportOf(tally);
};

/** What a run did so far. */
export interface SweepTally {
  checked: number;
  readonly raisings: RaisedEscalation[];
  /** Of tasks and of shards; they fail the run when everything else is done. */
  readonly failures: unknown[];
}

const PAGE = 100;

/** Tasks at once in a shard: all shards together stay within the 50 connections of the SDK. */
const AT_ONCE = 6;

/**
 * Oldest first. Forward only: an entry that is left behind, for the index lags or its task fails, is
 * not met a second time in this run.
 */
async function* dueInShard(
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

const work = async (
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

/** Looks at every due task of a shard, some at once. What fails is put down, and stops nothing else. */
export const sweepShard = async (
  run: SweepRun,
  shard: number,
  hasTime: () => boolean,
  tally: SweepTally,
): Promise<void> => {
  const due = dueInShard(run, shard, hasTime);
  const workers = Array.from({ length: AT_ONCE }, () => work(run, due, tally));
  for (const ended of await Promise.allSettled(workers)) {
    if (ended.status === 'rejected') tally.failures.push(ended.reason);
  }
};
