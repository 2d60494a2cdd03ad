import { parseArgs } from 'node:util';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import {
  DeleteMessageCommand,
  GetQueueUrlCommand,
  type Message,
  ReceiveMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import type { SQSRecord } from 'aws-lambda';
import pMap from 'p-map';
import * as z from 'zod';
import { QUEUE } from '../../shared/platform/names.ts';
import { type DeadLetterPorts, replayDeadLetters } from './dead-letters.ts';
import { WrongUse } from './rebuild-options.ts';

const HELP = `npm run replay-dead-letters -- --stage NAME [--json]

Takes in the police notifications that are in the dead-letter queue, as if they had not failed: each keeps its id and
the time at which police sent it. (A redrive by SQS gives both anew.) What fails again stays in the queue. You can stop
it and run it again.

  --stage NAME   the stage, such as trial
  --json         the result as one JSON object on standard output
  --help         this text

Progress is written to standard error. AWS credentials and region come from the environment. They must be allowed to
receive from and delete in the dead-letter queue, to use its key, and to invoke the function intake.
Exit code 0: nothing is left; 1: something failed and is still there; 2: wrong use.
`;

/** Longer than ten messages take, so that nobody else gets them meanwhile. */
const HIDDEN_SECONDS = 15 * 60;
/** SQS answers from all its servers when it may wait. */
const WAIT_SECONDS = 2;

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const printLine = (line: string): void => void process.stderr.write(`${line}\n`);

const readOptions = () => {
  try {
    return parseArgs({
      options: {
        stage: { type: 'string' },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    }).values;
  } catch {
    throw new WrongUse('An option is not known or has no value.');
  }
};

const toRecord = ({ Attributes, MessageAttributes, ...message }: Message): SQSRecord => ({
  messageId: message.MessageId ?? '',
  receiptHandle: message.ReceiptHandle ?? '',
  body: message.Body ?? '',
  attributes: Attributes as unknown as SQSRecord['attributes'],
  messageAttributes: Object.fromEntries(
    Object.entries(MessageAttributes ?? {}).map(([name, { DataType, StringValue }]) => [
      name,
      {
        dataType: DataType ?? 'String',
        ...(StringValue === undefined ? {} : { stringValue: StringValue }),
      },
    ]),
  ),
  md5OfBody: message.MD5OfBody ?? '',
  eventSource: 'aws:sqs',
  eventSourceARN: '',
  awsRegion: '',
});

const responseSchema = z.object({
  batchItemFailures: z.array(z.object({ itemIdentifier: z.string() })),
});

const openPorts = async (stage: string): Promise<DeadLetterPorts> => {
  // The address from the environment counts, where there is one.
  const sqs = new SQSClient({ useQueueUrlAsEndpoint: false });
  const lambda = new LambdaClient({});
  const QueueName = `${stage}-${QUEUE.notificationsDeadLetters}`;
  const { QueueUrl } = await sqs.send(new GetQueueUrlCommand({ QueueName }));
  return {
    receive: async () => {
      const { Messages = [] } = await sqs.send(
        new ReceiveMessageCommand({
          QueueUrl,
          MaxNumberOfMessages: 10,
          VisibilityTimeout: HIDDEN_SECONDS,
          WaitTimeSeconds: WAIT_SECONDS,
          MessageSystemAttributeNames: ['All'],
          MessageAttributeNames: ['All'],
        }),
      );
      return Messages.map(toRecord);
    },
    takeIn: async (event) => {
      const { FunctionError, Payload } = await lambda.send(
        new InvokeCommand({ FunctionName: `${stage}-intake`, Payload: JSON.stringify(event) }),
      );
      if (FunctionError !== undefined)
        return new Set(event.Records.map(({ messageId }) => messageId));
      const response: unknown = JSON.parse(Buffer.from(Payload ?? []).toString('utf8'));
      const { batchItemFailures } = responseSchema.parse(response);
      return new Set(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
    },
    remove: async (records) => {
      await pMap(
        records,
        ({ receiptHandle }) =>
          sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: receiptHandle })),
        { concurrency: 5 },
      );
    },
  };
};

const replay = async ({ stage, json }: ReturnType<typeof readOptions>): Promise<void> => {
  if (stage === undefined) throw new WrongUse('Enter --stage.');
  const report = await replayDeadLetters(await openPorts(stage), ({ replayed, failed }) => {
    printLine(`${replayed} taken in, ${failed} failed`);
  });
  if (json) say(JSON.stringify(report));
  else if (report.failed === 0) say(`Taken in: ${report.replayed}. Nothing is left that failed.`);
  else
    say(
      `Taken in: ${report.replayed}. ${report.failed} failed again and are still in the queue: the log of intake says why.`,
    );
  process.exitCode = report.failed === 0 ? 0 : 1;
};

const ADVICE: Readonly<Record<string, string>> = {
  QueueDoesNotExist: 'There is no such queue. Check --stage, the account and the region.',
  ResourceNotFoundException:
    'There is no such function. Check --stage, the account and the region.',
  CredentialsProviderError: 'There are no AWS credentials. Sign in to AWS.',
  AccessDeniedException: 'These credentials are not allowed to do this. See --help.',
};

const explain = (error: unknown): string => {
  if (error instanceof WrongUse) return `${error.message} See --help.`;
  if (!(error instanceof Error)) return String(error);
  return ADVICE[error.name] ?? `${error.message || error.name}. Run the command again to continue.`;
};

try {
  const options = readOptions();
  if (options.help) process.stdout.write(HELP);
  else await replay(options);
} catch (error) {
  printLine(explain(error));
  process.exitCode = error instanceof WrongUse ? 2 : 1;
}
