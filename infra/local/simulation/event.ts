import type { ScheduledFunctions } from '../memory/memory-functions.ts';

/** What goes wrong at one operation on a table, a queue or the provider of messages. */
export const FAULT_KINDS = [
  'throttled',
  'result-lost',
  'contended',
  'crash-before',
  'crash-after',
] as const;
export type FaultKind = (typeof FAULT_KINDS)[number];

/** Operations count from 1 within one event. */
export interface Fault {
  readonly operation: number;
  readonly kind: FaultKind;
}

export type FunctionName = 'intake' | 'publish' | 'alerts' | 'evidence' | keyof ScheduledFunctions;

/** `twice`: a double click. `stale`: on an older version of the task. `again`: a form that was sent before. */
export const MANNERS = ['once', 'twice', 'stale', 'again'] as const;
export type Manner = (typeof MANNERS)[number];

/** Who does what on which task is drawn from `draw` and from what the API answers then. */
export type Step =
  | { readonly kind: 'function'; readonly name: FunctionName; readonly batchSize: number }
  | { readonly kind: 'person'; readonly manner: Manner; readonly draw: number };

/** Steps of one event happen at the same time; `turns` decides in which order their operations do. */
export type SimulationEvent =
  | { readonly kind: 'arrival'; readonly message: number }
  | { readonly kind: 'poison'; readonly queue: 'notifications' | 'evidence' }
  | { readonly kind: 'clock'; readonly minutes: number }
  | {
      readonly kind: 'work';
      readonly steps: readonly Step[];
      readonly faults: readonly Fault[];
      readonly turns: number;
      /** The clock of the machine against the others. */
      readonly skewMs: number;
    }
  | { readonly kind: 'replay'; readonly records: number }
  | { readonly kind: 'gap'; readonly follower: 'publish' | 'alerts'; readonly records: number };
