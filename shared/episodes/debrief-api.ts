import * as z from 'zod';
import { instantSchema } from '../kernel/instant.ts';
import { INTERVIEWEES } from './action.ts';
import {
  CHILD_PREFERENCES,
  DEBRIEF_SECTIONS,
  SECTION_NAMES,
  INTERVIEW_PLACES,
  INTERVIEWER_RELATIONS,
} from './debrief.ts';
import {
  taskIdSchema,
  correctionFields,
  happenedAtSchema,
  actionRequestFields,
  textSchema,
} from '../kernel/api-fields.ts';
import { codeSchema, intelligenceItemViewSchema, itemsSchema } from '../intelligence/item-api.ts';

/** More than the catalogue has, with codes that an authority added. */
const MOST_HARMS = 50;

const codesOf = <const Code extends string>(codes: readonly Code[]) =>
  z.array(z.enum(codes)).max(codes.length).optional();

const sectionsSchema = z
  .strictObject({
    push: codesOf(DEBRIEF_SECTIONS.push),
    pull: codesOf(DEBRIEF_SECTIONS.pull),
    stayed: codesOf(DEBRIEF_SECTIONS.stayed),
    company: codesOf(DEBRIEF_SECTIONS.company),
    transport: codesOf(DEBRIEF_SECTIONS.transport),
    online: codesOf(DEBRIEF_SECTIONS.online),
    harm: z.array(codeSchema).max(MOST_HARMS).optional(),
    substances: codesOf(DEBRIEF_SECTIONS.substances),
    exploitation: codesOf(DEBRIEF_SECTIONS.exploitation),
    mentalHealth: codesOf(DEBRIEF_SECTIONS.mentalHealth),
    help: codesOf(DEBRIEF_SECTIONS.help),
    safetyPlan: codesOf(DEBRIEF_SECTIONS.safetyPlan),
    carerView: codesOf(DEBRIEF_SECTIONS.carerView),
    actions: codesOf(DEBRIEF_SECTIONS.actions),
  })
  .meta({
    description: 'What was told, in codes; a section that was not talked about is left out.',
  });

/** Free text of each section, the child's own view, and whatever a code leaves open. */
const DEBRIEF_TEXTS = [
  ...SECTION_NAMES,
  'childView',
  'place',
  'interviewer',
  'relation',
  'childPreference',
] as const;

/** What was told in an interview, or by a parent or carer when the child declined it. */
export const debriefBodySchema = z
  .strictObject({
    ...actionRequestFields,
    interviewee: z.enum(INTERVIEWEES),
    heldAt: happenedAtSchema.meta({
      description: 'RFC 3339 with an offset; without it, as the outcome says.',
    }),
    place: z.enum(INTERVIEW_PLACES),
    interviewer: z.string().min(1).max(256).nullable().optional().meta({
      description:
        'A practitioner of the authority; without it, you. Null: somebody else, whom the text `interviewer` tells.',
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

/** A debrief as it stands, codes and free text. */
export const debriefViewSchema = z
  .object({
    debriefId: z.string(),
    actionId: z.string(),
    taskId: taskIdSchema,
    interviewId: z.string().nullable(),
    interviewee: z.enum(INTERVIEWEES),
    heldAt: instantSchema,
    place: z.enum(INTERVIEW_PLACES),
    interviewer: z.string().nullable(),
    relation: z.enum(INTERVIEWER_RELATIONS),
    childPreference: z.enum(CHILD_PREFERENCES),
    seenAlone: z.boolean().nullable(),
    sections: z.partialRecord(z.enum(SECTION_NAMES), z.array(z.string())),
    items: z
      .array(intelligenceItemViewSchema)
      .meta({ description: 'What was told, thing by thing, with what was said in words.' }),
    texts: z
      .record(z.string(), z.string())
      .meta({ description: 'By section; those of the items stand there.' }),
    by: z.string(),
    recordedAt: instantSchema,
  })
  .meta({ id: 'Debrief' });
export type DebriefView = z.infer<typeof debriefViewSchema>;

/** A debrief as it is being typed: whatever the form holds. */
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

/** The draft as it is stored. */
export const debriefDraftViewSchema = z
  .object({
    taskId: taskIdSchema,
    revision: z.int(),
    savedAt: instantSchema,
    content: z.record(z.string(), z.unknown()),
  })
  .meta({ id: 'DebriefDraft' });
export type DebriefDraftView = z.infer<typeof debriefDraftViewSchema>;
