import { describe, expect, it } from 'vitest';
import { generateFeed } from '../../../infra/local/demonstration/feed.ts';
import type { FeedMessage } from '../../../infra/local/demonstration/feed-message.ts';
import type { SimulatedStaff } from '../../../infra/local/demonstration/people/simulated-staff.ts';
import {
  type HistoryDoor,
  type PlayHistory,
  playHistory,
} from '../../../infra/local/demonstration/play-history.ts';
import type { Instant } from '../../../shared/kernel/instant.ts';
import { at } from '../../support/facts.ts';
import { SIX_WEEKS } from './feed-reading.ts';

const FEED = [...generateFeed({ seed: 30, ...SIX_WEEKS })];

interface Act {
  readonly at: Instant;
  readonly what: string;
}

/** A door that notes what happens and when; staff without work, unless steps are given. */
const createNotebook = (dues: readonly Instant[] = [], steps: readonly Instant[] = []) => {
  let clock = SIX_WEEKS.from;
  const acts: Act[] = [];
  const received: { readonly message: FeedMessage; readonly at: Instant }[] = [];
  const note = (what: string): Promise<void> => {
    acts.push({ at: clock, what });
    return Promise.resolve();
  };
  const left = { dues: [...dues], steps: [...steps] };
  const takeDue = (list: Instant[]): void => {
    while (list[0] !== undefined && list[0] <= clock) list.shift();
  };
  const door: HistoryDoor = {
    send: (messages) => {
      received.push(...messages.map((message) => ({ message, at: clock })));
      return Promise.resolve();
    },
    moveTo: (instant) => {
      clock = instant;
    },
    run: (name) => {
      if (name === 'sweep') takeDue(left.dues);
      return note(name);
    },
    finish: () => Promise.resolve(),
    findSweepDue: () => Promise.resolve(left.dues[0] ?? null),
  };
  const staff: SimulatedStaff = {
    readWork: () => note('look'),
    workUntil: async () => {
      takeDue(left.steps);
      await note('step');
      return 1;
    },
    acknowledge: () => Promise.resolve(),
    findNextStep: () => left.steps[0] ?? null,
  };
  return { acts, received, door, staff, now: () => clock };
};

const play = async (
  notebook: ReturnType<typeof createNotebook>,
  more: Partial<PlayHistory> = {},
): Promise<void> => {
  const { from, to: until } = SIX_WEEKS;
  await playHistory({ feed: [], from, until, door: notebook.door, staff: notebook.staff, ...more });
};

const whenOf = ({ acts }: ReturnType<typeof createNotebook>, what: string): readonly Instant[] =>
  acts.filter((act) => act.what === what).map((act) => act.at);

describe('playing the history', () => {
  it('has every message received once, in order, at the instant at which it was sent', async () => {
    const notebook = createNotebook();
    await play(notebook, { feed: FEED });
    expect(notebook.received.map(({ message }) => message)).toEqual(FEED);
    expect(notebook.received.every(({ message, at: when }) => message.sentAt === when)).toBe(true);
  });

  it('sweeps in the minute after something falls due, and at no other time', async () => {
    const notebook = createNotebook([at('2026-10-20T03:17:30Z'), at('2026-11-02T09:00Z')]);
    await play(notebook);
    expect(whenOf(notebook, 'sweep')).toEqual([at('2026-10-20T03:18Z'), at('2026-11-02T09:00Z')]);
  });

  it('has staff record each step when it is due, before the sweep of the same moment', async () => {
    const due = at('2026-11-02T09:00Z');
    const notebook = createNotebook([due], [at('2026-10-20T03:17:30Z'), due]);
    await play(notebook);
    expect(whenOf(notebook, 'step')).toEqual([at('2026-10-20T03:17:30Z'), due]);
    const together = notebook.acts.filter((act) => act.at === due && act.what !== 'look');
    expect(together.map(({ what }) => what)).toEqual(['step', 'sweep']);
  });

  it('has a digest at eight and detection at two in the night of each day, by London clocks', async () => {
    const notebook = createNotebook();
    await play(notebook);
    const [digests, detections] = [whenOf(notebook, 'digest'), whenOf(notebook, 'detect')];
    expect(digests.length).toBe(42);
    // The clocks go back on 25 October.
    expect(digests).toContain(at('2026-10-24T07:00Z'));
    expect(digests).toContain(at('2026-10-26T08:00Z'));
    expect(detections.length).toBe(42);
    expect(detections).toContain(at('2026-10-24T01:00Z'));
    expect(detections).toContain(at('2026-10-26T02:00Z'));
  });

  it('has staff look at their lists most often in the last two weeks', async () => {
    const notebook = createNotebook();
    await play(notebook);
    const lately = whenOf(notebook, 'look').filter((when) => when >= at('2026-11-07T09:00Z'));
    expect(lately.length).toBeGreaterThan(14 * 5);
    expect(whenOf(notebook, 'look').length - lately.length).toBe(28 * 2);
  });

  it('never goes back in time, and ends with the present', async () => {
    const notebook = createNotebook([at('2026-10-01T09:00Z')]);
    await play(notebook, { feed: FEED });
    const times = notebook.acts.map((act) => act.at);
    expect(times).toEqual(times.toSorted());
    expect(notebook.now()).toBe(SIX_WEEKS.to);
  });

  it('ends after the act in hand when the signal says so', async () => {
    const notebook = createNotebook();
    const ending = new AbortController();
    await play(notebook, {
      feed: FEED,
      signal: ending.signal,
      progress: (sent) => {
        if (sent >= 100) ending.abort();
      },
    });
    expect(notebook.received.length).toBeGreaterThanOrEqual(100);
    expect(notebook.received.length).toBeLessThan(110);
  });

  it('fails when the queue rejects a batch, so that it is not reported complete', async () => {
    const notebook = createNotebook();
    const door = { ...notebook.door, send: () => Promise.reject(new Error('queue refused')) };
    await expect(play(notebook, { feed: FEED, door })).rejects.toThrow('queue refused');
  });
});
