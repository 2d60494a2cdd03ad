import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient, PutItemCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import { ReceiveMessageCommand, SQSClient, SendMessageBatchCommand } from '@aws-sdk/client-sqs';
import type { APIGatewayProxyEventV2, DynamoDBStreamEvent, SQSEvent } from 'aws-lambda';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toInstant } from '../../shared/kernel/instant.ts';
import { readDirectory } from '../../infra/directory.ts';
import {
  lambda,
  queue,
  role,
  table,
  writeAssembly,
  recorded,
  recording,
  arn,
  route,
  source,
} from './support/assembly.ts';
import { poll, pollUntil } from '../support/poll.ts';
import { startLocalStack, type LocalStack } from '../../infra/local/local-stack.ts';
import { requireDatabase } from '../../infra/local/stack-description.ts';

const folder = mkdtempSync(join(tmpdir(), 'homeward-test-'));
const recordOf = (name: string): string => join(folder, `${name}.jsonl`);
const recorder = (name: string, properties: object = {}) =>
  lambda(name, { Environment: { Variables: { RECORD: recordOf(name) } }, ...properties });

const CODE = {
  intake: recording(`return { batchItemFailures: event.Records
    .filter(({ body }) => body === 'poison')
    .map(({ messageId }) => ({ itemIdentifier: messageId })) };`),
  follow: recording(`if (event.Records.some(({ dynamodb }) => dynamodb.Keys.pk.S === 'poison'))
    throw new Error('made to fail');`),
  alert: recording(),
  sweep: recording(),
  echo: `exports.handler = async (event) => ({
    statusCode: 201,
    headers: { 'content-type': 'application/json' },
    cookies: ['a=1', 'b=2'],
    body: Buffer.from(JSON.stringify({ event, environment: process.env })).toString('base64'),
    isBase64Encoded: true,
  });`,
  slow: `exports.handler = async ({ rawPath }) => {
    if (rawPath === '/slow/never') await new Promise(() => setInterval(() => {}, 1000));
    return 'in time';
  };`,
  frail: `exports.handler = async ({ rawPath }) => {
    if (rawPath === '/frail/end') process.exit(3);
    return { alive: true };
  };`,
};

const RESOURCES = {
  Role: role,
  Inbox: queue('inbox', {
    VisibilityTimeout: 1,
    RedrivePolicy: { deadLetterTargetArn: arn('Dead'), maxReceiveCount: 2 },
  }),
  Dead: queue('dead'),
  Failures: queue('failures'),
  Core: table(),
  Access: table({
    KeySchema: [{ AttributeName: 'tokenHash', KeyType: 'HASH' }],
    AttributeDefinitions: [{ AttributeName: 'tokenHash', AttributeType: 'S' }],
    Tags: [{ Key: 'homeward:name', Value: 'access' }],
  }),
  Intake: recorder('intake'),
  Follow: recorder('follow'),
  Alert: recorder('alert'),
  Sweep: recorder('sweep'),
  Echo: lambda('echo', {
    Environment: { Variables: { TABLE: { Ref: 'Core' }, MESSAGE_OUTBOX: 'local' } },
  }),
  Slow: lambda('slow', { Timeout: 1 }),
  Frail: lambda('frail'),
  FromInbox: source({
    FunctionName: { Ref: 'Intake' },
    EventSourceArn: arn('Inbox'),
    BatchSize: 10,
    FunctionResponseTypes: ['ReportBatchItemFailures'],
    ScalingConfig: { MaximumConcurrency: 2 },
  }),
  FromCore: source({
    FunctionName: { Ref: 'Follow' },
    EventSourceArn: { 'Fn::GetAtt': ['Core', 'StreamArn'] },
    StartingPosition: 'LATEST',
    BatchSize: 100,
    BisectBatchOnFunctionError: true,
    MaximumRetryAttempts: 1,
    FilterCriteria: {
      Filters: [{ Pattern: JSON.stringify({ dynamodb: { NewImage: { kind: { S: ['fact'] } } } }) }],
    },
    DestinationConfig: { OnFailure: { Destination: arn('Failures') } },
  }),
  AlsoFromCore: source({
    FunctionName: { Ref: 'Alert' },
    EventSourceArn: { 'Fn::GetAtt': ['Core', 'StreamArn'] },
    StartingPosition: 'TRIM_HORIZON',
    BatchSize: 50,
    MaximumBatchingWindowInSeconds: 1,
    MaximumRecordAgeInSeconds: 3600,
    ParallelizationFactor: 2,
    FunctionResponseTypes: ['ReportBatchItemFailures'],
    FilterCriteria: {
      Filters: ['alert', 'escalation'].map((kind) => ({
        Pattern: JSON.stringify({
          eventName: ['INSERT', 'MODIFY'],
          dynamodb: { NewImage: { kind: { S: [kind] } } },
        }),
      })),
    },
  }),
  Hourly: {
    Type: 'AWS::Events::Rule',
    Properties: {
      ScheduleExpression: 'rate(1 hour)',
      Targets: [{ Id: 'T', Arn: arn('Sweep') }],
    },
  },
  Api: { Type: 'AWS::ApiGatewayV2::Api', Properties: { Name: 'api', ProtocolType: 'HTTP' } },
  ...route('ANY /echo/{proxy+}', 'Echo'),
  ...route('GET /slow/{proxy+}', 'Slow'),
  ...route('GET /frail/{proxy+}', 'Frail'),
};

