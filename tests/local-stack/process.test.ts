import { execFile } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { SQSClient, SendMessageBatchCommand } from '@aws-sdk/client-sqs';
import type { DynamoDBStreamEvent, SQSEvent } from 'aws-lambda';
import { afterAll, describe, expect, it } from 'vitest';
import { requireDatabase, type StackDescription } from '../../infra/local/stack-description.ts';
import {
  lambda,
  queue,
  role,
  table,
  temporaryFolder,
  writeAssembly,
  recorded,
  recording,
} from './support/assembly.ts';
import { poll, pollUntil } from '../support/poll.ts';
import { spawnStack, startStackProcess } from '../support/stack-process.ts';

const TINY_SCRIPT = fileURLToPath(new URL('support/run-tiny-stack.ts', import.meta.url));

const common = { region: 'eu-west-2', credentials: { accessKeyId: 'a', secretAccessKey: 'b' } };

/** A queue and a table, each with a function behind it that notes what it gets. */
const writeTinyAssembly = (folder: string): string => {
  mkdirSync(folder, { recursive: true });
  const recorder = (name: string) =>
    lambda(name, { Environment: { Variables: { RECORD: join(folder, `${name}.jsonl`) } } });
  const resources = {
    Role: role,
    Inbox: queue('inbox', { VisibilityTimeout: 120 }),
    Core: table({ StreamSpecification: { StreamViewType: 'NEW_IMAGE' } }),
    Intake: recorder('intake'),
    Follow: recorder('follow'),
    FromInbox: {
      Type: 'AWS::Lambda::EventSourceMapping',
      Properties: {
        FunctionName: { Ref: 'Intake' },
        EventSourceArn: { 'Fn::GetAtt': ['Inbox', 'Arn'] },
      },
    },
    FromCore: {
      Type: 'AWS::Lambda::EventSourceMapping',
      Properties: {
        FunctionName: { Ref: 'Follow' },
        EventSourceArn: { 'Fn::GetAtt': ['Core', 'StreamArn'] },
        StartingPosition: 'LATEST',
      },
    },
  };
  const slowly = 'await new Promise((resolve) => setTimeout(resolve, 40));';
  const code = { intake: recording(slowly), follow: recording() };
  return writeAssembly(folder, { Tiny: { resources } }, code);
};

const send = async ({ sqs }: StackDescription, bodies: readonly string[]): Promise<void> => {
  const client = new SQSClient({ ...common, endpoint: sqs.endpoint });
  for (let from = 0; from < bodies.length; from += 10) {
    const Entries = bodies
      .slice(from, from + 10)
      .map((MessageBody, i) => ({ Id: String(i), MessageBody }));
    await client.send(new SendMessageBatchCommand({ QueueUrl: sqs.queues['inbox'], Entries }));
  }
  client.destroy();
};

const put = async (description: StackDescription, pk: string): Promise<void> => {
  const dynamodb = requireDatabase(description);
  const client = new DynamoDBClient({ ...common, endpoint: dynamodb.endpoint });
  const TableName = dynamodb.tables['core'];
  await client.send(new PutItemCommand({ TableName, Item: { pk: { S: pk } } }));
  client.destroy();
};

const received = (assembly: string): string[] =>
  recorded(join(assembly, 'intake.jsonl')).flatMap((event) =>
    (event as SQSEvent).Records.map(({ body }) => body),
  );

const followed = (assembly: string): (string | undefined)[] =>
  recorded(join(assembly, 'follow.jsonl')).flatMap((event) =>
    (event as DynamoDBStreamEvent).Records.map(({ dynamodb }) => dynamodb?.Keys?.['pk']?.S),
  );

const isUp = async (endpoint: string): Promise<boolean> => {
  try {
    await fetch(endpoint);
    return true;
  } catch {
    return false;
  }
};

/** A machine may have no `ps`: Linux tells it in `/proc`. */
const listCommandLines = async (): Promise<readonly string[]> => {
  if (process.platform !== 'linux') {
    const { stdout } = await promisify(execFile)('ps', ['-eo', 'pid,args']);
    return stdout.split('\n').map((line) => line.trim());
  }
  const ids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return ids.flatMap((id) => {
    const file = `/proc/${id}/cmdline`;
    return existsSync(file) ? [`${id} ${readFileSync(file, 'utf8').replaceAll('\0', ' ')}`] : [];
  });
};

