import type { Instant } from '../kernel/instant.ts';
import type { Composition } from './composition.ts';
import type { IsoWeek } from '../kernel/iso-week.ts';
import type { Point } from '../kernel/point.ts';

/** How a signal was found: more children than before in one locality's theme; near each other in space and time. */
export const SIGNAL_METHODS = ['ears', 'space-time-scan'] as const;
export type SignalMethod = (typeof SIGNAL_METHODS)[number];

export const JUDGEMENTS = ['useful', 'known-already', 'not-useful'] as const;
export type Judgement = (typeof JUDGEMENTS)[number];

/** The figures behind an alarm of EARS. */
export interface EarsFigures {
  readonly method: 'ears';
  /** Distinct children in the week that alarmed. */
  readonly count: number;
  readonly c1: { readonly bound: number; readonly alarm: boolean };
  readonly c2: { readonly bound: number; readonly alarm: boolean };
  /** Distinct children in the last weeks of the sentence, and how many would be usual. */
  readonly recent: number;
  readonly usual: number;
  /** That so many, or more, come by chance (Poisson). */
  readonly exceedance: number;
}

/** The figures behind a cylinder of the space–time permutation scan. */
export interface ScanFigures {
  readonly method: 'space-time-scan';
  /** Times that it was told: a child counts once in a zone and week. */
  readonly count: number;
  /** Distinct ones. */
  readonly children: number;
  readonly expected: number;
  readonly statistic: number;
  /** From the Monte Carlo replications. */
  readonly pValue: number;
  readonly centre: Point;
  readonly radiusKm: number;
  /** How many weeks up to the last one it lasts. */
  readonly weeks: number;
}

/** What people did about a signal; never changed, only added to. */
export type SignalEvent = {
  readonly at: Instant;
  readonly by: string;
} & (
  | { readonly kind: 'seen' }
  | { readonly kind: 'judged'; readonly judgement: Judgement; readonly note: string | null }
  | { readonly kind: 'action'; readonly note: string }
  | { readonly kind: 'closed'; readonly note: string | null }
);

export const SIGNAL_STATES = ['new', 'seen', 'judged', 'action-taken', 'closed'] as const;
export type SignalState = (typeof SIGNAL_STATES)[number];

/** That something seems to be emerging. It holds no child: its evidence leads there for those who may know. */
export interface Signal {
  /** Follows from method, authority, place, theme and the week it began, so that a repeated run raises it once. */
  readonly signalId: string;
  readonly authority: string;
  /** One for EARS; those in the cylinder for a scan. */
  readonly localities: readonly string[];
  readonly harm: string;
  /** Null for a scan, which looks at a harm in all its contexts. */
  readonly context: string | null;
  /** In which it first stood out. */
  readonly firstWeek: IsoWeek;
  /** In which it last stood out. */
  readonly lastWeek: IsoWeek;
  readonly raisedAt: Instant;
  /** The run that last found it. */
  readonly runId: string;
  readonly figures: EarsFigures | ScanFigures;
  /** In plain words. */
  readonly sentence: string;
  /** First of the weeks that the sentence is about; the last one is `lastWeek`. */
  readonly evidenceFrom: IsoWeek;
  /** Ids of the evidence it is made of, as it was when it was last found. */
  readonly evidence: readonly string[];
  /** What that evidence is about. */
  readonly madeOf: Composition;
  readonly life: readonly SignalEvent[];
  /** Counts writes, from 1. */
  readonly version: number;
}
