import { describe, expect, it } from 'vitest';
import type { FunctionWorker } from '../../infra/local/functions/function-worker.ts';
import { IdleWorkers } from '../../infra/local/functions/idle-workers.ts';

const createWorker = (): FunctionWorker => ({
  invoke: () => Promise.resolve({ kind: 'answered', response: null, error: null }),
  isUsable: () => true,
  stop: () => Promise.resolve(),
});

/** Three workers that came to rest one after another, at 10, 20 and 30. */
const createThree = () => {
  const [first, second, third] = [createWorker(), createWorker(), createWorker()];
  const idle = new IdleWorkers();
  idle.put(first, 10);
  idle.put(second, 20);
  idle.put(third, 30);
  return { idle, first, second, third };
};

describe('workers without work', () => {
  it('are used again from the last to the first, so that those a peak needed stay at rest', () => {
    const { idle, first, second, third } = createThree();
    expect([idle.take(), idle.take(), idle.take()]).toEqual([third, second, first]);
    expect(idle.take()).toBeUndefined();
  });

  it('are released once they have rested long enough, and not before', () => {
    const { idle, first, second, third } = createThree();
    expect(idle.takeRested(9, 3)).toEqual([]);
    expect(idle.takeRested(20, 3)).toEqual([first, second]);
    expect(idle.take()).toBe(third);
  });

  it('are not all released where one is to stay loaded', () => {
    const { idle, third } = createThree();
    expect(idle.takeRested(99, 2)).toHaveLength(2);
    expect(idle.takeRested(99, 0)).toEqual([]);
    expect(idle.take()).toBe(third);
  });

  it('rest anew after each invocation', () => {
    const { idle, first, second, third } = createThree();
    const used = idle.take();
    if (used !== undefined) idle.put(used, 40);
    expect(used).toBe(third);
    expect(idle.takeRested(35, 3)).toEqual([first, second]);
  });

  it('that ended by themselves are not used', () => {
    const { idle, third, second } = createThree();
    idle.remove(third);
    expect(idle.take()).toBe(second);
  });
});
