import { describe, expect, it } from 'vitest';
import type { SignalEvent } from '../../../shared/signals/signal.ts';
import {
  hasSeen,
  findJudgement,
  checkEvent,
  findState,
  countUsefulness,
} from '../../../shared/signals/signal-history.ts';
import { at } from '../../support/facts.ts';
import { buildCluster, buildSignal } from '../../support/signals.ts';

const base = { at: at('2026-11-18T09:00Z'), by: 'm-1' };
const SEEN: SignalEvent = { ...base, kind: 'seen' };
const ACTION: SignalEvent = { ...base, kind: 'action', note: 'Outreach' };
const CLOSED: SignalEvent = { ...base, kind: 'closed', note: null };
const judged = (judgement: 'useful' | 'known-already' | 'not-useful'): SignalEvent => ({
  ...base,
  kind: 'judged',
  judgement,
  note: null,
});

describe('The state of a signal', () => {
  it.each([
    ['new', []],
    ['seen', [SEEN]],
    ['judged', [judged('useful')]],
    ['judged', [judged('useful'), SEEN]],
    ['action-taken', [SEEN, ACTION]],
    ['action-taken', [ACTION, judged('useful')]],
    ['closed', [judged('not-useful'), CLOSED]],
  ] as const)('is %s: the furthest that it has come', (state, history) => {
    expect(findState(history)).toBe(state);
  });

  it('has the latest judgement, since staff change their minds', () => {
    expect(findJudgement([SEEN])).toBeNull();
    expect(findJudgement([judged('not-useful'), ACTION, judged('useful')])).toBe('useful');
  });

  it('knows who has seen it', () => {
    expect(hasSeen([SEEN], 'm-1')).toBe(true);
    expect(hasSeen([SEEN], 'l-1')).toBe(false);
    expect(hasSeen([ACTION], 'm-1')).toBe(false);
  });
});

describe('What may be done about a signal', () => {
  it.each(['seen', 'judged', 'action'] as const)('%s, while it is not closed', (kind) => {
    expect(checkEvent([], kind)).toBeNull();
    expect(checkEvent([SEEN, judged('useful'), ACTION], kind)).toBeNull();
    expect(checkEvent([judged('useful'), CLOSED], kind)).toBe('signal-closed');
  });

  it('closing it, once it was judged, so that the use of such signals is known', () => {
    expect(checkEvent([SEEN, ACTION], 'closed')).toBe('judgement-needed');
    expect(checkEvent([judged('not-useful')], 'closed')).toBeNull();
    expect(checkEvent([judged('not-useful'), CLOSED], 'closed')).toBe('signal-closed');
  });
});

describe('The share of signals that were judged useful', () => {
  it('is of those that were judged, by method; unjudged ones are in neither part', () => {
    const signals = [
      buildSignal({ history: [judged('useful')] }),
      buildSignal({ history: [judged('not-useful'), judged('known-already')] }),
      buildSignal({ history: [judged('not-useful'), CLOSED] }),
      buildSignal({ history: [SEEN, ACTION] }),
      buildCluster({ history: [] }),
    ];
    expect(countUsefulness(signals)).toEqual([
      { method: 'ears', signals: 4, judged: 3, useful: 1, knownAlready: 1, notUseful: 1 },
      {
        method: 'space-time-scan',
        signals: 1,
        judged: 0,
        useful: 0,
        knownAlready: 0,
        notUseful: 0,
      },
    ]);
  });
});
