import { isDeepStrictEqual } from 'node:util';
import { londonDateOf } from '../kernel/london-time.ts';
import type { Alarm } from './detection/alarm.ts';
import { fateOf } from './detection/match-earlier.ts';
import { composeEvidence } from './composition.ts';
import { addWeeks } from '../kernel/iso-week.ts';
import type { Signal } from './signal.ts';
import type { SignalStore } from './signals.ts';
import type { AuthorityRun } from './authority-run.ts';

/** What became of alarms. */
export interface Raised {
  readonly raised: number;
  readonly continued: number;
  readonly alreadyClosed: number;
}

type Outcome = keyof Raised;

/** Beyond this an alarm shares no evidence with a signal, and continues none. */
const SHARED_WEEKS = 8;

/** People judge signals while a run goes on; after so many lost races something else is wrong. */
const ATTEMPTS = 10;

const earliestWeek = ({ present, settings }: AuthorityRun) =>
  addWeeks(present, -Math.max(SHARED_WEEKS, settings.scan.weeks));

/** Id, life and when it was raised stay; all else is as it was found now. */
const signalOf = (
  run: AuthorityRun,
  alarm: Alarm,
  identity: Pick<Signal, 'signalId' | 'firstWeek' | 'raisedAt' | 'life' | 'version'>,
): Signal => {
  const { localities, harm, context, lastWeek, evidenceFrom, figures, sentence, evidence } = alarm;
  return {
    ...identity,
    firstWeek: identity.firstWeek < alarm.firstWeek ? identity.firstWeek : alarm.firstWeek,
    authority: run.authority,
    localities,
    harm,
    context,
    lastWeek,
    runId: run.runId,
    figures,
    sentence,
    evidenceFrom,
    evidence: evidence.map(({ evidenceId }) => evidenceId).sort(),
    madeOf: composeEvidence(evidence, run.words.isPublicType),
  };
};

const raise = async (
  signals: Pick<SignalStore, 'writeSignal'>,
  run: AuthorityRun,
  alarm: Alarm,
  signalId: string,
): Promise<Signal | 'conflict'> => {
  const { firstWeek } = alarm;
  const identity = { signalId, firstWeek, raisedAt: run.now, life: [], version: 1 };
  const signal = signalOf(run, alarm, identity);
  return (await signals.writeSignal(signal, null)) === 'written' ? signal : 'conflict';
};

/** Writes nothing when nothing changed: then this very run was interrupted after it. */
const goOn = async (
  signals: Pick<SignalStore, 'writeSignal'>,
  run: AuthorityRun,
  alarm: Alarm,
  previous: Signal,
): Promise<Signal | 'conflict'> => {
  const same = signalOf(run, alarm, previous);
  if (isDeepStrictEqual(same, previous)) return previous;
  const next = { ...same, version: previous.version + 1 };
  return (await signals.writeSignal(next, previous)) === 'written' ? next : 'conflict';
};

/** Raised by this run, or by a run of the same day that was interrupted. */
const outcomeOf = ({ raisedAt }: Signal, { day }: AuthorityRun): Outcome =>
  londonDateOf(raisedAt) === day ? 'raised' : 'continued';

/** Decides anew after each lost race: the signal may be closed by now. */
const settleAlarm = async (
  signals: SignalStore,
  run: AuthorityRun,
  alarm: Alarm,
  taken: Set<string>,
): Promise<Outcome> => {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const known = await signals.listSignals(run.authority, earliestWeek(run));
    const { smallestCount } = run.settings;
    const fate = fateOf(run.authority, alarm, known, taken, smallestCount);
    if (fate.fate === 'already-closed') return 'alreadyClosed';
    const settled =
      fate.fate === 'raised'
        ? await raise(signals, run, alarm, fate.signalId)
        : await goOn(signals, run, alarm, fate.signal);
    if (settled === 'conflict') continue;
    taken.add(settled.signalId);
    return outcomeOf(settled, run);
  }
  throw new Error(`Lost ${ATTEMPTS} races for the same signal.`);
};

/**
 * Raises a signal for each alarm, or lets the one go on that tells of it already. One after the other, each written by
 * itself: a run that was interrupted finds what it wrote, and comes out the same when it is done again.
 */
export const raiseSignals = async (
  signals: SignalStore,
  run: AuthorityRun,
  alarms: readonly Alarm[],
): Promise<Raised> => {
  const tally = { raised: 0, continued: 0, alreadyClosed: 0 };
  const taken = new Set<string>();
  for (const alarm of alarms) tally[await settleAlarm(signals, run, alarm, taken)] += 1;
  return tally;
};
