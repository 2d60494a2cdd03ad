import { join } from 'node:path';
import type { SQSClient } from '@aws-sdk/client-sqs';
import * as z from 'zod';
import type { AccessItem } from '../../../shared/access/access-tokens.ts';
import { createReplySender } from '../../../shared/intake/reply-outbox.ts';
import { backOff, makeToken } from '../../../shared/kernel/system-random.ts';
import { createFileOutbox, readOutbox } from '../../../shared/messaging/outbox.ts';
import {
  parseEnvironment,
  replyQueuesVariable,
  requiredVariable,
} from '../../../shared/platform/environment.ts';
import { describeFault } from '../../../shared/platform/fault.ts';
import { ENVIRONMENT } from '../../../shared/platform/names.ts';
import { createEvidenceQueue } from '../../../shared/themes/evidence-queue.ts';
import { readDirectory } from '../../directory.ts';
import type { FunctionName } from '../../function-catalogue.ts';
import { readMessageTemplates } from '../../message-templates.ts';
import { openFunctionLog } from '../functions/function-worker.ts';
import type { LocalFunction } from '../functions/local-function.ts';
import type { StackPlaces } from '../functions/start-functions.ts';
import { createMemoryAccessTokens } from '../memory/memory-access-tokens.ts';
import type { MemoryWebContext } from '../memory/memory-web.ts';
import { StartupError } from '../startup-error.ts';
import type { StackModel } from '../template/stack-model.ts';
import { createInProcessFunction } from './in-process-function.ts';
import type { MemoryDatabase } from './memory-database.ts';
import { ENTRY_POINTS } from './memory-entry-points.ts';

export interface MemoryFunctionsOptions {
  readonly stack: StackModel;
  readonly database: MemoryDatabase;
  readonly access: readonly AccessItem[];
  readonly sqs: SQSClient;
  readonly own: StackPlaces;
  readonly logFolder: string;
  readonly cleanup: AsyncDisposableStack;
}

const queueVariables = z.object({
  [ENVIRONMENT.replyQueues]: replyQueuesVariable,
  [ENVIRONMENT.evidenceQueue]: requiredVariable,
});

/** The template gives the addresses of the queues to the function that sends to all of them. */
const createSenders = ({ stack, sqs }: MemoryFunctionsOptions) => {
  const publish = stack.functions.find(({ name }) => name === 'publish');
  const queues = parseEnvironment(queueVariables, publish?.environment ?? {});
  return {
    sender: createReplySender(queues[ENVIRONMENT.replyQueues], sqs),
    evidence: createEvidenceQueue(queues[ENVIRONMENT.evidenceQueue], sqs),
  };
};

const createContext = (options: MemoryFunctionsOptions): Omit<MemoryWebContext, 'reportFault'> => ({
  ...options.database.tables,
  ...createSenders(options),
  directory: readDirectory(),
  channel: createFileOutbox(options.own.outbox, readMessageTemplates()),
  authenticator: createMemoryAccessTokens(options.access),
  readOutbox: async () => [...(await readOutbox(options.own.outbox))],
  publicUrl: options.own.web,
  backOff,
  makeToken,
});

const findEntryPoint = (name: string) => {
  const known = name in ENTRY_POINTS ? ENTRY_POINTS[name as FunctionName] : null;
  if (known !== null) return known;
  throw new StartupError(`The template has function ${name}, which does not run in memory.`);
};

/** Every function of the template, in this process. */
export const startMemoryFunctions = (
  options: MemoryFunctionsOptions,
): ReadonlyMap<string, LocalFunction> => {
  const { stack, database, logFolder, cleanup } = options;
  const context = createContext(options);
  const scheduled = new Set(stack.schedules.map(({ functionName }) => functionName));
  const start = (name: string): LocalFunction => {
    const log = openFunctionLog(join(logFolder, `${name}.log`));
    cleanup.defer(() => log.close());
    const onFault = (error: unknown): void => {
      // The web application describes its faults itself.
      log.note(JSON.stringify(error instanceof Error ? describeFault(error) : error));
    };
    const run = findEntryPoint(name)({ ...context, reportFault: onFault });
    // When the clock is moved over days, messages must not wait for the end of the move.
    const beforeEnd = scheduled.has(name) ? () => database.waitUntilFollowed() : null;
    return createInProcessFunction({ name, run, onFault, beforeEnd });
  };
  return new Map(stack.functions.map(({ name }) => [name, start(name)]));
};
