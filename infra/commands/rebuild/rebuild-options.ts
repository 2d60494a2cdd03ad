import { existsSync, readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import * as z from 'zod';

export const HELP = `npm run rebuild-themes -- [options]

Makes the localities' picture anew from the facts: the evidence of every debrief, and every cell it counts in. It works in
place, while the picture is in use, and does no harm when it is cut off or run again. Localities and postcodes are those
of shared/directory/authorities here: rebuild after they change.

  --core-table NAME     the core table, whose facts are read
  --themes-table NAME   the themes table, which is written
  --endpoint URL        where DynamoDB is, when it is an emulator
                        (without any of these three: the local stack that runs here, by .local/stack.json)
  --after EPISODE       goes on after this episode, as the last line of a rebuild that was cut off says
  --json                the result as one JSON object on the standard output
  --help                this text

How far it is stands on the standard error. AWS credentials and region come from the environment.
Exit code 0: the picture is rebuilt; 1: something failed, the lines say what; 2: wrong use.
`;

/** A wrong command line. */
export class WrongUse extends Error {}

/** Which tables are meant, and where. */
interface Tables {
  readonly core: string;
  readonly themes: string;
  /** Null: AWS. */
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
      `No local stack runs here: there is no ${file}. Start one (npm start), or name --core-table and --themes-table.`,
    );
  }
  const { endpoint, tables } = stackSchema.parse(JSON.parse(readFileSync(file, 'utf8'))).dynamodb;
  return { ...tables, endpoint };
};

const readEndpoint = (text: string | undefined): string | null => {
  if (text === undefined) return null;
  if (URL.canParse(text)) return text;
  throw new WrongUse('--endpoint takes a URL, such as http://127.0.0.1:8000.');
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
