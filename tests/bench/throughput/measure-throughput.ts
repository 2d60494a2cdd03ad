import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SQSClient } from '@aws-sdk/client-sqs';
import { readDirectory } from '../../../infra/directory.ts';
import type { StackModel } from '../../../infra/local/template/stack-model.ts';
import { QUEUE } from '../../../shared/platform/names.ts';
import { type Spread, computeSpread } from '../spread.ts';
import { type Round, runRound } from './run-round.ts';
import { countWorkers } from '../../../infra/local/functions/start-functions.ts';
import { CREDENTIALS } from '../../../infra/local/emulators/start-emulators.ts';
import { REGION } from '../../../infra/local/template/endpoints.ts';
import type { StackContext } from '../bench-context.ts';
import { requireDatabase } from '../../../infra/local/stack-description.ts';

/** Notifications a second, each over the rounds, and what one costs against another within a round. */
export interface ThroughputReport {
  readonly notifications: number;
  readonly rounds: number;
  /** Messages in flight at once, in the stack and in the loops. */
  readonly atOnce: number;
  /** Items and requests that the writing of one notification takes, on average. */
  readonly itemsPerTransaction: number;
  readonly endToEnd: Spread;
  readonly untilStored: Spread;
  readonly inProcess: Spread;
  readonly bareLoop: Spread;
  /** Time of the pipeline over time of the bare loop, in the same round. */
  readonly endToEndOverBareLoop: Spread;
  readonly endToEndOverInProcess: Spread;
  readonly inProcessOverBareLoop: Spread;
}

const WARM_UP = 400;

/** What the local stack lets the intake have in flight: its workers, each with a full batch. */
const countAtOnce = (model: StackModel): number => {
  const source = model.queueSources.find(({ queueName }) => queueName === QUEUE.notifications);
  const intake = model.functions.find(({ name }) => name === source?.functionName);
  if (source === undefined || intake === undefined)
    throw new Error('The template lets no function read the notifications.');
  return countWorkers(intake, model) * source.batchSize;
};

const createReport = (
  rounds: readonly Round[],
  count: number,
  atOnce: number,
): ThroughputReport => {
  const spread = (value: (round: Round) => number): Spread => computeSpread(rounds.map(value));
  const rate = (ms: (round: Round) => number): Spread =>
    spread((round) => (count / ms(round)) * 1000);
  return {
    notifications: count,
    rounds: rounds.length,
    atOnce,
    itemsPerTransaction: spread(({ items }) => items / count).median,
    endToEnd: rate(({ repliedMs }) => repliedMs),
    untilStored: rate(({ storedMs }) => storedMs),
    inProcess: rate(({ inProcessMs }) => inProcessMs),
    bareLoop: rate(({ bareMs }) => bareMs),
    endToEndOverBareLoop: spread(({ repliedMs, bareMs }) => repliedMs / bareMs),
    endToEndOverInProcess: spread(({ repliedMs, inProcessMs }) => repliedMs / inProcessMs),
    inProcessOverBareLoop: spread(({ inProcessMs, bareMs }) => inProcessMs / bareMs),
  };
};

/** Times the running stack, the use case in this process, and a bare loop, on the same emulator. */
export const measureThroughput = async (context: StackContext): Promise<ThroughputReport> => {
  const { stack, model, options, say } = context;
  const common = { region: REGION, credentials: CREDENTIALS };
  const dynamodb = new DynamoDBClient({
    ...common,
    endpoint: requireDatabase(stack.description).endpoint,
  });
  const sqs = new SQSClient({ ...common, endpoint: stack.description.sqs.endpoint });
  const atOnce = countAtOnce(model);
  const tools = { stack, dynamodb, sqs, directory: readDirectory(), atOnce };
  try {
    say('throughput: warming up');
    await runRound(tools, 0, Math.min(WARM_UP, options.notifications));
    const rounds: Round[] = [];
    for (let round = 1; round <= options.rounds; round++) {
      say(`throughput: round ${round} of ${options.rounds}`);
      rounds.push(await runRound(tools, round, options.notifications));
    }
    return createReport(rounds, options.notifications, atOnce);
  } finally {
    dynamodb.destroy();
    sqs.destroy();
  }
};
