import { parseArgs } from 'node:util';
import type { Instant } from '../../shared/kernel/instant.ts';
import { toInstant } from '../../shared/kernel/instant.ts';
import { StartupError, readMessage } from './startup-error.ts';
import { parseInstant } from './control/serve-control.ts';

export interface StartOptions {
  readonly empty: boolean;
  readonly port: number;
  readonly dataFolder: string | null;
  readonly clock: Instant | null;
  readonly help: boolean;
}

const DEFAULT_PORT = 8421;

export const HELP = `npm start -- [options]

Runs Homeward on this machine: database, queues, functions, schedules and HTTP API, without an AWS account.

  --empty          no demonstration feed
  --port N         port of the HTTP API (default ${DEFAULT_PORT}; 0 uses any free port)
  --data FOLDER    keep everything in this folder across restarts; needs Java (default: in memory)
                   a folder begun with --empty needs --empty again
  --clock INSTANT  start the clock at this moment, e.g. 2026-10-24T20:00:00+01:00
  --help           this text

Stop it with Ctrl-C. Addresses and tokens are in .local/stack.json, the output of the functions in .local/logs.
`;

const parse = (args: readonly string[]) => {
  try {
    return parseArgs({
      args: [...args],
      options: {
        empty: { type: 'boolean', default: false },
        port: { type: 'string', default: String(DEFAULT_PORT) },
        data: { type: 'string' },
        clock: { type: 'string' },
        help: { type: 'boolean', default: false },
      },
    }).values;
  } catch (error) {
    const [firstSentence] = readMessage(error).split(/\. |\n/);
    throw new StartupError(`${firstSentence ?? ''}. See --help.`);
  }
};

const readPort = (text: string): number => {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : NaN;
  if (port <= 65_535) return port;
  throw new StartupError(`--port must be a number from 0 to 65535, not ${text}.`);
};

const readClock = (text: string | undefined): Instant | null => {
  if (text === undefined) return null;
  const ms = parseInstant(text);
  if (ms !== null) return toInstant(ms);
  throw new StartupError(
    `--clock must be a date and time with an offset, such as 2026-11-21T09:00:00Z, not ${text}.`,
  );
};

const readDataFolder = (text: string | undefined): string | null => {
  if (text === '') throw new StartupError('--data must name a folder.');
  return text ?? null;
};

/** Throws a StartupError for an unknown option or a malformed value. */
export const readStartOptions = (args: readonly string[]): StartOptions => {
  const { empty, port, data, clock, help } = parse(args);
  return {
    empty,
    port: readPort(port),
    dataFolder: readDataFolder(data),
    clock: readClock(clock),
    help,
  };
};
