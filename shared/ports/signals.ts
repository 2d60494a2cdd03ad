import type { Instant } from '../domain/instant.ts';
import type { IsoWeek } from '../domain/themes/iso-week.ts';
import type { Signal, SignalMethod } from '../domain/themes/signal.ts';

/** What one detection run over an authority looked at and found. */
export interface DetectionRun {
  readonly runId: string;
  readonly authority: string;
  /** The London day it is for, `YYYY-MM-DD`: an authority has one run a day. */
  readonly day: string;
  readonly at: Instant;
  readonly week: IsoWeek;
  readonly methods: readonly {
    readonly method: SignalMethod;
    /** Cells, or harms, that were tested. */
    readonly lookedAt: number;
    readonly alarms: number;
    /** Alarms that the control of false alarms set aside. */
    readonly setAside: number;
    readonly raised: number;
    /** Signals that went on. */
    readonly continued: number;
  }[];
  readonly falseDiscoveryRate: number;
}

/** Signals and runs, in the core table: what people said of them cannot be rebuilt. */
export interface SignalStore {
  /** All of an authority that were last found in that week or later, newest first. */
  listSignals(authority: string, from: IsoWeek): Promise<readonly Signal[]>;
  readSignal(signalId: string): Promise<Signal | null>;
  /** New ones (version 1), or changed ones on the version before: each by itself; those that met another write are left. */
  writeSignal(signal: Signal): Promise<'stored' | 'conflict'>;
  readRun(authority: string, day: string): Promise<DetectionRun | null>;
  /** Written last: a run that was interrupted is done again. */
  keepRun(run: DetectionRun): Promise<void>;
  /** The latest first. */
  listRuns(authority: string, limit: number): Promise<readonly DetectionRun[]>;
}
