import { isDeepStrictEqual } from 'node:util';
import { type Caller, belongsTo } from '../access/caller.ts';
import { hasPermission } from '../access/roles.ts';
import type { Instant } from '../kernel/instant.ts';
import { type Result, NOT_FOUND, refuseBody, NOT_YOUR_ROLE, STALE } from '../kernel/result.ts';
import { checkEvent, hasSeen, type SignalEventProblem } from './signal-history.ts';
import type { SignalStore } from './signal-store.ts';
import type { Signal, SignalEvent } from './signal.ts';
import {
  type SignalWithHistoryView,
  type SignalEventBody,
  viewSignalWithHistory,
} from './signals-api.ts';

interface Dependencies {
  readonly signals: Pick<SignalStore, 'readSignal' | 'writeSignal'>;
}

const PROBLEMS: Readonly<Record<SignalEventProblem, string>> = {
  'signal-closed': 'This signal is closed. If as much is disclosed again, a new signal is raised.',
  'judgement-needed': 'Judge whether the signal was useful before you close it.',
};

const buildEvent = ({ version: _, ...event }: SignalEventBody, caller: Caller, now: Instant) =>
  ({ ...event, at: now, by: caller.subject }) satisfies SignalEvent;

/** True for a request that was sent again, and for a person who sees a signal more than once. */
const isRecorded = (signal: Signal, event: SignalEvent, version: number): boolean => {
  if (event.kind === 'seen') return hasSeen(signal.history, event.by);
  const last = signal.history.at(-1);
  const isNext = signal.version === version + 1;
  return isNext && last !== undefined && isDeepStrictEqual({ ...last, at: event.at }, event);
};

const addEvent = async (
  { signals }: Dependencies,
  signal: Signal,
  event: SignalEvent,
): Promise<Result<SignalWithHistoryView>> => {
  const problem = checkEvent(signal.history, event.kind);
  if (problem !== null) return refuseBody(problem, '/kind', PROBLEMS[problem]);
  const next = { ...signal, history: [...signal.history, event], version: signal.version + 1 };
  const result = await signals.writeSignal(next, signal);
  return result === 'written' ? { value: viewSignalWithHistory(next) } : STALE;
};

export const recordSignalEvent = async (
  dependencies: Dependencies,
  signalId: string,
  body: SignalEventBody,
  caller: Caller,
  now: Instant,
): Promise<Result<SignalWithHistoryView>> => {
  if (!hasPermission(caller, 'respondToSignals')) return NOT_YOUR_ROLE;
  const signal = await dependencies.signals.readSignal(signalId);
  if (signal === null || !belongsTo(caller, signal.authority)) return NOT_FOUND;
  const event = buildEvent(body, caller, now);
  if (isRecorded(signal, event, body.version)) return { value: viewSignalWithHistory(signal) };
  if (signal.version !== body.version) return STALE;
  return addEvent(dependencies, signal, event);
};
