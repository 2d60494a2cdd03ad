import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { SimulationResult } from './run-simulation.ts';

export interface SeedRange {
  readonly seed: number;
  readonly runs: number;
  readonly workers: number;
}

const runOn = async (
  next: () => number | null,
  onResult: (result: SimulationResult) => void,
): Promise<void> => {
  const worker = new Worker(new URL('./seed-worker.ts', import.meta.url));
  try {
    for (let seed = next(); seed !== null; seed = next()) {
      worker.postMessage(seed);
      // An error in the worker rejects.
      const [result] = (await once(worker, 'message')) as [SimulationResult];
      onResult(result);
    }
  } finally {
    await worker.terminate();
  }
};

/** Runs one seed after the other on several cores. The results come in the order in which they end. */
export const runSeeds = async (
  { seed, runs, workers }: SeedRange,
  onResult: (result: SimulationResult) => void,
): Promise<void> => {
  let last = seed - 1;
  const next = (): number | null => (last < seed + runs - 1 ? (last += 1) : null);
  await Promise.all(Array.from({ length: Math.min(workers, runs) }, () => runOn(next, onResult)));
};
