import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { BenchOptions } from '../bench-options.ts';
import { type Spread, computeSpread } from '../spread.ts';
import type { DetectionCost } from './detect-in-child.ts';
import type { Say } from '../bench-context.ts';
import { ENGLAND, LARGEST_COUNTY, type AreaSize } from './create-area.ts';

/** What a night costs for sizes relative to the largest county. */
export interface Growth {
  readonly steps: readonly { readonly times: number; readonly cost: DetectionCost }[];
  /** Processor time grows with the size to the power of this. */
  readonly exponent: number;
}

/** What the nightly detection costs: the real use case over a random table from a fixed seed. */
export interface DetectionCostReport {
  readonly county: {
    readonly size: AreaSize;
    /** Of the last round; the times of all. */
    readonly cost: DetectionCost;
    readonly ms: Spread;
    readonly cpuMs: Spread;
    readonly peakMb: Spread;
  };
  /** Authority by authority in one process. */
  readonly england: { readonly authorities: number; readonly cost: DetectionCost };
  readonly byEvidence: Growth;
  readonly byPoints: Growth;
}

const CHILD = fileURLToPath(new URL('detect-in-child.ts', import.meta.url));
const STEPS = [0.5, 1, 2, 4];

/** In its own process, so that memory is measured alone. */
const detectApart = async (
  sizes: readonly AreaSize[],
  signal: AbortSignal,
): Promise<DetectionCost> => {
  const { stdout } = await promisify(execFile)(process.execPath, [CHILD, JSON.stringify(sizes)], {
    signal,
  });
  return JSON.parse(stdout) as DetectionCost;
};

/** Slope of the straight line through the logarithms. */
const computeExponent = (steps: Growth['steps']): number => {
  const points = steps.map(({ times, cost }) => [Math.log(times), Math.log(cost.cpuMs)] as const);
  const mean = (values: readonly number[]): number =>
    values.reduce((sum, value) => sum + value, 0) / values.length;
  const [x, y] = [mean(points.map(([at]) => at)), mean(points.map(([, at]) => at))];
  const shared = points.reduce((sum, [a, b]) => sum + (a - x) * (b - y), 0);
  return shared / points.reduce((sum, [a]) => sum + (a - x) ** 2, 0);
};

type Detect = (name: string, sizes: readonly AreaSize[]) => Promise<DetectionCost>;

const measureGrowth = async (
  detect: Detect,
  name: string,
  sizeOf: (times: number) => AreaSize,
): Promise<Growth> => {
  const steps: { readonly times: number; readonly cost: DetectionCost }[] = [];
  for (const times of STEPS) {
    steps.push({ times, cost: await detect(`${times} times the ${name}`, [sizeOf(times)]) });
  }
  return { steps, exponent: computeExponent(steps) };
};

const measureCounty = async (detect: Detect, rounds: number) => {
  const costs: DetectionCost[] = [];
  for (let round = 1; round <= rounds; round++) {
    costs.push(await detect(`the largest county, round ${round}`, [LARGEST_COUNTY]));
  }
  const [cost] = costs;
  if (cost === undefined) throw new Error('Nothing was measured.');
  return {
    size: LARGEST_COUNTY,
    cost,
    ms: computeSpread(costs.map(({ ms }) => ms)),
    cpuMs: computeSpread(costs.map(({ cpuMs }) => cpuMs)),
    peakMb: computeSpread(costs.map(({ peakMb }) => peakMb)),
  };
};

/** Runs a night for the largest county, for England, and for counties of other sizes. */
export const measureDetection = async (
  { rounds }: BenchOptions,
  cleanup: AsyncDisposableStack,
  say: Say,
): Promise<DetectionCostReport> => {
  const stopping = new AbortController();
  cleanup.defer(() => {
    stopping.abort();
  });
  const detect: Detect = (name, sizes) => {
    say(`detection: ${name}`);
    return detectApart(sizes, stopping.signal);
  };
  const { debriefsAYear, points } = LARGEST_COUNTY;
  return {
    county: await measureCounty(detect, rounds),
    byEvidence: await measureGrowth(detect, 'evidence', (times) => ({
      ...LARGEST_COUNTY,
      debriefsAYear: debriefsAYear * times,
    })),
    byPoints: await measureGrowth(detect, 'points', (times) => ({
      ...LARGEST_COUNTY,
      points: points * times,
    })),
    england: { authorities: ENGLAND.length, cost: await detect('England', ENGLAND) },
  };
};