/** Ends the Java process behind the database, as if it had died. */
const killEmulator = async (description: StackDescription): Promise<void> => {
  const { port } = new URL(requireDatabase(description).endpoint);
  const emulator = (await listCommandLines()).find(
    (line) => /^\d+ (\S*\/)?java /.test(line) && line.includes(`-port ${port} `),
  );
  process.kill(Number.parseInt(emulator ?? '', 10), 'SIGKILL');
};

const clockOf = async ({ control }: StackDescription): Promise<string> =>
  ((await (await fetch(`${control}/clock`)).json()) as { now: string }).now;

describe('a stack with a data folder', () => {
  it('killed in the middle of its work leaves no emulator behind, loses nothing and goes on; without its database it ends', async () => {
    const folder = temporaryFolder();
    const assembly = writeTinyAssembly(join(folder, 'assembly'));
    const options = ['--port', '0', '--data', join(folder, 'data')];
    const first = startStackProcess(folder, TINY_SCRIPT, [
      assembly,
      ...options,
      '--clock',
      '2026-03-01T00:00:00Z',
    ]);
    const before = await first.description();
    await put(before, 'first');
    await poll('the first change', () => followed(assembly)[0]);
    const bodies = Array.from({ length: 300 }, (_, i) => `message ${i}`);
    await send(before, bodies);
    await pollUntil('some messages to be through', () => received(assembly).length >= 60);
    first.kill('SIGKILL');
    await first.ended;
    await pollUntil(
      'the emulator to end',
      async () => !(await isUp(requireDatabase(before).endpoint)),
    );
    expect(received(assembly).length).toBeLessThan(300);
    rmSync(first.descriptionFile);

    const second = startStackProcess(folder, TINY_SCRIPT, [assembly, ...options]);
    const after = await second.description();
    await put(after, 'second');
    await pollUntil('all messages', () => new Set(received(assembly)).size === bodies.length);
    await pollUntil('the second change', () => followed(assembly).includes('second'));
    expect(followed(assembly)).toEqual(['first', 'second']);
    expect(after.tokens).toEqual(before.tokens);
    expect(after.people).toEqual(before.people);
    expect(await clockOf(after)).toMatch(/^2026-03-01T00:0/);

    await killEmulator(after);
    expect(await second.ended).toBe(1);
    expect(second.printed()).toContain('DynamoDB Local ended unexpectedly');
  });
});

describe('a stack in the terminal', () => {
  const folder = mkdtempSync(join(tmpdir(), 'homeward-test-'));
  const assembly = writeTinyAssembly(join(folder, 'assembly'));
  const data = join(folder, 'data');
  const stack = spawnStack(folder, TINY_SCRIPT, [assembly, '--port', '0', '--data', data]);
  afterAll(async () => {
    stack.kill('SIGKILL');
    await stack.ended;
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  });

  it('shows only its owner the addresses and the tokens', async () => {
    await stack.description();
    expect(statSync(stack.descriptionFile).mode & 0o777).toBe(0o600);
  });

  it('has its data to itself: another one ends with exit code 1 and one line', async () => {
    await stack.description();
    const second = startStackProcess(folder, TINY_SCRIPT, [
      assembly,
      '--port',
      '0',
      '--data',
      data,
    ]);
    expect(await second.ended).toBe(1);
    expect(second.printed()).toBe(
      `Another local stack uses the data in ${data}. Stop it first, or choose another folder with --data.\n`,
    );
  });

  it('has its port to itself: another one ends with exit code 1 and one line', async () => {
    const { port } = new URL((await stack.description()).web);
    const second = startStackProcess(folder, TINY_SCRIPT, [assembly, '--port', port]);
    expect(await second.ended).toBe(1);
    expect(second.printed()).toMatch(new RegExp(`^Port ${port} is in use. [^\\n]*\\n$`));
  });

  it('stops at Ctrl-C with exit code 0, and takes its emulator and its description with it', async () => {
    const { endpoint } = requireDatabase(await stack.description());
    stack.kill('SIGINT');
    expect(await stack.ended).toBe(0);
    expect(existsSync(stack.descriptionFile)).toBe(false);
    expect(await isUp(endpoint)).toBe(false);
  });
});
