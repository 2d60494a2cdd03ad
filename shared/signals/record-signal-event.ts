import { isDeepStrictEqual } from 'node:util';
import type { Instant } from '../kernel/instant.ts';
import type { Signal, SignalEvent } from './signal.ts';
import { hasSeen, type LifeProblem, lifeProblemOf } from './signal-life.ts';
import type { SignalStore } from './signals.ts';
import { type Result, NOT_FOUND, refuseBody, NOT_YOUR_ROLE, STALE } from '../kernel/result.ts';
import { type Caller, belongsTo } from '../access/caller.ts';
import { hasPermission } from '../access/roles.ts';
import {
  type SignalWithLifeView,
  type SignalEventBody,
  viewSignalWithLife,
} from './signals-api.ts';

interface Dependencies {
  readonly signals: Pick<SignalStore, 'readSignal' | 'writeSignal'>;
}

const PROBLEMS: Readonly<Record<LifeProblem, string>> = {
  'signal-closed': 'It is closed. Should as much be told again, a new signal is raised.',
  'judgement-needed': 'Judge first whether it was of use; then it can be closed.',
};

const eventOf = ({ version: _, ...event }: SignalEventBody, caller: Caller, now: Instant) =>
  ({ ...event, at: now, by: caller.subject }) satisfies SignalEvent;

/** The same sent again, when the first time was done but nobody was told; or seen once more. */
const isDone = (signal: Signal, event: SignalEvent, version: number): boolean => {
  if (event.kind === 'seen') return hasSeen(signal.life, event.by);
  const last = signal.life.at(-1);
  const isNext = signal.version === version + 1;
  return isNext && last !== undefined && isDeepStrictEqual({ ...last, at: event.at }, event);
};

const record = async (
  { signals }: Dependencies,
  signal: Signal,
  event: SignalEvent,
): Promise<Result<SignalWithLifeView>> => {
  const problem = lifeProblemOf(signal.life, event.kind);
  if (problem !== null) return refuseBody(problem, '/kind', PROBLEMS[problem]);
  const next = { ...signal, life: [...signal.life, event], version: signal.version + 1 };
  const written = await signals.writeSignal(next, signal);
  return written === 'written' ? { value: viewSignalWithLife(next) } : STALE;
};

/** Adds to the life of a signal what a lead or manager of its authority did about it, on the version that they read. */
export const recordSignalEvent = async (
  ports: Dependencies,
  signalId: string,
  body: SignalEventBody,
  caller: Caller,
  now: Instant,
): Promise<Result<SignalWithLifeView>> => {
  if (!hasPermission(caller, 'respondToSignals')) return NOT_YOUR_ROLE;
  const signal = await ports.signals.readSignal(signalId);
  if (signal === null || !belongsTo(caller, signal.authority)) return NOT_FOUND;
  const event = eventOf(body, caller, now);
  if (isDone(signal, event, body.version)) return { value: viewSignalWithLife(signal) };
  if (signal.version !== body.version) return STALE;
  return record(ports, signal, event);
};
