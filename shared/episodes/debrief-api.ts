import * as z from 'zod';
import type { Immutable } from '../kernel/immutable.ts';
import { instantSchema } from '../kernel/instant.ts';
import { INTERVIEWEES } from './action.ts';
import {
  CHILD_PREFERENCES,
  DEBRIEF_SECTIONS,
  debriefSchema,
  debriefDraftSchema,
  SECTION_NAMES,
  INTERVIEW_PLACES,
  INTERVIEWER_RELATIONS,
} from './debrief.ts';
import {
  correctionFields,
  happenedAtSchema,
  actionRequestFields,
  taskIdSchema,
  textSchema,
} from '../kernel/api-fields.ts';
import { DEBRIEF_STATES } from './rules/current-actions.ts';
import { codeSchema, intelligenceItemViewSchema, itemsSchema } from '../intelligence/item-api.ts';

/** More than the catalogue has, with the codes that an authority added. */
const MOST_HARMS = 50;

const buildCodesSchema = <const Code extends string>(codes: readonly Code[]) =>
  z.array(z.enum(codes)).max(codes.length).optional();

const sectionsSchema = z
  .strictObject({
    push: buildCodesSchema(DEBRIEF_SECTIONS.push),
    pull: buildCodesSchema(DEBRIEF_SECTIONS.pull),
    stayed: buildCodesSchema(DEBRIEF_SECTIONS.stayed),
    company: buildCodesSchema(DEBRIEF_SECTIONS.company),
    transport: buildCodesSchema(DEBRIEF_SECTIONS.transport),
    online: buildCodesSchema(DEBRIEF_SECTIONS.online),
    harm: z.array(codeSchema).max(MOST_HARMS).optional(),
    substances: buildCodesSchema(DEBRIEF_SECTIONS.substances),
    exploitation: buildCodesSchema(DEBRIEF_SECTIONS.exploitation),
    mentalHealth: buildCodesSchema(DEBRIEF_SECTIONS.mentalHealth),
    help: buildCodesSchema(DEBRIEF_SECTIONS.help),
    safetyPlan: buildCodesSchema(DEBRIEF_SECTIONS.safetyPlan),
    carerView: buildCodesSchema(DEBRIEF_SECTIONS.carerView),
    actions: buildCodesSchema(DEBRIEF_SECTIONS.actions),
  })
  .meta({
    description: 'What was disclosed, in codes. Leave out a section that was not talked about.',
  });

const DEBRIEF_TEXTS = [
  ...SECTION_NAMES,
  'childView',
  'place',
  'interviewer',
  'relation',
  'childPreference',
] as const;

export const debriefBodySchema = z
  .strictObject({
    ...actionRequestFields,
    interviewee: z.enum(INTERVIEWEES),
    heldAt: happenedAtSchema.meta({
      description:
        'Of a parent or carer: when they gave information; if you leave it out, the time of the decline. Of a child: the time of the outcome.',
    }),
    place: z.enum(INTERVIEW_PLACES),
    interviewer: z.string().min(1).max(256).nullable().optional().meta({
      description:
        'A practitioner of the authority. Leave it out if it was you. Null: someone else, named in the text `interviewer`.',
    }),
    relation: z
      .enum(INTERVIEWER_RELATIONS)
      .meta({ description: 'Of the interviewer to the child.' }),
    childPreference: z.enum(CHILD_PREFERENCES),
    seenAlone: z.boolean().nullable().optional(),
    sections: sectionsSchema.default({}),
    items: itemsSchema,
    texts: z
      .partialRecord(z.enum(DEBRIEF_TEXTS), textSchema)
      .default({})
      .meta({ description: 'By section; `childView` is how the child sees it.' }),
    ...correctionFields,
  })
  .meta({ id: 'DebriefBody' });
export type DebriefBody = z.infer<typeof debriefBodySchema>;

export const debriefViewSchema = debriefSchema
  .extend({
    actionId: z.string(),
    items: z
      .array(intelligenceItemViewSchema)
      .meta({ description: 'Each place, person and harm that was disclosed, with its free text.' }),
    texts: z
      .record(z.string(), z.string())
      .meta({ description: 'By section. The texts of the items are with the items.' }),
    by: z.string(),
    recordedAt: instantSchema,
  })
  .meta({ id: 'Debrief' });
export type DebriefView = Immutable<z.infer<typeof debriefViewSchema>>;

export const debriefVersionViewSchema = debriefViewSchema
  .extend({
    state: z.enum(DEBRIEF_STATES),
    replaced: z
      .object({
        actionId: z.string(),
        by: z.string(),
        at: instantSchema,
        reason: z.string().nullable(),
      })
      .nullable()
      .meta({
        description: 'Who corrected or withdrew it, when and why; null while it is current.',
      }),
  })
  .meta({ id: 'DebriefVersion' });
export type DebriefVersionView = Immutable<z.infer<typeof debriefVersionViewSchema>>;

export const debriefVersionListSchema = z
  .object({ taskId: taskIdSchema, items: z.array(debriefVersionViewSchema) })
  .meta({ id: 'DebriefVersionList' });
export type DebriefVersionListView = Immutable<z.infer<typeof debriefVersionListSchema>>;

export const debriefDraftBodySchema = z
  .strictObject({
    revision: z
      .int()
      .min(0)
      .meta({ description: 'Of the draft that was read; 0 when there was none.' }),
    content: z.record(z.string(), z.unknown()),
  })
  .meta({ id: 'DebriefDraftBody' });
export type DebriefDraftBody = z.infer<typeof debriefDraftBodySchema>;

export const debriefDraftViewSchema = debriefDraftSchema
  .omit({ author: true })
  .meta({ id: 'DebriefDraft' });
export type DebriefDraftView = Immutable<z.infer<typeof debriefDraftViewSchema>>;
