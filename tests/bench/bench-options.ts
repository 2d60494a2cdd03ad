import { parseArgs } from 'node:util';
import { StartupError, readMessage } from '../../infra/local/startup-error.ts';

export const MEASUREMENTS = [
  'throughput',
  'capacity',
  'sweep',
  'bundles',
  'cells',
  'detection',
  'stack',
] as const;
export type Measurement = (typeof MEASUREMENTS)[number];

/** What `npm run bench` was asked to do. */
export interface BenchOptions {
  readonly measurements: readonly Measurement[];
  /** How many notifications a round sends, and how many messages the capacity is taken from. */
  readonly notifications: number;
  /** How often each way of storing them is timed. */
  readonly rounds: number;
  /** How many tasks are open when a sweep comes by; a twentieth more of them falls due in one minute. */
  readonly tasks: number;
  readonly json: boolean;
  readonly help: boolean;
}

export const HELP = `npm run bench -- [options]

Measures Homeward on this machine: ratios within one run and consumed DynamoDB capacity, no pass or fail.

  --only NAME        throughput, capacity, sweep, bundles, cells, detection or stack (default: all, about twenty minutes)
  --notifications N  how many notifications (default 2000); of cells, a quarter as many debriefs
  --rounds N         how often throughput and detection are measured (default 3); starts of a function are three times that
  --tasks N          how many open tasks the sweep is measured among (default 200000)
  --json             the report as JSON on standard output; progress is on standard error either way
  --help             this text

Exit code 0: measured. 1: it could not be measured, and why. 130: stopped with Ctrl-C.
`;

const parse = (args: readonly string[]) => {
  try {
    return parseArgs({
      args: [...args],
      options: {
        only: { type: 'string' },
        notifications: { type: 'string', default: '2000' },
        rounds: { type: 'string', default: '3' },
        tasks: { type: 'string', default: '200000' },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    }).values;
  } catch (error) {
    const [firstSentence] = readMessage(error).split(/\. |\n/);
    throw new StartupError(`${firstSentence ?? ''}. See --help.`);
  }
};

const readCount = (name: string, text: string, least: number, most: number): number => {
  const count = /^\d{1,6}$/.test(text) ? Number(text) : NaN;
  if (count >= least && count <= most) return count;
  throw new StartupError(`--${name} takes a number from ${least} to ${most}, not ${text}.`);
};

const readMeasurements = (only: string | undefined): readonly Measurement[] => {
  if (only === undefined) return MEASUREMENTS;
  const found = MEASUREMENTS.filter((name) => name === only);
  if (found.length === 1) return found;
  throw new StartupError(`--only takes ${MEASUREMENTS.join(', ')}, not ${only}.`);
};

/** Reads the command line. Throws a StartupError at an unknown option or a value that cannot be used. */
export const readBenchOptions = (args: readonly string[]): BenchOptions => {
  const { only, notifications, rounds, tasks, json, help } = parse(args);
  return {
    measurements: readMeasurements(only),
    notifications: readCount('notifications', notifications, 10, 20_000),
    rounds: readCount('rounds', rounds, 1, 15),
    tasks: readCount('tasks', tasks, 200, 500_000),
    json,
    help,
  };
};
