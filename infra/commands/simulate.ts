import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import * as z from 'zod';
import { readDirectory } from '../directory.ts';
import { readMessageTemplates } from '../message-templates.ts';
import type { SimulationOptions } from '../local/simulation/create-world.ts';
import { MUTANTS } from '../local/simulation/mutants.ts';
import { runSeeds } from '../local/simulation/run-seeds.ts';
import { drawRun, type SimulationResult } from '../local/simulation/run-simulation.ts';
import { shrinkRun } from '../local/simulation/shrink-events.ts';
import { tryMutant } from '../local/simulation/try-mutant.ts';

const HELP = `npm run simulate: random days of random counties, with faults everywhere.

  npm run simulate -- --seed N     the first seed (default 1)
  npm run simulate -- --runs N     how many seeds, one after the other (default 100)
  npm run simulate -- --workers N  how many at the same time (default: one a core)
  npm run simulate -- --mutants    breaks the product on purpose, in several ways, and prints after
                                   how many runs that is noticed (at most --runs)
  npm run simulate -- --json       one JSON object at the end instead of text
  npm run simulate -- --help       this text

Each run draws authorities, forces, staff and some days from its seed. Late, repeated and reordered
messages and the work of people go through the functions, over tables, a change stream and queues
in memory. Operations fail before they are done, or their result is lost; several copies of a
function run at the same time; the stream delivers again or loses records; clocks move; people send
forms twice or too late. Then the faults end, the work is finished, and the rules of the domain are
checked.

A run that breaks a rule prints its seed and the shortest sequence of events found that shows it.
The exit code is 0 when every rule held, 1 when one did not (or a mutant was not noticed), 2 when
the options cannot be used.`;

const countSchema = z.coerce.number().int().min(1);
const optionsSchema = z.strictObject({
  seed: z.coerce.number().int().min(0).default(1),
  runs: countSchema.default(100),
  workers: countSchema.default(availableParallelism()),
  mutants: z.boolean().default(false),
  json: z.boolean().default(false),
  help: z.boolean().default(false),
});
type Options = z.infer<typeof optionsSchema>;

const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

const readOptions = (): Options | null => {
  try {
    const { values } = parseArgs({
      options: {
        seed: { type: 'string' },
        runs: { type: 'string' },
        workers: { type: 'string' },
        mutants: { type: 'boolean' },
        json: { type: 'boolean' },
        help: { type: 'boolean' },
      },
    });
    return optionsSchema.safeParse(values).data ?? null;
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
};

const describeViolations = ({ violations }: SimulationResult): readonly string[] =>
  violations.map(({ rule, seen }) => (seen === '' ? `  ${rule}` : `  ${rule} (${seen})`));

const describe = (found: SimulationResult, shortest: SimulationResult): string =>
  [
    `seed ${found.seed} broke a rule:`,
    ...describeViolations(found),
    `  The shortest sequence of events found that breaks the first of them (${shortest.events} of ${found.events}):`,
    ...shortest.story.map((line) => `    ${line}`),
    ...describeViolations(shortest).map((line) => `  ${line}`),
  ].join('\n');

interface Summary {
  runs: number;
  messages: number;
  forms: number;
  faults: number;
  readonly broken: SimulationResult[];
}

const PROGRESS_EVERY = 100;

const runAll = async (options: Options): Promise<Summary & { readonly seconds: number }> => {
  const summary: Summary = { runs: 0, messages: 0, forms: 0, faults: 0, broken: [] };
  const start = performance.now();
  const readSeconds = (): number => (performance.now() - start) / 1000;
  await runSeeds(options, (result) => {
    summary.runs += 1;
    summary.messages += result.messages;
    summary.forms += result.forms;
    summary.faults += result.faults;
    if (result.violations.length > 0) summary.broken.push(result);
    if (!options.json && summary.runs % PROGRESS_EVERY === 0) {
      const rate = (summary.runs / readSeconds()).toFixed(1);
      say(`… ${summary.runs} of ${options.runs} runs, ${rate} a second`);
    }
  });
  return { ...summary, seconds: readSeconds() };
};

/** To shorten a run takes some hundred replays. */
const MOST_SHORTENED = 3;

const simulate = async (options: Options, simulation: SimulationOptions): Promise<number> => {
  const { broken, ...counts } = await runAll(options);
  const failed = [];
  for (const found of broken.sort((a, b) => a.seed - b.seed).slice(0, MOST_SHORTENED)) {
    const shortest = await shrinkRun(drawRun(found.seed, simulation), simulation);
    failed.push({ ...found, shortest: shortest.story });
    if (!options.json) say(describe(found, shortest));
  }
  const { runs, messages, forms, faults, seconds } = counts;
  const seeds = broken.map(({ seed }) => seed);
  say(
    options.json
      ? JSON.stringify({ ...counts, seeds, failed })
      : `${runs} runs in ${seconds.toFixed(0)} seconds, ${messages} messages, ${forms} forms, ${faults} faults: ${seeds.length} runs broke a rule${seeds.length === 0 ? '' : ` (seeds ${seeds.join(', ')})`}.`,
  );
  return broken.length === 0 ? 0 : 1;
};

const tryMutants = async (
  { runs, json }: Options,
  simulation: SimulationOptions,
): Promise<number> => {
  const reports = [];
  for (const mutant of MUTANTS) {
    const { firstSeed } = mutant;
    const report = await tryMutant(mutant, simulation, runs, firstSeed);
    reports.push(report);
    const from = firstSeed === undefined ? '' : ` from seed ${firstSeed}`;
    const found = (report.runs === null ? `not in ${runs}` : String(report.runs)) + from;
    if (!json) say(`| ${report.name} | ${found} | ${report.rule ?? ''} |`);
  }
  if (json) say(JSON.stringify(reports));
  return reports.some((report) => report.runs === null) ? 1 : 0;
};

const main = async (): Promise<number> => {
  const options = readOptions();
  if (options === null) {
    process.stderr.write(
      'Enter --seed, --runs and --workers as whole numbers. npm run simulate -- --help\n',
    );
    return 2;
  }
  if (options.help) {
    say(HELP);
    return 0;
  }
  const simulation = { codes: readDirectory().codes, templates: readMessageTemplates() };
  return options.mutants ? tryMutants(options, simulation) : simulate(options, simulation);
};

process.exitCode = await main();
