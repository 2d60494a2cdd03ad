import { describe, expect, it } from 'vitest';
import { createRest, SHORTEST_REST_MS, type Rest } from '../../infra/local/sources/rest.ts';

/** A reader whose pauses take no time, unless somebody wakes it: then they are cut short where they are. */
const createReader = () => {
  const ending = new AbortController();
  let rested = 0;
  let onPause = (): void => undefined;
  const rest: Rest = createRest((ms, signal) => {
    onPause();
    if (!signal.aborted) rested += ms;
    return Promise.resolve();
  }, ending.signal);
  const take = async (): Promise<number> => {
    rested = 0;
    await rest.take();
    return rested;
  };
  const takeAll = async (times: number): Promise<readonly number[]> => {
    const all: number[] = [];
    for (let i = 0; i < times; i += 1) all.push(await take());
    return all;
  };
  const whilePausing = (act: () => void): void => {
    onPause = act;
  };
  return { rest, take, takeAll, ending, whilePausing };
};

describe('a reader that finds nothing', () => {
  it('looks again within a second, and at first much sooner', async () => {
    const { takeAll } = createReader();
    expect(await takeAll(7)).toEqual([75, 150, 300, 600, 1000, 1000, 1000]);
  });

  it('looks again at once when a function has run while it rested', async () => {
    const { rest, take, takeAll, whilePausing } = createReader();
    await takeAll(7);
    whilePausing(() => {
      rest.wake();
    });
    expect(await take()).toBe(SHORTEST_REST_MS);
  });

  it('does not miss a function that ran while it looked', async () => {
    const { rest, take, takeAll } = createReader();
    await takeAll(7);
    rest.wake();
    expect(await take()).toBe(SHORTEST_REST_MS);
    expect(await take()).toBe(SHORTEST_REST_MS);
    expect(await take()).toBe(2 * SHORTEST_REST_MS);
  });

  it('rests a little between two looks, however often it is woken', async () => {
    const { rest, takeAll, whilePausing } = createReader();
    whilePausing(() => {
      rest.wake();
    });
    expect(await takeAll(3)).toEqual([SHORTEST_REST_MS, SHORTEST_REST_MS, SHORTEST_REST_MS]);
  });

  it('does not rest once the stack is stopping', async () => {
    const { take, takeAll, ending } = createReader();
    await takeAll(5);
    ending.abort();
    expect(await take()).toBe(0);
  });
});
