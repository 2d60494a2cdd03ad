import * as z from 'zod';
import type { Immutable } from '../kernel/immutable.ts';
import { pointSchema } from '../kernel/point.ts';
import {
  countSchema,
  labelsSchema,
  limitsSchema,
  notesSchema,
  requestedPeriodSchema,
  statisticsQueryFields,
  weekSchema,
} from '../themes/statistics-fields.ts';
import { findJudgement, findState, usefulnessSchema } from './signal-history.ts';
import {
  detectionRunSchema,
  droppedAlarmSchema,
  JUDGEMENTS,
  type Signal,
  SIGNAL_METHODS,
  SIGNAL_STATES,
  signalSchema,
} from './signal.ts';

export const listSignalsQuerySchema = z.strictObject({
  ...statisticsQueryFields,
  state: z.enum(SIGNAL_STATES).optional(),
  method: z.enum(SIGNAL_METHODS).optional(),
});
export type ListSignalsQuery = z.infer<typeof listSignalsQuerySchema>;

export const signalItemSchema = signalSchema
  .omit({ runId: true, evidenceFrom: true, evidence: true, madeOf: true, history: true })
  .extend({
    method: z.enum(SIGNAL_METHODS).meta({
      description:
        '`ears`: more children than in the weeks before. `space-time-scan`: close together in space and time.',
    }),
    state: z.enum(SIGNAL_STATES),
    judgement: z.enum(JUDGEMENTS).nullable().meta({ description: 'The latest. Null: none.' }),
  })
  .meta({ id: 'Signal' });
export type SignalItemView = Immutable<z.infer<typeof signalItemSchema>>;

export const signalRunSchema = detectionRunSchema
  .omit({ authority: true, dropped: true })
  .meta({ id: 'SignalRun' });

export const signalListSchema = z
  .object({
    authority: signalSchema.shape.authority,
    period: requestedPeriodSchema.meta({ description: 'Signals that were found in these weeks.' }),
    items: z.array(signalItemSchema).meta({ description: 'The latest found first.' }),
    usefulness: z.array(usefulnessSchema).meta({ description: 'Of these signals in any state.' }),
    runs: z.array(signalRunSchema).meta({ description: 'Of the last 7 nights, latest first.' }),
    dropped: z.array(droppedAlarmSchema).meta({
      description:
        'Alarms that the latest run did not raise, the least likely by chance first. With so many tests, some come by chance.',
    }),
    labels: labelsSchema,
    notes: notesSchema,
    limits: limitsSchema,
  })
  .meta({ id: 'SignalList' });
export type SignalListView = Immutable<z.infer<typeof signalListSchema>>;

export const signalWithHistorySchema = signalItemSchema
  .extend({ history: signalSchema.shape.history })
  .meta({ id: 'SignalWithHistory' });
export type SignalWithHistoryView = Immutable<z.infer<typeof signalWithHistorySchema>>;

const evidenceReferenceSchema = z
  .object({
    evidenceId: z.string(),
    week: weekSchema,
    locality: z.string(),
    harm: z.string(),
    context: z.string(),
    point: pointSchema.nullable().meta({ description: 'Null unless the place is public.' }),
  })
  .meta({ id: 'SignalEvidence' });

export const signalDetailSchema = signalWithHistorySchema
  .extend({
    evidenceFrom: signalSchema.shape.evidenceFrom,
    madeOf: signalSchema.shape.madeOf,
    evidence: z.object({
      found: countSchema.meta({ description: 'Pieces of evidence when it was last found.' }),
      current: z.array(evidenceReferenceSchema).meta({
        description: 'Those that are still there: debriefs are corrected and withdrawn.',
      }),
    }),
    labels: labelsSchema,
    notes: notesSchema,
    limits: limitsSchema,
  })
  .meta({ id: 'SignalDetail' });
export type SignalDetailView = Immutable<z.infer<typeof signalDetailSchema>>;

const version = z.int().min(1).meta({
  description: 'Of the signal as you read it. If it has changed since, the result is `stale`.',
});
const note = z.string().trim().min(1).max(2000).meta({ description: 'Do not name a child.' });
const noteOrNull = note.nullable().default(null);

export const signalEventBodySchema = z
  .discriminatedUnion('kind', [
    z.strictObject({ version, kind: z.literal('seen') }),
    z.strictObject({
      version,
      kind: z.literal('judged'),
      judgement: z.enum(JUDGEMENTS).meta({
        description: '`known-already`: right but not new. The latest judgement counts.',
      }),
      note: noteOrNull,
    }),
    z.strictObject({ version, kind: z.literal('action'), note }),
    z.strictObject({ version, kind: z.literal('closed'), note: noteOrNull }),
  ])
  .meta({ id: 'SignalEventBody' });
export type SignalEventBody = z.infer<typeof signalEventBodySchema>;

export const viewSignal = (signal: Signal): SignalItemView => ({
  signalId: signal.signalId,
  authority: signal.authority,
  method: signal.figures.method,
  localities: signal.localities,
  harm: signal.harm,
  context: signal.context,
  sentence: signal.sentence,
  firstWeek: signal.firstWeek,
  lastWeek: signal.lastWeek,
  raisedAt: signal.raisedAt,
  figures: signal.figures,
  state: findState(signal.history),
  judgement: findJudgement(signal.history),
  version: signal.version,
});

export const viewSignalWithHistory = (signal: Signal): SignalWithHistoryView => ({
  ...viewSignal(signal),
  history: signal.history,
});

export const SIGNAL_NOTES: readonly string[] = [
  'A signal is a reason to look, not a finding: more was disclosed than chance would explain.',
  'No signal does not mean that nothing is happening.',
];
