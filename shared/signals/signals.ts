import type { Instant } from '../kernel/instant.ts';
import type { SetAside } from './detection/alarm.ts';
import type { IsoWeek } from '../kernel/iso-week.ts';
import type { Signal, SignalMethod } from './signal.ts';
import type { WriteResult } from '../kernel/write-result.ts';

/** What became of what one method found in a run; the alarms are those after them, added up. */
export interface MethodTally {
  readonly method: SignalMethod;
  /** Tests: of EARS a week of a theme in a locality, of the scan a harm. Nobody need have told of it. */
  readonly lookedAt: number;
  /** Tests that could not be made, for want of weeks to compare with. */
  readonly notTestable: number;
  readonly alarms: number;
  /** Alarms that the control of false alarms set aside. */
  readonly setAside: number;
  readonly raised: number;
  /** Signals that went on. */
  readonly continued: number;
  /** Alarms that tell hardly more than a signal that was closed. */
  readonly alreadyClosed: number;
}

/** What one detection run over an authority looked at and found. */
export interface DetectionRun {
  readonly runId: string;
  readonly authority: string;
  /** The London day it is for, `YYYY-MM-DD`: an authority has one run a day. */
  readonly day: string;
  readonly at: Instant;
  /** The present week. */
  readonly week: IsoWeek;
  readonly methods: readonly MethodTally[];
  readonly falseDiscoveryRate: number;
  /** Pieces of evidence that the scan could place on no map. */
  readonly offMap: number;
  /** What was set aside, the least likely first, for people to look at; a hundred at most. */
  readonly setAside: readonly SetAside[];
}

/** Signals and runs, in the core table: what people said of them cannot be rebuilt. */
export interface SignalStore {
  /** All of an authority that were last found in that week or later, the latest found first. */
  listSignals(authority: string, from: IsoWeek): Promise<readonly Signal[]>;
  readSignal(signalId: string): Promise<Signal | null>;
  /** Stores one on what was read, null when it is new. `conflict`: it is not, or not any more, as it was read. */
  writeSignal(signal: Signal, previous: Signal | null): Promise<WriteResult>;
  readRun(authority: string, day: string): Promise<DetectionRun | null>;
  /** Written last: a run that was interrupted is done again. The first run of a day stays. */
  keepRun(run: DetectionRun): Promise<void>;
  /** The latest first. */
  listRuns(authority: string, limit: number): Promise<readonly DetectionRun[]>;
}
