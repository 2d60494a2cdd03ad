import { isDeepStrictEqual } from 'node:util';
import { addWeeks } from '../kernel/iso-week.ts';
import { toLondonDate } from '../kernel/london-time.ts';
import { retryOnConflict } from '../kernel/write-result.ts';
import type { AuthorityRun } from './authority-run.ts';
import { composeEvidence } from './composition.ts';
import type { Alarm } from './detection/alarm.ts';
import { matchAlarm } from './detection/match-alarm.ts';
import type { SignalStore } from './signal-store.ts';
import type { MethodTally, Signal } from './signal.ts';
import type { Backoff } from '../kernel/system-random.ts';

export interface RaiseDependencies {
  readonly signals: Pick<SignalStore, 'listSignals' | 'writeSignal'>;
  readonly backOff: Backoff;
}

export type RaisedCounts = Pick<MethodTally, 'raised' | 'continued' | 'alreadyClosed'>;

/** An alarm shares no evidence with a signal that is older than this. */
const SHARED_WEEKS = 8;

const findEarliestWeek = ({ present, settings }: AuthorityRun) =>
  addWeeks(present, -Math.max(SHARED_WEEKS, settings.scan.weeks));

const buildSignal = (
  run: AuthorityRun,
  alarm: Alarm,
  identity: Pick<Signal, 'signalId' | 'firstWeek' | 'raisedAt' | 'history' | 'version'>,
): Signal => {
  const { localities, harm, context, lastWeek, evidenceFrom, figures, sentence, evidence } = alarm;
  return {
    ...identity,
    firstWeek: identity.firstWeek < alarm.firstWeek ? identity.firstWeek : alarm.firstWeek,
    authority: run.authority.code,
    localities,
    harm,
    context,
    lastWeek,
    runId: run.runId,
    figures,
    sentence,
    evidenceFrom,
    evidence: evidence.map(({ evidenceId }) => evidenceId).sort(),
    madeOf: composeEvidence(evidence, run.labels.isPublicType),
  };
};

const raiseSignal = async (
  { signals }: RaiseDependencies,
  run: AuthorityRun,
  alarm: Alarm,
  signalId: string,
): Promise<Signal | 'conflict'> => {
  const { firstWeek } = alarm;
  const identity = { signalId, firstWeek, raisedAt: run.now, history: [], version: 1 };
  const signal = buildSignal(run, alarm, identity);
  return (await signals.writeSignal(signal, null)) === 'written' ? signal : 'conflict';
};

/** When nothing changed, an earlier attempt at this run was interrupted after the write. */
const continueSignal = async (
  { signals }: RaiseDependencies,
  run: AuthorityRun,
  alarm: Alarm,
  previous: Signal,
): Promise<Signal | 'conflict'> => {
  const same = buildSignal(run, alarm, previous);
  if (isDeepStrictEqual(same, previous)) return previous;
  const next = { ...same, version: previous.version + 1 };
  return (await signals.writeSignal(next, previous)) === 'written' ? next : 'conflict';
};

const findOutcome = ({ raisedAt }: Signal, { day }: AuthorityRun): keyof RaisedCounts =>
  toLondonDate(raisedAt) === day ? 'raised' : 'continued';

const recordAlarm = async (
  dependencies: RaiseDependencies,
  run: AuthorityRun,
  alarm: Alarm,
  used: Set<string>,
): Promise<keyof RaisedCounts | 'conflict'> => {
  const known = await dependencies.signals.listSignals(run.authority.code, findEarliestWeek(run));
  const match = matchAlarm(run.authority.code, alarm, known, used, run.settings.smallestCount);
  if (match.outcome === 'already-closed') return 'alreadyClosed';
  const signal =
    match.outcome === 'raised'
      ? await raiseSignal(dependencies, run, alarm, match.signalId)
      : await continueSignal(dependencies, run, alarm, match.signal);
  if (signal === 'conflict') return 'conflict';
  used.add(signal.signalId);
  return findOutcome(signal, run);
};

/**
 * Raises a signal for each alarm, or continues the open signal that it belongs to. Each is written by itself, so an
 * interrupted run that is done again ends with the same result.
 */
export const raiseSignals = async (
  dependencies: RaiseDependencies,
  run: AuthorityRun,
  alarms: readonly Alarm[],
): Promise<RaisedCounts> => {
  const counts = { raised: 0, continued: 0, alreadyClosed: 0 };
  const used = new Set<string>();
  for (const alarm of alarms) {
    const outcome = await retryOnConflict(dependencies.backOff, () =>
      recordAlarm(dependencies, run, alarm, used),
    );
    counts[outcome] += 1;
  }
  return counts;
};
