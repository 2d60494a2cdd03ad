import type { Judgement, Signal, SignalEvent, SignalMethod, SignalState } from './signal.ts';
import { SIGNAL_METHODS } from './signal.ts';

type Life = Signal['life'];
type Kind = SignalEvent['kind'];

/** The furthest that a signal has come; whoever judges it has seen it. */
export const stateOfSignal = (life: Life): SignalState => {
  const happened = new Set<Kind>(life.map(({ kind }) => kind));
  if (happened.has('closed')) return 'closed';
  if (happened.has('action')) return 'action-taken';
  if (happened.has('judged')) return 'judged';
  return happened.has('seen') ? 'seen' : 'new';
};

/** The latest judgement; null while there is none. */
export const judgementOf = (life: Life): Judgement | null => {
  const last = life.findLast(({ kind }) => kind === 'judged');
  return last?.kind === 'judged' ? last.judgement : null;
};

/** Why something cannot be done about a signal as it is now. */
export type LifeProblem = 'signal-closed' | 'judgement-needed';

/**
 * Whether an event may follow: nothing follows the closing; and what was never judged is not closed, else nobody would
 * learn whether such signals are of use (house rule). Null when it may.
 */
export const lifeProblemOf = (life: Life, kind: Kind): LifeProblem | null => {
  const state = stateOfSignal(life);
  if (state === 'closed') return 'signal-closed';
  return kind === 'closed' && judgementOf(life) === null ? 'judgement-needed' : null;
};

/** Whether somebody has seen it already: to see it again is no news. */
export const hasSeen = (life: Life, who: string): boolean =>
  life.some(({ kind, by }) => kind === 'seen' && by === who);

/** How the signals of a method were judged. The share judged useful is `useful` of `judged`. */
export interface Usefulness {
  readonly method: SignalMethod;
  readonly signals: number;
  /** Of these, those that somebody judged: the denominator. */
  readonly judged: number;
  readonly useful: number;
  readonly knownAlready: number;
  readonly notUseful: number;
}

/** By the latest judgement of each. What nobody judged is in neither numerator nor denominator. */
export const usefulnessOf = (
  signals: readonly Pick<Signal, 'figures' | 'life'>[],
): readonly Usefulness[] =>
  SIGNAL_METHODS.map((method) => {
    const alike = signals.filter(({ figures }) => figures.method === method);
    const judgements = alike.flatMap(({ life }) => judgementOf(life) ?? []);
    const count = (wanted: Judgement): number =>
      judgements.filter((judgement) => judgement === wanted).length;
    return {
      method,
      signals: alike.length,
      judged: judgements.length,
      useful: count('useful'),
      knownAlready: count('known-already'),
      notUseful: count('not-useful'),
    };
  });