let stack: LocalStack;
let sqs: SQSClient;
let dynamodb: DynamoDBClient;

beforeAll(async () => {
  const assemblyFolder = writeAssembly(folder, { Tiny: { resources: RESOURCES } }, CODE);
  stack = await startLocalStack({
    port: 0,
    dataFolder: null,
    clock: toInstant(Date.parse('2026-10-24T19:59:00Z')),
    logFolder: join(folder, 'logs'),
    assemblyFolder,
  });
  const common = { region: 'eu-west-2', credentials: { accessKeyId: 'a', secretAccessKey: 'b' } };
  sqs = new SQSClient({ ...common, endpoint: stack.description.sqs.endpoint });
  dynamodb = new DynamoDBClient({
    ...common,
    endpoint: requireDatabase(stack.description).endpoint,
  });
});

afterAll(async () => {
  await stack.stop();
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

const urlOf = (name: string): string => stack.description.sqs.queues[name] ?? '';

const send = (bodies: readonly string[]) =>
  sqs.send(
    new SendMessageBatchCommand({
      QueueUrl: urlOf('inbox'),
      Entries: bodies.map((MessageBody, i) => ({
        Id: String(i),
        MessageBody,
        MessageAttributes: { source: { DataType: 'String', StringValue: 'urn:police:E23000024' } },
      })),
    }),
  );

const receive = (name: string): Promise<string> =>
  poll(`a message on ${name}`, async () => {
    const received = await sqs.send(
      new ReceiveMessageCommand({ QueueUrl: urlOf(name), WaitTimeSeconds: 1 }),
    );
    return received.Messages?.[0]?.Body;
  });

const put = (pk: string, kind = 'fact') =>
  dynamodb.send(
    new PutItemCommand({
      TableName: requireDatabase(stack.description).tables['core'],
      Item: { pk: { S: pk }, kind: { S: kind } },
    }),
  );

const ask = (path: string, init?: RequestInit) => fetch(`${stack.description.web}${path}`, init);

const messages = () => recorded(recordOf('intake')).flatMap((event) => (event as SQSEvent).Records);
const changes = (follower = 'follow') =>
  recorded(recordOf(follower)).flatMap((event) => (event as DynamoDBStreamEvent).Records);
const keysSeenBy = (follower: string) =>
  changes(follower).map(({ dynamodb: change }) => change?.Keys?.['pk']?.S);

describe('a queue with a function behind it', () => {
  it('loses only the messages that failed: they come again, then go to the dead letters', async () => {
    await send(['one', 'poison', 'two']);
    expect(await receive('dead')).toBe('poison');
    await stack.idle();
    expect(
      messages()
        .map(({ body }) => body)
        .toSorted(),
    ).toEqual(['one', 'poison', 'poison', 'two']);
  });

  it('hands messages over as Lambda does, stamped in local time', async () => {
    const earliest = stack.clock.nowMs();
    await send(['stamped']);
    await stack.idle();
    const record = messages().find(({ body }) => body === 'stamped');
    expect(record).toMatchObject({
      eventSource: 'aws:sqs',
      eventSourceARN: 'arn:aws:sqs:eu-west-2:000000000000:inbox',
      awsRegion: 'eu-west-2',
      attributes: { ApproximateReceiveCount: '1' },
      messageAttributes: { source: { stringValue: 'urn:police:E23000024', dataType: 'String' } },
    });
    const sentAt = Number(record?.attributes.SentTimestamp);
    expect(sentAt).toBeGreaterThanOrEqual(earliest);
    expect(sentAt).toBeLessThanOrEqual(stack.clock.nowMs());
  });
});

describe('a stream with a function behind it', () => {
  it('delivers all that its filter lets pass, and gives up only the record that fails', async () => {
    const written = ['a', 'b', 'poison', 'c'];
    for (const pk of written) await put(pk);
    await put('other', 'state');
    const notice: unknown = JSON.parse(await receive('failures'));
    expect(notice).toMatchObject({
      requestContext: { condition: 'RetryAttemptsExhausted' },
      DDBStreamBatchInfo: { batchSize: 1 },
    });
    await stack.idle();
    const delivered = changes().map(({ dynamodb: change }) => change?.Keys?.['pk']?.S);
    expect([...new Set(delivered)].toSorted()).toEqual(written.toSorted());
  });

  it('is followed by a second one, each getting what any of its own filters lets pass', async () => {
    await put('to-follow', 'fact');
    await put('to-alert', 'alert');
    await put('to-escalate', 'escalation');
    await put('to-nobody', 'state');
    await stack.idle();
    expect(keysSeenBy('alert')).toEqual(['to-alert', 'to-escalate']);
    expect(keysSeenBy('follow')).toContain('to-follow');
    expect(keysSeenBy('follow')).not.toContain('to-alert');
  });

  it('hands changes over as Lambda does, stamped in local time', async () => {
    const earliest = stack.clock.nowMs();
    await put('stamped');
    await stack.idle();
    const record = changes().find(({ dynamodb: change }) => change?.Keys?.['pk']?.S === 'stamped');
    expect(record).toMatchObject({
      eventName: 'INSERT',
      eventSource: 'aws:dynamodb',
      dynamodb: { NewImage: { pk: { S: 'stamped' } }, StreamViewType: 'NEW_AND_OLD_IMAGES' },
    });
    const madeAt = Number(record?.dynamodb?.ApproximateCreationDateTime) * 1000;
    expect(madeAt).toBeGreaterThanOrEqual(earliest - 1000);
    expect(madeAt).toBeLessThanOrEqual(stack.clock.nowMs());
  });
});

describe('the HTTP API', () => {
  it('hands a request over as API Gateway does, and gives back what the function answers', async () => {
    const response = await ask('/echo/a%20b?x=1&x=2', {
      method: 'POST',
      body: '{"n":1}',
      headers: { 'content-type': 'application/json', cookie: 'c=3; d=4' },
    });
    expect(response.status).toBe(201);
    expect(response.headers.getSetCookie()).toEqual(['a=1', 'b=2']);
    const { event } = (await response.json()) as { event: APIGatewayProxyEventV2 };
    expect(event).toMatchObject({
      version: '2.0',
      rawPath: '/echo/a b',
      rawQueryString: 'x=1&x=2',
      queryStringParameters: { x: '1,2' },
      pathParameters: { proxy: 'a b' },
      cookies: ['c=3', 'd=4'],
      body: '{"n":1}',
      isBase64Encoded: false,
      requestContext: { http: { method: 'POST' }, stage: '$default' },
    });
    expect(event.requestContext.timeEpoch).toBeLessThanOrEqual(stack.clock.nowMs());
    expect(event.requestContext.time).toMatch(/^24\/Oct\/2026:\d\d:\d\d:\d\d \+0000$/);
  });

  it('answers with JSON where there is no route, and refuses a body over 10 MB', async () => {
    const missing = await ask('/nowhere');
    expect([missing.status, await missing.json()]).toEqual([404, { message: 'Not Found' }]);
    const tooLong = await ask('/echo/x', { method: 'POST', body: 'x'.repeat(10 * 1024 ** 2 + 1) });
    expect(tooLong.status).toBe(413);
  });
});

describe('a function', () => {
  it("has the template's variables and the runtime's, and nothing of this machine's", async () => {
    const response = await ask('/echo/environment');
    const { environment } = (await response.json()) as { environment: Record<string, string> };
    expect(environment).toMatchObject({
      TABLE: requireDatabase(stack.description).tables['core'],
      AWS_REGION: 'eu-west-2',
      AWS_LAMBDA_FUNCTION_NAME: 'echo',
      AWS_ENDPOINT_URL_SQS: stack.description.sqs.endpoint,
    });
    expect(environment).toMatchObject({ MESSAGE_OUTBOX: stack.description.outbox });
    expect(statSync(stack.description.outbox).mode & 0o777).toBe(0o700);
    expect(Object.keys(environment)).not.toContain('PATH');
    expect(Object.keys(environment)).not.toContain('HOME');
  });

  it('that overruns its time fails, and the next invocation finds a fresh one', async () => {
    expect((await ask('/slow/never')).status).toBe(500);
    expect(await (await ask('/slow/soon')).text()).toBe('in time');
    expect(stack.status().functions['slow']).toMatchObject({ invocations: 2, timeouts: 1 });
  });

  it('that ends by itself fails, is counted, and is replaced', async () => {
    expect((await ask('/frail/end')).status).toBe(500);
    expect(await (await ask('/frail/on')).json()).toEqual({ alive: true });
    expect(stack.status().functions['frail']).toMatchObject({
      invocations: 2,
      errors: 1,
      crashes: 1,
    });
  });
});

describe('the access table', () => {
  it('accepts every member of staff of the authorities besides the roles', async () => {
    const { people, tokens } = stack.description;
    const place = requireDatabase(stack.description);
    const { Count } = await dynamodb.send(
      new ScanCommand({ TableName: place.tables['access'], Select: 'COUNT' }),
    );
    expect(Count).toBe(Object.keys(people).length + Object.keys(tokens).length);
    expect(Object.keys(people)).toEqual(
      readDirectory().authorities.flatMap((authority) =>
        authority.people.map(({ practitionerId }) => practitionerId),
      ),
    );
  });
});

describe('the control endpoint', () => {
  const control = async (path: string, body?: string) => {
    const init = body === undefined ? {} : { method: 'POST', body };
    const response = await fetch(`${stack.description.control}${path}`, init);
    return { status: response.status, content: (await response.json()) as Record<string, unknown> };
  };

  it('reports how many messages are waiting and how often functions ran', async () => {
    const { content } = await control('/status');
    expect(content).toMatchObject({ queues: { inbox: { waiting: 0 } }, functions: { echo: {} } });
  });

  it.each([
    ['{"now":"2026-10-24T00:00:00Z"}', 'only goes forward'],
    ['{"now":"2026-10-25T01:30:00"}', 'with an offset'],
    ['{"advance":"a day"}', 'with an offset'],
    ['nonsense', 'must be JSON'],
  ])('refuses to move the clock by %s, and says why', async (body, why) => {
    const { status, content } = await control('/clock', body);
    expect(status).toBe(400);
    expect(content['error']).toContain(why);
  });

  it('moves the clock and runs what fell due, before it answers', async () => {
    const present = stack.now().slice(0, 16);
    expect(await stack.runSchedules()).toBe(1);
    stack.startSchedules();
    const { content } = await control('/clock', '{"now":"2026-10-24T23:30:00+01:00"}');
    expect(content['ran']).toBe(3);
    expect(String(content['now'])).toMatch(/^2026-10-24T22:30:0/);
    const times = recorded(recordOf('sweep')).map((event) => (event as { time: string }).time);
    expect(times[0]?.startsWith(present)).toBe(true);
    expect(times.slice(1)).toEqual([
      '2026-10-24T20:00:00Z',
      '2026-10-24T21:00:00Z',
      '2026-10-24T22:00:00Z',
    ]);
    await pollUntil('the clock to tick on', async () => {
      const later = await control('/clock');
      return String(later.content['now']) > String(content['now']);
    });
  });
});
