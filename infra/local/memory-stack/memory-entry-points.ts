import type { DynamoDBStreamEvent, SQSEvent } from 'aws-lambda';
import { createApiHandler } from '../../../functions/web/http/handle-api-event.ts';
import { readScheduledTime } from '../../../shared/platform/scheduled-run.ts';
import type { FunctionName } from '../../function-catalogue.ts';
import {
  createAlerts,
  createEvidenceReader,
  createIntake,
  createPublish,
  createScheduledFunctions,
  type ScheduledFunctions,
} from '../memory/memory-functions.ts';
import { createMemoryWeb, type MemoryWebContext } from '../memory/memory-web.ts';
import type { EntryPoint } from './in-process-function.ts';

const createScheduled =
  (name: keyof ScheduledFunctions) =>
  (context: MemoryWebContext): EntryPoint => {
    const functions = createScheduledFunctions(context);
    return (event) => functions[name](readScheduledTime(event));
  };

const createWeb = (context: MemoryWebContext): EntryPoint => {
  const handle = createApiHandler(createMemoryWeb(context));
  return (event) => handle(event as Parameters<typeof handle>[0]);
};

/** For each function of the template, what its handler does, over the tables of the context. */
export const ENTRY_POINTS: Readonly<
  Record<FunctionName, (context: MemoryWebContext) => EntryPoint>
> = {
  intake: (context) => {
    const receive = createIntake(context);
    return (event) => receive(event as SQSEvent);
  },
  evidence: (context) => {
    const apply = createEvidenceReader(context);
    return (event) => apply(event as SQSEvent);
  },
  publish: (context) => {
    const follower = createPublish(context);
    return (event) => follower.run(event as DynamoDBStreamEvent);
  },
  alerts: (context) => {
    const follower = createAlerts(context);
    return (event) => follower.run(event as DynamoDBStreamEvent);
  },
  sweep: createScheduled('sweep'),
  digest: createScheduled('digest'),
  detect: createScheduled('detect'),
  'reconcile-replies': createScheduled('reconcileReplies'),
  'reconcile-evidence': createScheduled('reconcileEvidence'),
  web: createWeb,
};
