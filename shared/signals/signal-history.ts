import * as z from 'zod';
import type { Immutable } from '../kernel/immutable.ts';
import { countSchema } from '../themes/statistics-fields.ts';
import {
  type Judgement,
  type Signal,
  SIGNAL_METHODS,
  type SignalEvent,
  type SignalState,
} from './signal.ts';

type History = Signal['history'];
type Kind = SignalEvent['kind'];

/** The furthest that a signal has come. To judge it is to have seen it. */
export const findState = (history: History): SignalState => {
  const kinds = new Set<Kind>(history.map(({ kind }) => kind));
  if (kinds.has('closed')) return 'closed';
  if (kinds.has('action')) return 'action-taken';
  if (kinds.has('judged')) return 'judged';
  return kinds.has('seen') ? 'seen' : 'new';
};

export const findJudgement = (history: History): Judgement | null => {
  const last = history.findLast((event) => event.kind === 'judged');
  return last === undefined ? null : last.judgement;
};

export type SignalEventProblem = 'signal-closed' | 'judgement-needed';

/**
 * Null when an event of this kind may follow. Nothing follows the closing, and a signal is judged before it is closed
 * so that the usefulness of each method can be measured (house rule).
 */
export const checkEvent = (history: History, kind: Kind): SignalEventProblem | null => {
  if (findState(history) === 'closed') return 'signal-closed';
  return kind === 'closed' && findJudgement(history) === null ? 'judgement-needed' : null;
};

export const hasSeen = (history: History, who: string): boolean =>
  history.some(({ kind, by }) => kind === 'seen' && by === who);

export const usefulnessSchema = z
  .object({
    method: z.enum(SIGNAL_METHODS),
    signals: countSchema,
    judged: countSchema.meta({ description: 'The denominator of the share that was useful.' }),
    useful: countSchema.meta({ description: 'The numerator of the share that was useful.' }),
    knownAlready: countSchema,
    notUseful: countSchema,
  })
  .meta({
    id: 'SignalUsefulness',
    description: 'By the latest judgement of each signal. Signals without one are not in `judged`.',
  });
type Usefulness = Immutable<z.infer<typeof usefulnessSchema>>;

export const countUsefulness = (
  signals: readonly Pick<Signal, 'figures' | 'history'>[],
): readonly Usefulness[] =>
  SIGNAL_METHODS.map((method) => {
    const alike = signals.filter(({ figures }) => figures.method === method);
    const judgements = alike.flatMap(({ history }) => findJudgement(history) ?? []);
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
