import * as z from 'zod';
import { JUDGEMENTS, SIGNAL_METHODS, SIGNAL_STATES, type Signal } from './signal.ts';
import { pointSchema } from '../kernel/point.ts';
import { setAsideSchema, signalFiguresSchema, signalRunSchema } from './signal-runs.ts';
import { gssCodeSchema } from '../kernel/api-fields.ts';
import { instantSchema } from '../kernel/instant.ts';
import { judgementOf, stateOfSignal } from './signal-life.ts';
import {
  countSchema,
  labelsSchema,
  limitsSchema,
  notesSchema,
  requestedPeriodSchema,
  themeCountsSchema,
  statisticsQueryFields,
  weekSchema,
} from '../themes/statistics-fields.ts';

/** Which signals of an authority. */
export const listSignalsQuerySchema = z.strictObject({
  ...statisticsQueryFields,
  state: z.enum(SIGNAL_STATES).optional(),
  method: z.enum(SIGNAL_METHODS).optional(),
});
export type ListSignalsQuery = z.infer<typeof listSignalsQuerySchema>;

const signalMembers = {
  signalId: z.string(),
  authority: gssCodeSchema,
  method: z.enum(SIGNAL_METHODS).meta({
    description:
      '`ears`: more children than in the weeks before. `space-time-scan`: close together in space and time.',
  }),
  localities: z.array(z.string()),
  harm: z.string(),
  context: z.string().nullable().meta({ description: 'Null: in all contexts.' }),
  sentence: z.string().meta({ description: 'In plain words.' }),
  firstWeek: weekSchema.meta({ description: 'In which it first stood out.' }),
  lastWeek: weekSchema.meta({ description: 'In which it last stood out.' }),
  raisedAt: instantSchema,
  figures: signalFiguresSchema,
  state: z.enum(SIGNAL_STATES),
  judgement: z.enum(JUDGEMENTS).nullable().meta({ description: 'The latest; null for none.' }),
  version: z.int().meta({ description: 'To be sent with what is done about it.' }),
};

const signalItemSchema = z.object(signalMembers).meta({ id: 'Signal' });
export type SignalItemView = z.infer<typeof signalItemSchema>;

const usefulnessSchema = z
  .object({
    method: z.enum(SIGNAL_METHODS),
    signals: countSchema,
    judged: countSchema.meta({ description: 'Of these; the denominator.' }),
    useful: countSchema.meta({ description: 'Of the judged; the numerator.' }),
    knownAlready: countSchema,
    notUseful: countSchema,
  })
  .meta({
    id: 'SignalUsefulness',
    description: 'By the latest judgement. What nobody judged is in neither part of the share.',
  });

/** Signals, the latest found first, with what was looked at. */
export const signalListSchema = z
  .object({
    authority: gssCodeSchema,
    period: requestedPeriodSchema.meta({ description: 'Signals that stood out in these weeks.' }),
    items: z.array(signalItemSchema),
    usefulness: z.array(usefulnessSchema).meta({
      description: 'Of all signals of the question, whatever their state.',
    }),
    runs: z.array(signalRunSchema).meta({ description: 'Of the last seven nights, latest first.' }),
    setAside: z.array(setAsideSchema).meta({
      description:
        'What the latest run set aside, the least likely first: where so much is looked at, as many come by chance.',
    }),
    labels: labelsSchema,
    notes: notesSchema,
    limits: limitsSchema,
  })
  .meta({ id: 'SignalList' });
export type SignalListView = z.infer<typeof signalListSchema>;

const eventBase = { at: instantSchema, by: z.string() };
const noteSchema = z.string().nullable();

const signalEventSchema = z
  .discriminatedUnion('kind', [
    z.object({ ...eventBase, kind: z.literal('seen') }),
    z.object({
      ...eventBase,
      kind: z.literal('judged'),
      judgement: z.enum(JUDGEMENTS),
      note: noteSchema,
    }),
    z.object({ ...eventBase, kind: z.literal('action'), note: z.string() }),
    z.object({ ...eventBase, kind: z.literal('closed'), note: noteSchema }),
  ])
  .meta({ id: 'SignalEvent' });

/** A signal and what people did about it. */
export const signalWithLifeSchema = z
  .object({ ...signalMembers, life: z.array(signalEventSchema) })
  .meta({ id: 'SignalWithLife' });
export type SignalWithLifeView = z.infer<typeof signalWithLifeSchema>;

const talliesSchema = z
  .array(z.object({ value: z.string(), items: countSchema, children: countSchema }))
  .meta({ id: 'SignalTallies', description: 'Most children first, ten at most.' });

const compositionSchema = z
  .object({
    counts: themeCountsSchema,
    contexts: talliesSchema,
    placeNames: talliesSchema.meta({ description: 'Of public places only.' }),
    placeTypes: talliesSchema,
    platforms: talliesSchema,
    weekdays: talliesSchema,
    times: talliesSchema.meta({ description: 'Bands of three hours, by their first minute.' }),
    provenance: talliesSchema.meta({ description: 'How the children know.' }),
    confidence: talliesSchema.meta({ description: 'Of the practitioners.' }),
  })
  .meta({ id: 'SignalComposition' });

const evidenceReferenceSchema = z
  .object({
    evidenceId: z.string(),
    week: weekSchema,
    locality: z.string(),
    harm: z.string(),
    context: z.string(),
    point: pointSchema.nullable().meta({ description: 'Of a public place; null for others.' }),
  })
  .meta({ id: 'SignalEvidence' });

/** A signal in full. */
export const signalDetailSchema = z
  .object({
    ...signalWithLifeSchema.shape,
    evidenceFrom: weekSchema.meta({ description: 'The sentence is about it and what followed.' }),
    madeOf: compositionSchema.meta({ description: 'As it was when it was last found.' }),
    evidence: z.object({
      found: countSchema.meta({ description: 'Pieces of evidence when it was last found.' }),
      standing: z.array(evidenceReferenceSchema).meta({
        description: 'Those that still stand: debriefs are corrected and withdrawn.',
      }),
    }),
    labels: labelsSchema,
    notes: notesSchema,
    limits: limitsSchema,
  })
  .meta({ id: 'SignalDetail' });
export type SignalDetailView = z.infer<typeof signalDetailSchema>;

const version = z.int().min(1).meta({
  description:
    'Of the signal as it was read. On another one it is `stale`, unless the same was sent before.',
});

const note = z.string().trim().min(1).max(2000).meta({ description: 'It names no child.' });

const noteOrNone = note.nullable().default(null);

/** What somebody did about a signal. */
export const signalEventBodySchema = z
  .discriminatedUnion('kind', [
    z.strictObject({ version, kind: z.literal('seen') }),
    z.strictObject({
      version,
      kind: z.literal('judged'),
      judgement: z.enum(JUDGEMENTS).meta({
        description: '`known-already`: right, and no news. The latest judgement counts.',
      }),
      note: noteOrNone,
    }),
    z.strictObject({ version, kind: z.literal('action'), note }),
    z.strictObject({ version, kind: z.literal('closed'), note: noteOrNone }),
  ])
  .meta({ id: 'SignalEventBody' });

export type SignalEventBody = z.infer<typeof signalEventBodySchema>;

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
