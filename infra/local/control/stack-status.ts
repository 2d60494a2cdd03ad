import type { Instant } from '../../../shared/kernel/instant.ts';
import type { QueueDepth, SqsEmulator } from '../emulators/start-sqs.ts';
import type { FunctionCounts, LocalFunction } from '../functions/local-function.ts';
import type { QueueModel } from '../template/stack-model.ts';

/** How the stack is doing at this moment of its clock. */
export interface StackStatus {
  readonly now: Instant;
  readonly queues: Readonly<Record<string, QueueDepth>>;
  readonly functions: Readonly<Record<string, FunctionCounts>>;
}

export const stackStatus = (
  now: Instant,
  queues: readonly QueueModel[],
  emulator: SqsEmulator,
  functions: readonly LocalFunction[],
): StackStatus => ({
  now,
  queues: Object.fromEntries(queues.map(({ name }) => [name, emulator.depth(name)])),
  functions: Object.fromEntries(functions.map((one) => [one.name, one.counts()])),
});
