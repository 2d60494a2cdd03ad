import type { AuthorityProfile } from './authority-profile-api.ts';
import { judgementOf, stateOfSignal } from '../signals/signal-life.ts';
import type { Signal } from '../signals/signal.ts';
import type { WeekPeriod } from '../themes/week-period.ts';

/** Signals of a locality that are open, or stood out in the quarter; none that came after it. Newest first. */
export const signalsOf = (
  signals: readonly Signal[],
  locality: string,
  quarter: WeekPeriod,
): readonly Signal[] =>
  signals
    .filter(({ localities }) => localities.includes(locality))
    .filter(({ firstWeek }) => firstWeek <= quarter.to)
    .filter(({ life, lastWeek }) => lastWeek >= quarter.from || stateOfSignal(life) !== 'closed')
    .toSorted((a, b) => (a.raisedAt > b.raisedAt ? -1 : Number(a.raisedAt < b.raisedAt)));

/** A signal as a profile shows it. */
export const viewSignal = (signal: Signal): AuthorityProfile['signals'][number] => {
  const { signalId, sentence, figures, life, firstWeek, lastWeek, raisedAt } = signal;
  return {
    signalId,
    sentence,
    method: figures.method,
    state: stateOfSignal(life),
    judgement: judgementOf(life),
    firstWeek,
    lastWeek,
    raisedAt,
  };
};

/** What people told that they did about these signals, newest first. */
export const actionsAbout = (signals: readonly Signal[]): AuthorityProfile['done']['actions'] =>
  signals
    .flatMap(({ signalId, sentence, life }) =>
      life.flatMap((event) =>
        event.kind === 'action' ? [{ at: event.at, note: event.note, signalId, sentence }] : [],
      ),
    )
    .toSorted((a, b) => (a.at > b.at ? -1 : Number(a.at < b.at)));
