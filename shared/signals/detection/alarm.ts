import type { Evidence } from '../../themes/evidence.ts';
import type { EarsFigures, ScanFigures, Signal } from '../signal.ts';

/** Something that stands out and survived the control of false alarms; a signal may tell of it already. */
export interface Alarm extends Pick<
  Signal,
  'localities' | 'harm' | 'context' | 'firstWeek' | 'lastWeek' | 'evidenceFrom' | 'figures'
> {
  readonly sentence: string;
  readonly evidence: readonly Evidence[];
}

/** The figures behind an alarm of EARS, where too little may be recorded to say what would be usual. */
export type EarsFiguresKnown = Omit<EarsFigures, 'usual' | 'exceedance'> & {
  readonly usual: number | null;
  readonly exceedance: number | null;
};

/**
 * An alarm that was not raised: where so much is looked at, as many come by chance; or too little is recorded yet to
 * say what would be usual. It is listed, so that a person can look all the same.
 */
export interface SetAside extends Pick<Signal, 'localities' | 'harm' | 'context' | 'lastWeek'> {
  readonly figures: EarsFiguresKnown | ScanFigures;
  readonly sentence: string;
}

/** What one method found in one run. */
export interface Detected {
  /** Tests that were made. */
  readonly lookedAt: number;
  /** Tests that could not be made. */
  readonly notTestable: number;
  readonly alarms: readonly Alarm[];
  readonly setAside: readonly SetAside[];
}
