import * as z from 'zod';
import type { Composition } from './composition.ts';
import type { IsoWeek } from '../kernel/iso-week.ts';
import {
  type EarsFigures,
  JUDGEMENTS,
  type ScanFigures,
  type Signal,
  SIGNAL_METHODS,
  type SignalEvent,
} from './signal.ts';
import type { DetectionRun } from './signals.ts';
import { storedPoint } from '../intelligence/stored-item.ts';
import { instantSchema } from '../kernel/instant.ts';

const text = z.string();
const number = z.number();
const week = z.custom<IsoWeek>((value) => typeof value === 'string');

const bound = z.object({ bound: number, alarm: z.boolean() });

const earsMembers = {
  method: z.literal('ears'),
  count: number,
  c1: bound,
  c2: bound,
  recent: number,
};

const earsFigures: z.ZodType<EarsFigures> = z.object({
  ...earsMembers,
  usual: number,
  exceedance: number,
});

const earsFiguresKnown = z.object({
  ...earsMembers,
  usual: number.nullable(),
  exceedance: number.nullable(),
});

const scanFigures: z.ZodType<ScanFigures> = z.object({
  method: z.literal('space-time-scan'),
  count: number,
  children: number,
  expected: number,
  statistic: number,
  pValue: number,
  centre: storedPoint,
  radiusKm: number,
  weeks: number,
});

const event: z.ZodType<SignalEvent> = z.intersection(
  z.object({ at: instantSchema, by: text }),
  z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('seen') }),
    z.object({ kind: z.literal('judged'), judgement: z.enum(JUDGEMENTS), note: text.nullable() }),
    z.object({ kind: z.literal('action'), note: text }),
    z.object({ kind: z.literal('closed'), note: text.nullable() }),
  ]),
);

const tallies = z.array(z.object({ value: text, items: number, children: number }));

const composition: z.ZodType<Composition> = z.object({
  counts: z.object({ items: number, debriefs: number, children: number, places: number }),
  contexts: tallies,
  placeNames: tallies,
  placeTypes: tallies,
  platforms: tallies,
  weekdays: tallies,
  times: tallies,
  provenance: tallies,
  confidence: tallies,
});

const about = {
  localities: z.array(text),
  harm: text,
  context: text.nullable(),
  lastWeek: week,
  sentence: text,
};

/** A signal as it stands in the table. */
export const storedSignal: z.ZodType<Signal> = z.object({
  ...about,
  signalId: text,
  authority: text,
  firstWeek: week,
  raisedAt: instantSchema,
  runId: text,
  figures: z.union([earsFigures, scanFigures]),
  evidenceFrom: week,
  evidence: z.array(text),
  madeOf: composition,
  life: z.array(event),
  version: number,
});

/** A detection run as it stands in the table. */
export const storedRun: z.ZodType<DetectionRun> = z.object({
  runId: text,
  authority: text,
  day: text,
  at: instantSchema,
  week,
  methods: z.array(
    z.object({
      method: z.enum(SIGNAL_METHODS),
      lookedAt: number,
      notTestable: number,
      alarms: number,
      setAside: number,
      raised: number,
      continued: number,
      alreadyClosed: number,
    }),
  ),
  falseDiscoveryRate: number,
  offMap: number,
  setAside: z.array(z.object({ ...about, figures: z.union([earsFiguresKnown, scanFigures]) })),
});
