import type { Directory } from '../../../shared/directory/directory.ts';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { SQSClient } from '@aws-sdk/client-sqs';
import { planRound, type Slice, sliceRound } from './plan-round.ts';
import { timePipeline, checkFacts } from './time-pipeline.ts';
import type { LocalStack } from '../../../infra/local/local-stack.ts';
import { findTable } from '../bench-context.ts';
import { copyTable } from '../emulator-tables.ts';
import { timeBareLoop, timeInProcess } from './time-loops.ts';

/** Milliseconds, summed over the slices of a round, and how many items its transactions held. */
export interface Round {
  storedMs: number;
  repliedMs: number;
  inProcessMs: number;
  bareMs: number;
  readonly items: number;
}

/** What a round is timed with. */
export interface Tools {
  readonly stack: LocalStack;
  readonly dynamodb: DynamoDBClient;
  readonly sqs: SQSClient;
  readonly directory: Directory;
  /** Messages in flight at once. */
  readonly atOnce: number;
}

/** What one way of storing takes for a slice, in milliseconds, added to what it took before. */
type Step = (slice: Slice) => Promise<void>;

const createSteps = async (tools: Tools, round: number, times: Round): Promise<readonly Step[]> => {
  const { stack, dynamodb, sqs, directory, atOnce } = tools;
  const core = findTable(stack, 'core');
  const table = await copyTable(dynamodb, core, `in-process-${round}`);
  const bareTable = await copyTable(dynamodb, core, `bare-loop-${round}`);
  return [
    async ({ messages }) => {
      const { storedMs, repliedMs } = await timePipeline(stack, sqs, messages);
      times.storedMs += storedMs;
      times.repliedMs += repliedMs;
      await checkFacts(dynamodb, core, messages);
    },
    async ({ messages }) => {
      const inProcess = { client: dynamodb, table, directory, atOnce };
      times.inProcessMs += await timeInProcess(inProcess, messages);
    },
    async ({ episodes }) => {
      times.bareMs += await timeBareLoop(dynamodb, bareTable, episodes, atOnce);
    },
  ];
};

/**
 * The three ways run slice by slice, each time in another order, so that a machine that is
 * busy for a while, and an emulator that gets warmer and fuller, affect all of them.
 */
export const runRound = async (tools: Tools, round: number, count: number): Promise<Round> => {
  const slices = await sliceRound(planRound(round, count), tools.directory);
  const items = slices.flatMap(({ episodes }) => episodes.flat(2)).length;
  const times: Round = { storedMs: 0, repliedMs: 0, inProcessMs: 0, bareMs: 0, items };
  const steps = await createSteps(tools, round, times);
  for (const [turn, slice] of slices.entries()) {
    const first = (round + turn) % steps.length;
    for (const step of [...steps.slice(first), ...steps.slice(0, first)]) await step(slice);
  }
  return times;
};
