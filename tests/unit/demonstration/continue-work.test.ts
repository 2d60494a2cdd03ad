import { describe, expect, it } from 'vitest';
import { continueWork } from '../../../infra/local/demonstration/play.ts';
import { addMs, HOUR_MS, MINUTE_MS, measureElapsedMs } from '../../../shared/kernel/instant.ts';
import type { Instant } from '../../../shared/kernel/instant.ts';
import { at } from '../../support/facts.ts';

const START = at('2026-11-21T09:00Z');

/** Staff who work until they have looked at their lists so many times. Each wait moves the clock by as much. */
const work = async (looks: number, wait: (ms: number, move: (ms: number) => void) => void) => {
  let clock: Instant = START;
  const move = (ms: number): void => {
    clock = addMs(clock, ms);
  };
  const ending = new AbortController();
  const lookedAt: Instant[] = [];
  const waits: number[] = [];
  await continueWork({
    staff: {
      readWork: (now) => {
        lookedAt.push(now);
        if (lookedAt.length === looks) ending.abort();
        return Promise.resolve();
      },
      workUntil: () => Promise.resolve(0),
      acknowledge: () => Promise.resolve(),
      findNextStep: () => null,
    },
    now: () => clock,
    wait: (ms) => {
      waits.push(ms);
      wait(ms, move);
      return Promise.resolve();
    },
    signal: ending.signal,
  });
  return { lookedAt, waits };
};

const elapsed = (instants: readonly Instant[]): readonly number[] =>
  instants.slice(1).map((instant, i) => measureElapsedMs(instants[i] ?? START, instant));

describe('staff who live on', () => {
  it('look at their lists once a minute', async () => {
    const { lookedAt } = await work(4, (ms, move) => {
      move(ms);
    });
    expect(elapsed(lookedAt)).toEqual([MINUTE_MS, MINUTE_MS, MINUTE_MS]);
  });

  it('notice within a second that the clock was moved', async () => {
    const { lookedAt, waits } = await work(2, (ms, move) => {
      move(ms);
      move(HOUR_MS);
    });
    expect(waits).toEqual([1000]);
    expect(elapsed(lookedAt)).toEqual([HOUR_MS + 1000]);
  });
});
