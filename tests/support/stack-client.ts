import {
  DeleteMessageBatchCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import * as z from 'zod';
import type { StackDescription } from '../../infra/local/stack-description.ts';
import { QUEUE } from '../../shared/platform/names.ts';

/** A reply as a force's system reads it. */
const replySchema = z.looseObject({
  id: z.string(),
  type: z.string(),
  subject: z.string().optional(),
  data: z.looseObject({ notificationId: z.string().optional() }),
});
export type Reply = z.infer<typeof replySchema>;

export const pageSchema = z.object({
  items: z.array(z.looseObject({})),
  cursor: z.string().nullable(),
});
export type Row = Readonly<Record<string, unknown>>;

type Role = 'practitioner' | 'manager' | 'lead' | 'operator' | 'auditor';

/** What a force's system and a person do with a running stack, through its public doors only. */
export interface StackClient {
  send(bodies: readonly string[]): Promise<void>;
  /** Takes what is on the force's reply queue off it, until that is empty. */
  takeReplies(force: string): Promise<readonly Reply[]>;
  count(queue: string): Promise<number>;
  get(path: string, role?: Role): Promise<{ status: number; body: Row }>;
  /** All pages of a list. */
  list(path: string, role?: Role): Promise<readonly Row[]>;
  moveClock(request: object): Promise<{ status: number; body: Row }>;
  close(): void;
}

const queueUrl = (stack: StackDescription, name: string): string => {
  const url = stack.sqs.queues[name];
  if (url === undefined) throw new Error(`The stack has no queue ${name}.`);
  return url;
};

const sendAll = async (client: SQSClient, url: string, bodies: readonly string[]) => {
  for (let start = 0; start < bodies.length; start += 10) {
    const { Failed = [] } = await client.send(
      new SendMessageBatchCommand({
        QueueUrl: url,
        Entries: bodies
          .slice(start, start + 10)
          .map((MessageBody, index) => ({ Id: String(index), MessageBody })),
      }),
    );
    if (Failed.length > 0) throw new Error(`The queue refused ${Failed.length} messages.`);
  }
};

const takeAll = async (client: SQSClient, url: string): Promise<readonly Reply[]> => {
  const replies: Reply[] = [];
  for (;;) {
    const { Messages = [] } = await client.send(
      new ReceiveMessageCommand({ QueueUrl: url, MaxNumberOfMessages: 10 }),
    );
    if (Messages.length === 0) return replies;
    replies.push(...Messages.map(({ Body }) => replySchema.parse(JSON.parse(Body ?? ''))));
    await client.send(
      new DeleteMessageBatchCommand({
        QueueUrl: url,
        Entries: Messages.map(({ ReceiptHandle }, index) => ({ Id: String(index), ReceiptHandle })),
      }),
    );
  }
};

const countMessages = async (client: SQSClient, url: string): Promise<number> => {
  const { Attributes = {} } = await client.send(
    new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: ['All'] }),
  );
  const counts = ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'];
  return counts.reduce(
    (sum, name) => sum + Number(Attributes[name as keyof typeof Attributes] ?? 0),
    0,
  );
};

const answerOf = async (response: Response) => ({
  status: response.status,
  body: z.looseObject({}).parse(await response.json()),
});

export const createStackClient = (stack: StackDescription): StackClient => {
  const { endpoint, region } = stack.sqs;
  const credentials = { accessKeyId: 'police', secretAccessKey: 'police' };
  const sqs = new SQSClient({ endpoint, region, credentials });
  const get = async (path: string, role: Role = 'manager') =>
    answerOf(
      await fetch(`${stack.web}${path}`, {
        headers: { authorization: `Bearer ${stack.tokens[role]}` },
      }),
    );
  const list = async (path: string, role: Role = 'manager'): Promise<readonly Row[]> => {
    const rows: Row[] = [];
    let cursor: string | null = null;
    do {
      const more: string = cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`;
      const { status, body } = await get(`${path}${more}`, role);
      if (status !== 200) throw new Error(`The list answered ${status}.`);
      const page = pageSchema.parse(body);
      rows.push(...page.items);
      ({ cursor } = page);
    } while (cursor !== null);
    return rows;
  };
  return {
    send: (bodies) => sendAll(sqs, queueUrl(stack, QUEUE.notifications), bodies),
    takeReplies: (force) => takeAll(sqs, queueUrl(stack, QUEUE.replies(force))),
    count: (queue) => countMessages(sqs, queueUrl(stack, queue)),
    get,
    list,
    moveClock: async (request) =>
      answerOf(
        await fetch(`${stack.control}/clock`, { method: 'POST', body: JSON.stringify(request) }),
      ),
    close: () => {
      sqs.destroy();
    },
  };
};

export interface StaffReply {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

/** Somebody of an authority at the API of a running stack, with their own token. */
export type AskAs = (
  practitionerId: string,
  method: string,
  path: string,
  body?: object,
) => Promise<StaffReply>;

export const createStaffClient =
  (stack: StackDescription): AskAs =>
  async (practitionerId, method, path, body) => {
    const token = stack.people[practitionerId];
    if (token === undefined) throw new Error(`The stack knows no ${practitionerId}.`);
    const response = await fetch(`${stack.web}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { status: response.status, body: z.looseObject({}).parse(await response.json()) };
  };
