import { parseArgs } from 'node:util';
import * as z from 'zod';
import { readDirectory } from '../directory.ts';
import { readMessageTemplates } from '../message-templates.ts';
import { runSimulation, type SimulationResult } from '../local/simulation/run-simulation.ts';

const HELP = `npm run simulate: random days of a county, with faults everywhere.

  npm run simulate -- --seed N    the first seed (default 1)
  npm run simulate -- --runs N    how many seeds, one after the other (default 100)
  npm run simulate -- --json      one JSON object at the end instead of text
  npm run simulate -- --help      this text

Each run sends late, repeated and reordered messages through the functions, over tables, a change
stream and queues in memory. Operations fail before they are done, or their result is lost; several
copies of a function run at the same time; the stream delivers again. Then the faults end, the work
is finished, and the rules of the domain are checked.

A run that breaks a rule prints its seed; run it again with --seed N --runs 1.
The exit code is 0 when every rule held, 1 when one did not, 2 when the options cannot be used.`;

const optionsSchema = z.strictObject({
  seed: z.coerce.number().int().min(0).default(1),
  runs: z.coerce.number().int().min(1).default(100),
  json: z.boolean().default(false),
  help: z.boolean().default(false),
});

const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

const readOptions = (): z.infer<typeof optionsSchema> | null => {
  try {
    const { values } = parseArgs({
      options: {
        seed: { type: 'string' },
        runs: { type: 'string' },
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

const describe = ({ seed, messages, faults, violations }: SimulationResult): string =>
  [
    `seed ${seed}: ${messages} messages, ${faults} faults`,
    ...violations.map((one) => `  ${one}`),
  ].join('\n');

const PROGRESS_EVERY = 100;

const main = async (): Promise<number> => {
  const options = readOptions();
  if (options === null) {
    process.stderr.write('Enter --seed and --runs as whole numbers. npm run simulate -- --help\n');
    return 2;
  }
  if (options.help) {
    say(HELP);
    return 0;
  }
  const configuration = { directory: readDirectory(), templates: readMessageTemplates() };
  const failed: SimulationResult[] = [];
  let [messages, faults] = [0, 0];
  for (let run = 0; run < options.runs; run++) {
    const result = await runSimulation(options.seed + run, configuration);
    messages += result.messages;
    faults += result.faults;
    if (result.violations.length > 0) failed.push(result);
    if (!options.json && result.violations.length > 0) say(describe(result));
    if (!options.json && (run + 1) % PROGRESS_EVERY === 0)
      say(`… ${run + 1} of ${options.runs} runs`);
  }
  const summary = { runs: options.runs, messages, faults, failed };
  say(
    options.json
      ? JSON.stringify(summary)
      : `${options.runs} runs, ${messages} messages, ${faults} faults: ${failed.length} runs broke a rule.`,
  );
  return failed.length === 0 ? 0 : 1;
};

process.exitCode = await main();
