import { statSync } from 'node:fs';
import { join, dirname } from 'node:path';
import type { FunctionModel } from '../../../infra/local/template/stack-model.ts';
import type { BenchOptions } from '../bench-options.ts';
import { type Spread, computeSpread } from '../spread.ts';
import { buildEnvironment } from '../../../infra/local/functions/start-functions.ts';
import type { BenchContext, Say } from '../bench-context.ts';
import { fileURLToPath } from 'node:url';
import { bundleFunction } from '../../../infra/bundle.ts';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

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

/** Nothing is called when a bundle loads, so nothing listens here. */
const NOWHERE = { dynamodb: 'http://127.0.0.1:1', sqs: 'http://127.0.0.1:1' };
const STARTS_A_ROUND = 3;

const createStartable = (model: FunctionModel): Startable => ({
  file: join(model.folder, `${model.handler.file}.js`),
  environment: buildEnvironment(model, NOWHERE),
});

const countBytes = ({ file }: Startable): number => statSync(file).size;

interface Pair {
  readonly baselineMs: number;
  readonly subjectMs: number;
}

/** One of each in alternating order, so that what slows the machine slows both. */
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
  const { environment } = createStartable(anyFunction);
  const baseline = { file: join(buildBaseline(folder), 'index.js'), environment };
  const all: Pair[] = [];
  const functions: BundleCost[] = [];
  for (const one of model.functions) {
    say(`bundles: ${starts} starts of ${one.name}`);
    const subject = createStartable(one);
    const pairs = await timePairs(baseline, subject, starts);
    all.push(...pairs);
    functions.push({
      name: one.name,
      bytes: countBytes(subject),
      bytesOverBaseline: countBytes(subject) / countBytes(baseline),
      coldStartMs: computeSpread(pairs.map(({ subjectMs }) => subjectMs)),
      coldStartOverBaseline: computeSpread(
        pairs.map(({ subjectMs, baselineMs }) => subjectMs / baselineMs),
      ),
    });
  }
  const coldStartMs = computeSpread(all.map(({ baselineMs }) => baselineMs));
  return { starts, baseline: { bytes: countBytes(baseline), coldStartMs }, functions };
};

const HANDLER = fileURLToPath(new URL('./baseline/sdk-client/handler.ts', import.meta.url));

/** Bundles a handler with only the SDK's client, the way our functions are bundled; gives its folder. */
export const buildBaseline = (folder: string): string =>
  bundleFunction({
    name: 'sdk-client',
    functionsFolder: dirname(dirname(HANDLER)),
    buildFolder: join(folder, 'baseline'),
    files: {},
  }).folder;

const run = promisify(execFile);

const SCRIPT = `
const begin = performance.now();
require(process.argv[1]);
process.stdout.write(String(performance.now() - begin), () => process.exit(0));
`;

/** A bundle, and the environment in which it begins. */
export interface Startable {
  readonly file: string;
  readonly environment: Readonly<Record<string, string>>;
}

/** Loads a bundle in a fresh process, as Lambda does when it initialises a function. Milliseconds. */
export const timeColdStart = async ({ file, environment }: Startable): Promise<number> => {
  const { stdout } = await run(process.execPath, ['-e', SCRIPT, file], { env: environment });
  const ms = Number(stdout);
  if (stdout === '' || !Number.isFinite(ms)) throw new Error(`${file} printed more than its time.`);
  return ms;
};
