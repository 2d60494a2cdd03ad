import type { SignalItemView, SignalWithLifeView } from './signals-api.ts';
import type { Signal } from './signal.ts';
import { judgementOf, stateOfSignal } from './signal-life.ts';

/** A signal as it is listed. */
export const viewSignal = (signal: Signal): SignalItemView => ({
  signalId: signal.signalId,
  authority: signal.authority,
  method: signal.figures.method,
  localities: [...signal.localities],
  harm: signal.harm,
  context: signal.context,
  sentence: signal.sentence,
  firstWeek: signal.firstWeek,
  lastWeek: signal.lastWeek,
  raisedAt: signal.raisedAt,
  figures: signal.figures,
  state: stateOfSignal(signal.life),
  judgement: judgementOf(signal.life),
  version: signal.version,
});

/** And what people did about it. */
export const viewSignalWithLife = (signal: Signal): SignalWithLifeView => ({
  ...viewSignal(signal),
  life: [...signal.life],
});

/** How to read a signal. */
export const SIGNAL_NOTES = [
  'A signal is a reason to look, not a finding: it says that more was told than chance would explain.',
  'No signal does not mean that nothing happens.',
];
