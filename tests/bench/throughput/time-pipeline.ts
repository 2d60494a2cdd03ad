import { makeEpisodeId } from '../../support/ids.ts';
import pMap from 'p-map';
import {
  GetQueueAttributesCommand,
  SendMessageBatchCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import { setTimeout as wait } from 'node:timers/promises';
import type { FeedMessage } from '../../../infra/local/demonstration/feed-message.ts';
import { StartupError } from '../../../infra/local/startup-error.ts';
import { QUEUE } from '../../../shared/platform/names.ts';
import type { LocalStack } from '../../../infra/local/local-stack.ts';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { createDynamoStores } from '../../support/core-stores.ts';

const SENDERS = 4;
const LOOK_MS = 20;
/** Even a very busy machine replies to more than four a second. */
const MOST_MS_EACH = 250;
const LEAST_PATIENCE_MS = 60_000;

/** How long the stack took, in milliseconds from the first sending. */
export interface PipelineTimes {
  /** Until the queue was empty: every fact is stored before its message is deleted. */
  readonly storedMs: number;
  /** Until every reply was on its force's queue. */
  readonly repliedMs: number;
}

const sendBatch = async (client: SQSClient, url: string, batch: readonly FeedMessage[]) => {
  const Entries = batch.map(({ body }, place) => ({ Id: String(place), MessageBody: body }));
  const sent = await client.send(new SendMessageBatchCommand({ QueueUrl: url, Entries }));
  if ((sent.Failed?.length ?? 0) > 0) throw new StartupError('The queue refused a message.');
};

const BATCH = 10;

const splitIntoBatches = (messages: readonly FeedMessage[]): readonly (readonly FeedMessage[])[] =>
  Array.from({ length: Math.ceil(messages.length / BATCH) }, (_, number) =>
    messages.slice(number * BATCH, (number + 1) * BATCH),
  );

const countOnQueues = (stack: LocalStack): number =>
  Object.entries(stack.status().queues)
    .filter(([name]) => name.startsWith(QUEUE.replies('')))
    .reduce((sum, [, { waiting }]) => sum + waiting, 0);

const countLeft = (stack: LocalStack, queue: string): number => {
  const { waiting = 0, delayed = 0, inFlight = 0 } = stack.status().queues[queue] ?? {};
  return waiting + delayed + inFlight;
};

const waitUntil = async (
  isDone: () => boolean,
  patienceMs: number,
  what: string,
): Promise<number> => {
  const giveUpAt = performance.now() + patienceMs;
  while (!isDone()) {
    if (performance.now() > giveUpAt) throw new StartupError(`Gave up waiting until ${what}.`);
    await wait(LOOK_MS);
  }
  return performance.now();
};

/** The emulator's own count, independent of the stack's. */
const countWaiting = async (client: SQSClient, url: string): Promise<number> => {
  const AttributeNames = ['ApproximateNumberOfMessages' as const];
  const { Attributes } = await client.send(
    new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames }),
  );
  return Number(Attributes?.ApproximateNumberOfMessages);
};

const countReplies = async (stack: LocalStack, client: SQSClient): Promise<number> => {
  const urls = Object.entries(stack.description.sqs.queues)
    .filter(([name]) => name.startsWith(QUEUE.replies('')))
    .map(([, url]) => url);
  const counts = await Promise.all(urls.map((url) => countWaiting(client, url)));
  return counts.reduce((sum, count) => sum + count, 0);
};

/** Sends all messages and waits for all that follows. Throws a StartupError when a reply is missing or doubled. */
export const timePipeline = async (
  stack: LocalStack,
  client: SQSClient,
  messages: readonly FeedMessage[],
): Promise<PipelineTimes> => {
  const url = stack.description.sqs.queues[QUEUE.notifications];
  if (url === undefined) throw new StartupError('The template holds no queue of notifications.');
  const expected = (await countReplies(stack, client)) + messages.length;
  const patience = Math.max(LEAST_PATIENCE_MS, messages.length * MOST_MS_EACH);
  const batches = splitIntoBatches(messages);
  const begin = performance.now();
  await pMap(batches, (batch) => sendBatch(client, url, batch), { concurrency: SENDERS });
  const isStored = (): boolean => countLeft(stack, QUEUE.notifications) === 0;
  const storedAt = await waitUntil(isStored, patience, 'every fact is stored');
  const isReplied = (): boolean => countOnQueues(stack) >= expected;
  const repliedAt = await waitUntil(isReplied, patience, 'every reply is on its queue');
  await stack.idle();
  const found = await countReplies(stack, client);
  if (found !== expected || countLeft(stack, QUEUE.notificationsDeadLetters) > 0)
    throw new StartupError(
      `Expected ${expected} replies and no dead letter, found ${found} replies.`,
    );
  return { storedMs: storedAt - begin, repliedMs: repliedAt - begin };
};

/** Throws an error unless each reference holds as many facts as messages were sent about it. */
export const checkFacts = async (
  client: DynamoDBClient,
  table: string,
  messages: readonly FeedMessage[],
): Promise<void> => {
  const { episodes } = createDynamoStores(table, client);
  const sent = new Map<string, number>();
  for (const { force, reference } of messages) {
    const id = makeEpisodeId(force, reference);
    sent.set(id, (sent.get(id) ?? 0) + 1);
  }
  const checkEpisode = async ([episodeId, expected]: readonly [string, number]) => {
    const { facts } = await episodes.readReference(episodeId);
    if (facts.length === expected) return;
    throw new StartupError(`Episode ${episodeId} has ${facts.length} facts of ${expected}.`);
  };
  await pMap(sent, checkEpisode, { concurrency: 8 });
};
