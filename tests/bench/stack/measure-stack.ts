import { setTimeout as wait } from 'node:timers/promises';
import type { StackDescription } from '../../../infra/local/stack-description.ts';
import { StartupError } from '../../../infra/local/startup-error.ts';
import { MINUTE_MS, SECOND_MS } from '../../../shared/kernel/instant.ts';
import type { Say } from '../bench-context.ts';
import { type ProcessReading, readMemoryMb, readTree } from './process-tree.ts';
import { startStackRun } from './run-stack.ts';

/** One process of the stack while nobody uses it. */
export interface ProcessCost {
  readonly command: string;
  readonly memoryMb: number;
  /** Per cent of one processor. */
  readonly idleCpu: number;
}

/** What the local stack takes to start, and then while it rests. */
export interface StackCost {
  readonly announcedMs: number;
  readonly loadedMs: number;
  readonly processes: readonly ProcessCost[];
}

export interface StackReport {
  readonly idleSeconds: number;
  readonly empty: StackCost;
  readonly demonstration: StackCost;
}

const BEFORE_REST_MS = 90 * SECOND_MS;
const IDLE_MS = MINUTE_MS;

/** What the README proposes to look at. */
const CALLS = [
  ['practitioner', '/api/v1/tasks?authority=E10000020&state=open'],
  ['manager', '/api/v1/escalations?authority=E10000020&acknowledged=false'],
  ['manager', '/api/v1/timescales?authority=E10000020&from=2026-10-01&to=2026-12-31&by=team'],
  ['operator', '/api/v1/outbox?limit=20'],
  ['lead', '/api/v1/signals?authority=E10000020'],
  ['lead', '/api/v1/themes?authority=E10000020&by=locality'],
  ['lead', '/api/v1/places?authority=E10000020&locality=norwich'],
  ['lead', '/api/v1/locality-profile.html?authority=E10000020&locality=norwich'],
] as const;

const makeCalls = async ({ web, tokens }: StackDescription): Promise<void> => {
  for (const [role, path] of CALLS) {
    const headers = { authorization: `Bearer ${tokens[role]}` };
    const response = await fetch(`${web}${path}`, { headers });
    await response.text();
    if (!response.ok) throw new StartupError(`GET ${path} answered ${response.status}.`);
  }
};

const measureProcess = (one: ProcessReading, before: readonly ProcessReading[]): ProcessCost => {
  const earlierMs = before.find(({ pid }) => pid === one.pid)?.cpuMs ?? 0;
  return {
    command: one.command,
    memoryMb: readMemoryMb(one.pid),
    idleCpu: (100 * (one.cpuMs - earlierMs)) / IDLE_MS,
  };
};

const measureIdle = async (pid: number): Promise<readonly ProcessCost[]> => {
  await wait(BEFORE_REST_MS);
  const before = readTree(pid);
  await wait(IDLE_MS);
  return readTree(pid).map((one) => measureProcess(one, before));
};

const measureRun = async (
  empty: boolean,
  whole: AsyncDisposableStack,
  say: Say,
): Promise<StackCost> => {
  await using cleanup = new AsyncDisposableStack();
  whole.defer(() => cleanup.disposeAsync());
  const { pid, description, announcedMs, loadedMs } = await startStackRun(empty, cleanup);
  await makeCalls(description);
  say(`stack: nobody uses it for ${(BEFORE_REST_MS + IDLE_MS) / SECOND_MS} seconds`);
  return { announcedMs, loadedMs, processes: await measureIdle(pid) };
};

/** Starts the stack empty, then with the demonstration. Throws a StartupError where there is no /proc. */
export const measureStack = async (
  cleanup: AsyncDisposableStack,
  say: Say,
): Promise<StackReport> => {
  if (process.platform !== 'linux')
    throw new StartupError('Memory and processor time of the stack are read from /proc, on Linux.');
  say('stack: starting it empty');
  const empty = await measureRun(true, cleanup, say);
  say('stack: starting it with the demonstration');
  const demonstration = await measureRun(false, cleanup, say);
  return { idleSeconds: IDLE_MS / SECOND_MS, empty, demonstration };
};
