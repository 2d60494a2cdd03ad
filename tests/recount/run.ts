import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { existsSync, readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { type RawItem, type Recount, recountTimescales } from './recount.ts';

const HELP = `npm run recount: the timescales of the running local stack, counted twice.

  npm run recount -- --authority E10000020 --from 2026-10-01 --to 2026-11-26
  npm run recount -- --help

Reads .local/stack.json, asks GET /timescales, and counts once more from the raw messages and
actions in the table, by code that shares nothing with the product. Prints both. The exit code is 0
when they are the same, 1 when they differ, 2 when there is nothing to count.`;

const STACK = '.local/stack.json';

interface Stack {
  readonly web: string;
  readonly dynamodb: { readonly endpoint: string; readonly tables: Record<string, string> } | null;
  readonly tokens: Record<string, string>;
}

const readAll = async ({ dynamodb }: Stack): Promise<readonly RawItem[]> => {
  if (dynamodb === null) throw new Error('This stack runs in memory and has no database.');
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

const compare = async (authority: string, from: string, to: string): Promise<number> => {
  if (!existsSync(STACK)) {
    process.stderr.write(`There is no ${STACK}: run npm start first, in another terminal.\n`);
    return 2;
  }
  const stack = JSON.parse(readFileSync(STACK, 'utf8')) as Stack;
  const address = `${stack.web}/api/v1/timescales?authority=${authority}&from=${from}&to=${to}`;
  const response = await fetch(address, {
    headers: { authorization: `Bearer ${stack.tokens['auditor']}` },
  });
  if (!response.ok) {
    process.stderr.write(`The timescales answered ${response.status}.\n`);
    return 2;
  }
  const { whole, ...period } = (await response.json()) as ShownTimescales;
  const counts = recountTimescales(await readAll(stack), {
    ...{ authority, from: period.from, to: period.to, now: period.asOf },
  });
  const notPossible = Object.values(whole.notPossible).reduce((sum, one) => sum + one, 0);
  const asked = { ...whole, notPossible } as Readonly<Record<string, number>>;
  const lines = (Object.keys(counts) as (keyof Recount)[]).map((name) => {
    const isSame = asked[name] === counts[name];
    return {
      isSame,
      text: `${isSame ? ' ' : '!'} ${name}: ${asked[name]}, recounted ${counts[name]}`,
    };
  });
  process.stdout.write(`${lines.map(({ text }) => text).join('\n')}\n`);
  return lines.every(({ isSame }) => isSame) ? 0 : 1;
};

const { values } = parseArgs({
  options: {
    authority: { type: 'string', default: 'E10000020' },
    from: { type: 'string' },
    to: { type: 'string' },
    help: { type: 'boolean' },
  },
});
const { authority, from, to, help } = values;
if (help === true || from === undefined || to === undefined) {
  process.stdout.write(`${HELP}\n`);
  process.exitCode = help === true ? 0 : 2;
} else {
  process.exitCode = await compare(authority, from, to);
}
