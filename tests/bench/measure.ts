import type { Cleanup } from '../../infra/local/cleanup.ts';
import type { BenchGround, Say } from './bench-ground.ts';
import { prepareGround, startStack } from './bench-ground.ts';
import type { BenchOptions } from './bench-options.ts';
import type { BenchReport } from './bench-report.ts';
import { measureBundles } from './bundles/measure-bundles.ts';
import { measureCapacity } from './capacity/measure-capacity.ts';
import { measureThroughput } from './throughput/measure-throughput.ts';

type Measured = Omit<BenchReport, 'machine'>;

const measureOnStack = async (
  options: BenchOptions,
  ground: BenchGround,
  cleanup: Cleanup,
  say: Say,
): Promise<Measured> => {
  const { measurements } = options;
  if (!measurements.some((name) => name !== 'bundles')) return {};
  const stack = await startStack(ground, cleanup, say);
  const surroundings = { stack, model: ground.model, options, say };
  return {
    ...(measurements.includes('capacity') && { capacity: await measureCapacity(surroundings) }),
    ...(measurements.includes('throughput') && {
      throughput: await measureThroughput(surroundings),
    }),
  };
};

/** Measures what was asked for. What it starts is left with `cleanup`. */
export const measure = async (
  options: BenchOptions,
  cleanup: Cleanup,
  say: Say,
): Promise<Measured> => {
  const ground = await prepareGround(cleanup, say);
  const bundles = options.measurements.includes('bundles')
    ? { bundles: await measureBundles(ground, options, say) }
    : {};
  return { ...bundles, ...(await measureOnStack(options, ground, cleanup, say)) };
};
