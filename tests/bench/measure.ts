import type { BenchContext, Say } from './bench-ground.ts';
import { prepareBench, startStack } from './bench-ground.ts';
import type { BenchOptions, Measurement } from './bench-options.ts';
import type { BenchReport } from './bench-report.ts';
import { measureBundles } from './bundles/measure-bundles.ts';
import { measureCapacity } from './capacity/measure-capacity.ts';
import { measureDetection } from './detection/measure-detection.ts';
import { measureCells } from './cells/measure-cells.ts';
import { measureSweep } from './sweep/measure-sweep.ts';
import { measureThroughput } from './throughput/measure-throughput.ts';

type Measured = Omit<BenchReport, 'machine'>;

const ON_STACK: readonly Measurement[] = ['throughput', 'capacity'];
const ON_GROUND: readonly Measurement[] = [...ON_STACK, 'bundles'];

const asksFor = ({ measurements }: BenchOptions, names: readonly Measurement[]): boolean =>
  names.some((name) => measurements.includes(name));

const measureOnStack = async (
  options: BenchOptions,
  ground: BenchContext,
  cleanup: AsyncDisposableStack,
  say: Say,
): Promise<Measured> => {
  if (!asksFor(options, ON_STACK)) return {};
  const stack = await startStack(ground, cleanup, say);
  const surroundings = { stack, model: ground.model, options, say };
  return {
    ...(asksFor(options, ['capacity']) && { capacity: await measureCapacity(surroundings) }),
    ...(asksFor(options, ['throughput']) && {
      throughput: await measureThroughput(surroundings),
    }),
  };
};

const measureOnGround = async (
  options: BenchOptions,
  cleanup: AsyncDisposableStack,
  say: Say,
): Promise<Measured> => {
  if (!asksFor(options, ON_GROUND)) return {};
  const ground = await prepareBench(cleanup, say);
  const bundles = asksFor(options, ['bundles'])
    ? { bundles: await measureBundles(ground, options, say) }
    : {};
  return { ...bundles, ...(await measureOnStack(options, ground, cleanup, say)) };
};

/** Measures what was asked for. What it starts is left with `cleanup`. */
export const measure = async (
  options: BenchOptions,
  cleanup: AsyncDisposableStack,
  say: Say,
): Promise<Measured> => ({
  ...(asksFor(options, ['sweep']) && { sweep: await measureSweep(options, cleanup, say) }),
  ...(asksFor(options, ['cells']) && { cells: await measureCells(options, cleanup, say) }),
  ...(asksFor(options, ['detection']) && {
    detection: await measureDetection(options, cleanup, say),
  }),
  ...(await measureOnGround(options, cleanup, say)),
});
