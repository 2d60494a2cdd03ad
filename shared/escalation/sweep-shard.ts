import { escalateTask, type SweepRun } from './escalate-task.ts';
import type { Raising } from './raise-levels.ts';

/** What a run did so far. */
export interface SweepTally {
  checked: number;
  readonly raisings: Raising[];
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
