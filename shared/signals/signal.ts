import * as z from 'zod';
import { gssCodeSchema } from '../kernel/api-fields.ts';
import type { Immutable } from '../kernel/immutable.ts';
import { instantSchema } from '../kernel/instant.ts';
import { pointSchema } from '../kernel/point.ts';
import { countSchema, weekSchema } from '../themes/statistics-fields.ts';
import { compositionSchema } from './composition.ts';

export const SIGNAL_METHODS = ['ears', 'space-time-scan'] as const;
export type SignalMethod = (typeof SIGNAL_METHODS)[number];

export const JUDGEMENTS = ['useful', 'known-already', 'not-useful'] as const;
export type Judgement = (typeof JUDGEMENTS)[number];

export const SIGNAL_STATES = ['new', 'seen', 'judged', 'action-taken', 'closed'] as const;
export type SignalState = (typeof SIGNAL_STATES)[number];

const probabilitySchema = z.number().min(0).max(1);
const boundSchema = z.object({ bound: z.number(), alarm: z.boolean() });

const earsFiguresSchema = z
  .object({
    method: z.literal('ears'),
    count: countSchema.meta({ description: 'Distinct children in the week of the alarm.' }),
    c1: boundSchema,
    c2: boundSchema.meta({ description: 'It decides.' }),
    recent: countSchema.meta({ description: 'Distinct children in the weeks of the sentence.' }),
    usual: z.number().meta({ description: 'Children to be expected in these weeks.' }),
    exceedance: probabilitySchema.meta({
      description: 'Probability of as many children or more (Poisson).',
    }),
  })
  .meta({ id: 'EarsFigures' });
export type EarsFigures = Immutable<z.infer<typeof earsFiguresSchema>>;

const droppedEarsFiguresSchema = earsFiguresSchema
  .extend({
    usual: z.number().nullable().meta({ description: 'Null: too little is recorded.' }),
    exceedance: probabilitySchema.nullable(),
  })
  .meta({ id: 'DroppedEarsFigures' });
/** With too little recorded there is no usual count, and such an alarm is always dropped. */
export type DroppedEarsFigures = Immutable<z.infer<typeof droppedEarsFiguresSchema>>;

const scanFiguresSchema = z
  .object({
    method: z.literal('space-time-scan'),
    count: countSchema.meta({ description: 'A child counts once in a place and week.' }),
    children: countSchema.meta({ description: 'Distinct children.' }),
    expected: z.number().min(0),
    statistic: z.number(),
    pValue: probabilitySchema,
    centre: pointSchema,
    radiusKm: z.number().min(0),
    weeks: z.int().positive().meta({ description: 'How many weeks, up to the last one.' }),
  })
  .meta({ id: 'ScanFigures' });
export type ScanFigures = Immutable<z.infer<typeof scanFiguresSchema>>;

const eventFields = { at: instantSchema, by: z.string() };
const noteSchema = z.string().nullable();

export const signalEventSchema = z
  .discriminatedUnion('kind', [
    z.object({ ...eventFields, kind: z.literal('seen') }),
    z.object({
      ...eventFields,
      kind: z.literal('judged'),
      judgement: z.enum(JUDGEMENTS),
      note: noteSchema,
    }),
    z.object({ ...eventFields, kind: z.literal('action'), note: z.string() }),
    z.object({ ...eventFields, kind: z.literal('closed'), note: noteSchema }),
  ])
  .meta({ id: 'SignalEvent' });
export type SignalEvent = Immutable<z.infer<typeof signalEventSchema>>;

/** An emerging theme. It holds nothing of a child, only ids of evidence. */
export const signalSchema = z.object({
  /** A hash of method, authority, place, theme and first week, so that a repeated run raises it once. */
  signalId: z.string(),
  authority: gssCodeSchema,
  localities: z.array(z.string()).meta({
    description: 'One for `ears`; for `space-time-scan` all in the cluster.',
  }),
  harm: z.string(),
  context: z.string().nullable().meta({ description: 'Null: all contexts (`space-time-scan`).' }),
  firstWeek: weekSchema.meta({ description: 'When it was first found.' }),
  lastWeek: weekSchema.meta({ description: 'When it was last found.' }),
  raisedAt: instantSchema,
  runId: z.string(),
  figures: z.discriminatedUnion('method', [earsFiguresSchema, scanFiguresSchema]),
  sentence: z.string().meta({ description: 'In plain words.' }),
  evidenceFrom: weekSchema.meta({
    description: 'First week that the sentence is about. The last is `lastWeek`.',
  }),
  evidence: z.array(z.string()),
  madeOf: compositionSchema.meta({ description: 'As of when it was last found.' }),
  history: z.array(signalEventSchema),
  version: z.int().meta({ description: 'Send it with an event.' }),
});
export type Signal = Immutable<z.infer<typeof signalSchema>>;

export const droppedAlarmSchema = signalSchema
  .pick({ localities: true, harm: true, context: true, lastWeek: true, sentence: true })
  .extend({
    figures: z.discriminatedUnion('method', [droppedEarsFiguresSchema, scanFiguresSchema]),
  })
  .meta({ id: 'DroppedAlarm' });
export type DroppedAlarm = Immutable<z.infer<typeof droppedAlarmSchema>>;

const methodTallySchema = z.object({
  method: z.enum(SIGNAL_METHODS),
  lookedAt: countSchema.meta({
    description: 'Tests: for `ears` a week of a theme in a locality, for `space-time-scan` a harm.',
  }),
  notTestable: countSchema.meta({ description: 'Too few weeks to compare with.' }),
  alarms: countSchema,
  dropped: countSchema.meta({ description: 'Alarms dropped to limit false discoveries.' }),
  raised: countSchema,
  continued: countSchema.meta({ description: 'Alarms that belong to an open signal.' }),
  alreadyClosed: countSchema.meta({
    description: 'Alarms that add too little to a closed signal.',
  }),
});
export type MethodTally = Immutable<z.infer<typeof methodTallySchema>>;

export const detectionRunSchema = z.object({
  runId: z.string(),
  authority: gssCodeSchema,
  day: z.iso.date().meta({ description: 'In London.' }),
  at: instantSchema,
  week: weekSchema.meta({ description: 'The present week.' }),
  methods: z.array(methodTallySchema),
  falseDiscoveryRate: z.number().meta({
    description: 'Largest acceptable share of false signals among those raised.',
  }),
  offMap: countSchema.meta({ description: 'Evidence without a place, which is not scanned.' }),
  dropped: z.array(droppedAlarmSchema).meta({
    description: 'The least likely by chance first; 100 at most.',
  }),
});
export type DetectionRun = Immutable<z.infer<typeof detectionRunSchema>>;
