import { resolve } from 'node:path';
import { StartupError } from './startup-error.ts';
import type { StartOptions } from './options.ts';
import { removeDescription, type StackDescription, writeDescription } from './stack-description.ts';
import { watchParent } from './watch-parent.ts';
import { startLocalStack, type LocalStack } from './local-stack.ts';
import type { LocalStackOptions } from './startup-context.ts';

/**
 * Uses a stack that has started. It calls `announceReady` when others may use the stack, as soon as the
 * clock shows the present; `signal` is aborted when the stack stops.
 */
export type UseStack = (
  stack: LocalStack,
  signal: AbortSignal,
  announceReady: () => void,
) => Promise<void>;

const FOLDER = resolve('.local');
const DESCRIPTION_FILE = resolve(FOLDER, 'stack.json');

const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

/** Resolves when a signal or the end of npm asks to stop. A second request ends the process at once. */
const waitForStop = (): Promise<void> =>
  new Promise((resolve) => {
    let stopRequested = false;
    const ask = (): void => {
      if (stopRequested) process.exit(130);
      stopRequested = true;
      resolve();
    };
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, ask);
    watchParent(resolve);
  });

const announceAtOnce: UseStack = (stack, _signal, announceReady) => {
  stack.startSchedules();
  announceReady();
  return Promise.resolve();
};

export interface RunExtras extends Pick<
  LocalStackOptions,
  'assemblyFolder' | 'inMemory' | 'beginContents'
> {
  /** Starts the schedules and announces the stack. Without it, both happen at once. */
  readonly useStack?: UseStack;
}

const start = (
  options: StartOptions,
  { useStack: _, ...extras }: RunExtras,
  more: Pick<LocalStackOptions, 'onFailure' | 'signal'>,
): Promise<LocalStack> =>
  startLocalStack({
    port: options.port,
    dataFolder: options.dataFolder,
    clock: options.clock,
    logFolder: resolve(FOLDER, 'logs'),
    progress: (line) => {
      say(`… ${line}`);
    },
    ...extras,
    ...more,
  });

/** Also stops a stack that has not started yet. */
const stopStarting = async (starting: Promise<LocalStack>): Promise<void> => {
  const stack = await starting.catch(() => null);
  await stack?.stop();
};

export const runStack = async (options: StartOptions, extras: RunExtras = {}): Promise<void> => {
  const failed = Promise.withResolvers<never>();
  const ending = new AbortController();
  const ended = Promise.race([waitForStop(), failed.promise]).finally(() => {
    ending.abort();
  });
  // Nobody waits for it yet while the stack starts.
  ended.catch(() => undefined);
  const starting = start(options, extras, {
    signal: ending.signal,
    onFailure: (why) => {
      failed.reject(new StartupError(why));
    },
  });
  try {
    const stack = await Promise.race([starting, ended.then(() => null)]);
    if (stack === null) say('Stopping.');
    else await keepRunning(stack, extras.useStack ?? announceAtOnce, ended);
  } finally {
    await stopStarting(starting);
  }
};

const keepRunning = async (
  stack: LocalStack,
  useStack: UseStack,
  ended: Promise<void>,
): Promise<void> => {
  const ending = new AbortController();
  const using = useStack(stack, ending.signal, () => {
    writeDescription(DESCRIPTION_FILE, stack.description);
    say(formatReadyMessage(stack, DESCRIPTION_FILE));
  });
  try {
    await Promise.race([ended, using.then(() => ended)]);
  } finally {
    ending.abort();
    removeDescription(DESCRIPTION_FILE, stack.description);
    say('Stopping.');
  }
};

/** Exit code 0, or 1 with one line for a StartupError. Any other error is thrown. */
export const runToExit = async (command: () => Promise<void>): Promise<never> => {
  try {
    await command();
    process.exit(0);
  } catch (error) {
    if (!(error instanceof StartupError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  }
};

const padLabel = (label: string): string => label.padEnd(12);

const list = (names: readonly string[]): string => names.toSorted().join(`\n  ${padLabel('')}`);

const formatDatabase = (database: StackDescription['dynamodb']): string => {
  if (database === null) return 'in memory: nothing is kept when it stops';
  const tables = Object.entries(database.tables).map(([name, table]) => `${name}: ${table}`);
  return `${database.endpoint}\n  ${padLabel('')}${list(tables)}`;
};

export const formatReadyMessage = (stack: LocalStack, descriptionFile: string): string => {
  const { web, control, sqs, tokens } = stack.description;
  const authorization = `Authorization: Bearer ${tokens.practitioner}`;
  return `
Homeward is running; its clock says ${stack.now()}.

  ${padLabel('HTTP API')}${web}/api/v1
  ${padLabel('Control')}${control}  (GET /status, GET /clock, POST /clock)
  ${padLabel('SQS')}${sqs.endpoint}  (region ${sqs.region}, any credentials)
  ${padLabel('')}${list(Object.keys(sqs.queues))}
  ${padLabel('DynamoDB')}${formatDatabase(stack.description.dynamodb)}
  ${padLabel('Logs')}${stack.logFolder}
  ${padLabel('Addresses')}${descriptionFile}  (also the tokens of every role and member of staff)

Open tasks, as a practitioner of Norfolk sees them:

  curl -H '${authorization}' '${web}/api/v1/tasks?authority=E10000020&state=open'

Stop with Ctrl-C.
`;
};
