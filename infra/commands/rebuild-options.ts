import { existsSync, readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import * as z from 'zod';
import type { RebuildProgress } from '../../shared/themes/rebuild-themes.ts';

export const HELP = `npm run rebuild-themes -- [options]

Rebuilds the theme statistics from the core table: the evidence of every debrief, and every cell in which it counts. It
works in place while the statistics are in use. You can stop it and run it again. It uses the localities and postcodes
in shared/directory/authorities: rebuild after they change.

  --core-table NAME     the core table, which is read
  --themes-table NAME   the themes table, which is written
  --endpoint URL        address of a DynamoDB emulator
                        (without any of these three: the local stack in .local/stack.json)
  --after EPISODE       continues after this episode: see the last line of the rebuild that was stopped
  --json                the result as one JSON object on standard output
  --help                this text

Progress is written to standard error. AWS credentials and region come from the environment.
Exit code 0: rebuilt; 1: something failed, see the lines; 2: wrong use.
`;

export class WrongUse extends Error {}

interface Tables {
  readonly core: string;
  readonly themes: string;
  readonly endpoint: string | null;
}

export interface RebuildCommand {
  readonly tables: Tables;
  readonly after: string | null;
  readonly json: boolean;
}

const parse = (args: readonly string[]) => {
  try {
    return parseArgs({
      args: [...args],
      options: {
        'core-table': { type: 'string' },
        'themes-table': { type: 'string' },
        endpoint: { type: 'string' },
        after: { type: 'string' },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    }).values;
  } catch (error) {
    const [firstSentence] = (error instanceof Error ? error.message : '').split(/\. |\n/);
    throw new WrongUse(`${firstSentence ?? 'An option is not known'}.`);
  }
};

const stackSchema = z.object({
  dynamodb: z.object({
    endpoint: z.string(),
    tables: z.object({ core: z.string(), themes: z.string() }),
  }),
});

const readLocalStack = (file: string): Tables => {
  if (!existsSync(file)) {
    throw new WrongUse(
      `No local stack is running here: there is no ${file}. Run npm start, or use --core-table and --themes-table.`,
    );
  }
  const { endpoint, tables } = stackSchema.parse(JSON.parse(readFileSync(file, 'utf8'))).dynamodb;
  return { ...tables, endpoint };
};

const readEndpoint = (text: string | undefined): string | null => {
  if (text === undefined) return null;
  if (URL.canParse(text)) return text;
  throw new WrongUse('--endpoint must be a URL, such as http://127.0.0.1:8000.');
};

const readTables = (values: ReturnType<typeof parse>, stackFile: string): Tables => {
  const { 'core-table': core, 'themes-table': themes, endpoint } = values;
  if (core === undefined && themes === undefined && endpoint === undefined) {
    return readLocalStack(stackFile);
  }
  if (core === undefined) throw new WrongUse('--core-table is missing.');
  if (themes === undefined) throw new WrongUse('--themes-table is missing.');
  return { core, themes, endpoint: readEndpoint(endpoint) };
};

/** Null for `--help`. Throws WrongUse. */
export const readRebuildCommand = (
  args: readonly string[],
  stackFile: string,
): RebuildCommand | null => {
  const values = parse(args);
  if (values.help) return null;
  const { after = null, json } = values;
  return { tables: readTables(values, stackFile), after, json };
};

const EPISODES_PER_LINE = 100;

export const createProgressLines = (say: (line: string) => void) => {
  let said = 0;
  return ({ done, of, last }: RebuildProgress): void => {
    if (done < of && done - said < EPISODES_PER_LINE) return;
    said = done;
    const goOn = done < of ? `; to continue from here: --after ${last}` : '';
    say(`${done} of ${of} episodes${goOn}`);
  };
};
