import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { FunctionModel } from '../../../infra/local/template/stack-model.ts';
import type { BenchContext, Say } from '../bench-ground.ts';
import type { BenchOptions } from '../bench-options.ts';
import { type Spread, spreadOf } from '../spread.ts';
import { buildBaseline } from './build-baseline.ts';
import { type Startable, timeColdStart } from './time-cold-start.ts';
import { buildEnvironment } from '../../../infra/local/functions/start-functions.ts';

/** How large a function is and how long it takes to load, beside the least that it could be. */
export interface BundleCost {
  readonly name: string;
  readonly bytes: number;
  readonly bytesOverBaseline: number;
  readonly coldStartMs: Spread;
  readonly coldStartOverBaseline: Spread;
}

export interface BundlesReport {
  /** Starts of each function and of the baseline beside it. */
  readonly starts: number;
  readonly baseline: { readonly bytes: number; readonly coldStartMs: Spread };
  readonly functions: readonly BundleCost[];
}

/** Nothing is called when a bundle loads, so nobody need listen there. */
const NOWHERE = { dynamodb: 'http://127.0.0.1:1', sqs: 'http://127.0.0.1:1' };
const STARTS_A_ROUND = 3;

const startableOf = (model: FunctionModel): Startable => ({
  file: join(model.folder, `${model.handler.file}.js`),
  environment: buildEnvironment(model, NOWHERE),
});

const bytesOf = ({ file }: Startable): number => statSync(file).size;

interface Pair {
  readonly baselineMs: number;
  readonly subjectMs: number;
}

/** One of each, the first now this, now that, so that what slows the machine slows both. */
const timePair = async (baseline: Startable, subject: Startable, turn: number): Promise<Pair> => {
  if (turn % 2 === 0) {
    const baselineMs = await timeColdStart(baseline);
    return { baselineMs, subjectMs: await timeColdStart(subject) };
  }
  const subjectMs = await timeColdStart(subject);
  return { baselineMs: await timeColdStart(baseline), subjectMs };
};

const timePairs = async (baseline: Startable, subject: Startable, starts: number) => {
  await timePair(baseline, subject, 0);
  const pairs: Pair[] = [];
  for (let turn = 0; turn < starts; turn++) pairs.push(await timePair(baseline, subject, turn));
  return pairs;
};

/** Starts every function of the template in fresh processes, each time beside the baseline. */
export const measureBundles = async (
  { folder, model }: BenchContext,
  options: BenchOptions,
  say: Say,
): Promise<BundlesReport> => {
  const starts = options.rounds * STARTS_A_ROUND;
  const [anyFunction] = model.functions;
  if (anyFunction === undefined) throw new Error('The template holds no function.');
  const { environment } = startableOf(anyFunction);
  const baseline = { file: join(buildBaseline(folder), 'index.js'), environment };
  const all: Pair[] = [];
  const functions: BundleCost[] = [];
  for (const one of model.functions) {
    say(`bundles: ${starts} starts of ${one.name}`);
    const subject = startableOf(one);
    const pairs = await timePairs(baseline, subject, starts);
    all.push(...pairs);
    functions.push({
      name: one.name,
      bytes: bytesOf(subject),
      bytesOverBaseline: bytesOf(subject) / bytesOf(baseline),
      coldStartMs: spreadOf(pairs.map(({ subjectMs }) => subjectMs)),
      coldStartOverBaseline: spreadOf(
        pairs.map(({ subjectMs, baselineMs }) => subjectMs / baselineMs),
      ),
    });
  }
  const coldStartMs = spreadOf(all.map(({ baselineMs }) => baselineMs));
  return { starts, baseline: { bytes: bytesOf(baseline), coldStartMs }, functions };
};
