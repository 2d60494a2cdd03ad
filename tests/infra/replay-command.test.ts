import { execFile } from 'node:child_process';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { CreateQueueCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startSqs } from '../../infra/local/emulators/start-sqs.ts';

const PROJECT = join(import.meta.dirname, '../..');

/** The command with these settings of the AWS SDK; gives its exit code and what it printed. */
const run = async (args: readonly string[], environment: Readonly<Record<string, string>> = {}) => {
  const done = promisify(execFile)(
    process.execPath,
    ['infra/commands/replay-dead-letters.ts', ...args],
    { cwd: PROJECT, env: { PATH: process.env['PATH'] ?? '', ...environment } },
  );
  return done.then(
    ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
    (error: unknown) => error as { code: number; stdout: string; stderr: string },
  );
};

interface Invoked {
  readonly path: string;
  readonly event: { readonly Records: readonly Readonly<Record<string, unknown>>[] };
}

/** Lambda, with a function that fails for bodies that say so. */
const serveLambda = async (invoked: Invoked[]): Promise<string> => {
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      const event = JSON.parse(body) as Invoked['event'];
      invoked.push({ path: request.url ?? '', event });
      const failed = event.Records.filter((record) => record['body'] === 'fails');
      const batchItemFailures = failed.map(({ messageId }) => ({ itemIdentifier: messageId }));
      response.end(JSON.stringify({ batchItemFailures }));
    });
  });
  onTestFinished(() => void server.close());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('It has no port.');
  return `http://127.0.0.1:${address.port}`;
};

/** A stage "trial" whose dead-letter queue holds these bodies. */
const createStage = async (bodies: readonly string[]) => {
  const sqs = await startSqs(null);
  onTestFinished(() => sqs.stop());
  const invoked: Invoked[] = [];
  const environment = {
    AWS_ENDPOINT_URL_SQS: sqs.endpoint,
    AWS_ENDPOINT_URL_LAMBDA: await serveLambda(invoked),
    AWS_REGION: 'eu-west-2',
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
  };
  const client = new SQSClient({
    endpoint: sqs.endpoint,
    region: 'eu-west-2',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  const QueueName = 'trial-missing-notifications-dead-letters';
  const { QueueUrl } = await client.send(new CreateQueueCommand({ QueueName }));
  const source = { DataType: 'String', StringValue: 'urn:police:E23000024' };
  for (const MessageBody of bodies)
    await client.send(
      new SendMessageCommand({ QueueUrl, MessageBody, MessageAttributes: { source } }),
    );
  return { environment, invoked, depth: () => sqs.depth(QueueName) };
};

describe('npm run replay-dead-letters', () => {
  it('gives each message to intake as the queue did, and removes what was taken in', async () => {
    const { environment, invoked, depth } = await createStage(['one', 'two']);
    const { code, stdout } = await run(['--stage', 'trial', '--json'], environment);
    expect([code, stdout]).toEqual([0, '{"replayed":2,"failed":0}\n']);
    expect(invoked[0]?.path).toContain('/functions/trial-intake/invocations');
    expect(invoked.flatMap(({ event }) => event.Records)).toContainEqual(
      expect.objectContaining({
        body: 'one',
        messageAttributes: {
          source: { dataType: 'String', stringValue: 'urn:police:E23000024' },
        },
        attributes: expect.objectContaining({
          SentTimestamp: expect.stringMatching(/^\d{13}$/) as unknown,
        }) as unknown,
      }),
    );
    expect(depth()).toEqual({ waiting: 0, delayed: 0, inFlight: 0 });
  });

  it('leaves what fails again, says so, and ends with code 1', async () => {
    const { environment, depth } = await createStage(['one', 'fails']);
    const { code, stdout } = await run(['--stage', 'trial'], environment);
    expect([code, stdout]).toEqual([
      1,
      'Taken in: 1. 1 failed again and are still in the queue: the log of intake says why.\n',
    ]);
    expect(depth()).toMatchObject({ inFlight: 1 });
  });

  it('says in one line that there is no such queue', async () => {
    const { environment } = await createStage([]);
    const { code, stderr } = await run(['--stage', 'live'], environment);
    expect([code, stderr]).toEqual([
      1,
      'There is no such queue. Check --stage, the account and the region.\n',
    ]);
  });

  it('ends with one clear line and code 2 when it is used wrongly, and prints its usage', async () => {
    expect(await run([])).toMatchObject({ code: 2, stderr: 'Enter --stage. See --help.\n' });
    expect(await run(['--help'])).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('--stage NAME') as unknown,
    });
  });
});
