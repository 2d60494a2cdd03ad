import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { SQSClient } from '@aws-sdk/client-sqs';
import type { LocalClock } from '../../infra/local/clock.ts';
import { findSweepDue } from '../../infra/local/demonstration/find-sweep-due.ts';
import { createForceSender } from '../../infra/local/demonstration/force-sender.ts';
import type { HistoryDoor } from '../../infra/local/demonstration/play-history.ts';
import type { LocalStack } from '../../infra/local/local-stack.ts';
import { requireDatabase } from '../../infra/local/stack-description.ts';
import { createDocumentClient, createDynamoTable } from '../../shared/database/dynamo-table.ts';
import { type Instant, toInstant, toMs } from '../../shared/kernel/instant.ts';
import { QUEUE } from '../../shared/platform/names.ts';

/** A clock that stands still until it is set, so that what takes time on a real stack takes none of its time. */
export const createStillClock = (start: Instant): LocalClock => {
  let ms = toMs(start);
  return {
    now: () => toInstant(ms),
    nowMs: () => ms,
    atWallMs: () => ms,
    setTo: (localMs) => {
      ms = localMs;
    },
  };
};

/** A running stack as a history is played on it: through its queue, its schedules and its clock. */
export const createStackDoor = (
  stack: LocalStack,
  { dynamodb, sqs }: { readonly dynamodb: DynamoDBClient; readonly sqs: SQSClient },
): HistoryDoor => {
  const { queues } = stack.description.sqs;
  const { tables } = requireDatabase(stack.description);
  const core = createDynamoTable(createDocumentClient(dynamodb), tables['core'] ?? '');
  return {
    send: createForceSender(sqs, queues[QUEUE.notifications] ?? ''),
    moveTo: (instant) => {
      stack.clock.setTo(toMs(instant));
    },
    run: async (name) => {
      if ((await stack.runSchedules(name)) !== 1) throw new Error(`No schedule starts ${name}.`);
    },
    finish: () => stack.idle(),
    findSweepDue: () => findSweepDue(core),
  };
};
