import type { BenchOptions, Measurement } from './bench-options.ts';
import { measureBundles, type BundlesReport } from './bundles/measure-bundles.ts';
import { measureCapacity, type CapacityReport } from './capacity/measure-capacity.ts';
import { measureDetection, type DetectionCostReport } from './detection/measure-detection.ts';
import { measureCells, type CellsReport } from './cells/measure-cells.ts';
import { measureSweep, type SweepCostReport } from './sweep/measure-sweep.ts';
import { measureStack, type StackReport } from './stack/measure-stack.ts';
import { measureThroughput, type ThroughputReport } from './throughput/measure-throughput.ts';
import { type BenchContext, type Say, prepareBench, startStack } from './bench-context.ts';

type Measured = Omit<BenchReport, 'machine'>;

const ON_STACK: readonly Measurement[] = ['throughput', 'capacity'];
const ON_PROJECT: readonly Measurement[] = [...ON_STACK, 'bundles'];

const isAskedFor = ({ measurements }: BenchOptions, names: readonly Measurement[]): boolean =>
  names.some((name) => measurements.includes(name));

const measureOnStack = async (
  options: BenchOptions,
  bench: BenchContext,
  cleanup: AsyncDisposableStack,
  say: Say,
): Promise<Measured> => {
  if (!isAskedFor(options, ON_STACK)) return {};
  const stack = await startStack(bench, cleanup, say);
  const context = { stack, model: bench.model, options, say };
  return {
    ...(isAskedFor(options, ['capacity']) && { capacity: await measureCapacity(context) }),
    ...(isAskedFor(options, ['throughput']) && {
      throughput: await measureThroughput(context),
    }),
  };
};

const measureProject = async (
  options: BenchOptions,
  cleanup: AsyncDisposableStack,
  say: Say,
): Promise<Measured> => {
  if (!isAskedFor(options, ON_PROJECT)) return {};
  const bench = await prepareBench(cleanup, say);
  const bundles = isAskedFor(options, ['bundles'])
    ? { bundles: await measureBundles(bench, options, say) }
    : {};
  return { ...bundles, ...(await measureOnStack(options, bench, cleanup, say)) };
};

/** Measures what was asked for. `cleanup` stops it. */
export const measure = async (
  options: BenchOptions,
  cleanup: AsyncDisposableStack,
  say: Say,
): Promise<Measured> => ({
  ...(isAskedFor(options, ['sweep']) && { sweep: await measureSweep(options, cleanup, say) }),
  ...(isAskedFor(options, ['cells']) && { cells: await measureCells(options, cleanup, say) }),
  ...(isAskedFor(options, ['detection']) && {
    detection: await measureDetection(options, cleanup, say),
  }),
  ...(isAskedFor(options, ['stack']) && { stack: await measureStack(cleanup, say) }),
  ...(await measureProject(options, cleanup, say)),
});

/** What one run measured; a part that was not asked for is left out. */
export interface BenchReport {
  readonly machine: {
    readonly processors: number;
    readonly node: string;
    /** Load average of the last minute when the run began: other work on the machine slows all alike, not equally. */
    readonly loadAtStart: number;
  };
  readonly throughput?: ThroughputReport;
  readonly capacity?: CapacityReport;
  readonly sweep?: SweepCostReport;
  readonly bundles?: BundlesReport;
  readonly cells?: CellsReport;
  readonly detection?: DetectionCostReport;
  readonly stack?: StackReport;
}
