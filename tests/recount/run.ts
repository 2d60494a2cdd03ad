import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { existsSync, readFileSync } from 'node:fs';
import { inspect, parseArgs } from 'node:util';
import { readMessage, StartupError } from '../../infra/local/startup-error.ts';
import { type RawItem, type Recount, recountTimescales } from './recount.ts';

const HELP = `npm run recount: the timescales of the running local stack, counted twice.

  npm run recount -- --from 2026-10-01 --to 2026-11-26

  --from DAY, --to DAY  the first and last day, by the London calendar
  --authority CODE      whose children (default E10000020, Norfolk)
  --json                one JSON object instead of text
  --help                this text

Reads .local/stack.json, asks GET /timescales, and counts once more from the raw messages and
actions in the table, by code that shares nothing with the product. Prints both. The exit code is 0
when they are the same, 1 when they differ, 2 when it could not be counted, and why.`;

const STACK = '.local/stack.json';

interface Stack {
  readonly web: string;
  readonly dynamodb: { readonly endpoint: string; readonly tables: Record<string, string> } | null;
  readonly tokens: Record<string, string>;
}

const readAll = async ({ dynamodb }: Stack): Promise<readonly RawItem[]> => {
  if (dynamodb === null)
    throw new StartupError('This stack runs in memory and has no database: run npm start.');
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const client = DynamoDBDocumentClient.from(
    new DynamoDBClient({ endpoint: dynamodb.endpoint, region: 'eu-west-2', credentials }),
  );
  const items: RawItem[] = [];
  let start: Record<string, unknown> | undefined;
  do {
    const page = await client.send(
      new ScanCommand({
        TableName: dynamodb.tables['core'],
        ConsistentRead: true,
        ...(start === undefined ? {} : { ExclusiveStartKey: start }),
      }),
    );
    items.push(...(page.Items ?? []));
    start = page.LastEvaluatedKey;
  } while (start !== undefined);
  client.destroy();
  return items;
};

interface ShownTimescales {
  readonly from: string;
  readonly to: string;
  readonly asOf: string;
  readonly whole: Readonly<Record<string, number>> & {
    readonly notPossible: Record<string, number>;
  };
}

interface Options {
  readonly authority: string;
  readonly from: string;
  readonly to: string;
  readonly json: boolean;
}

const readStack = (): Stack => {
  if (existsSync(STACK)) return JSON.parse(readFileSync(STACK, 'utf8')) as Stack;
  throw new StartupError(`There is no ${STACK}: run npm start first, in another terminal.`);
};

const readShown = async (stack: Stack, { authority, from, to }: Options) => {
  const query = new URLSearchParams({ authority, from, to }).toString();
  const headers = { authorization: `Bearer ${stack.tokens['auditor']}` };
  const response = await fetch(`${stack.web}/api/v1/timescales?${query}`, { headers });
  if (!response.ok)
    throw new StartupError(`GET /timescales: ${response.status} ${await response.text()}`);
  return (await response.json()) as ShownTimescales;
};

interface Compared {
  readonly name: string;
  readonly shown: number | undefined;
  readonly recounted: number;
}

const compare = async (options: Options): Promise<readonly Compared[]> => {
  const stack = readStack();
  const { whole, from, to, asOf: now } = await readShown(stack, options);
  const { authority } = options;
  const counts = recountTimescales(await readAll(stack), { authority, from, to, now });
  const notPossible = Object.values(whole.notPossible).reduce((sum, one) => sum + one, 0);
  const shown = { ...whole, notPossible } as Readonly<Record<string, number>>;
  return (Object.keys(counts) as (keyof Recount)[]).map((name) => ({
    name,
    shown: shown[name],
    recounted: counts[name],
  }));
};

const isSame = ({ shown, recounted }: Compared): boolean => shown === recounted;

const formatLine = (one: Compared): string =>
  `${isSame(one) ? ' ' : '!'} ${one.name}: ${one.shown}, recounted ${one.recounted}`;

const parse = () => {
  try {
    return parseArgs({
      options: {
        authority: { type: 'string', default: 'E10000020' },
        from: { type: 'string' },
        to: { type: 'string' },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    }).values;
  } catch (error) {
    const [firstSentence] = readMessage(error).split(/\. |\n/);
    throw new StartupError(`${firstSentence ?? ''}. See --help.`);
  }
};

const run = async (): Promise<number> => {
  const { help, from, to, ...others } = parse();
  if (help) {
    process.stdout.write(`${HELP}\n`);
    return 0;
  }
  if (from === undefined || to === undefined)
    throw new StartupError('Say which days to count: --from and --to. See --help.');
  const compared = await compare({ ...others, from, to });
  const same = compared.every(isSame);
  const text = others.json
    ? JSON.stringify({ same, counts: compared })
    : compared.map(formatLine).join('\n');
  process.stdout.write(`${text}\n`);
  return same ? 0 : 1;
};

try {
  process.exitCode = await run();
} catch (error) {
  process.stderr.write(`${error instanceof StartupError ? error.message : inspect(error)}\n`);
  process.exitCode = 2;
}
