import * as z from 'zod';
import { instantSchema } from '../kernel/instant.ts';
import { absenceDaysSchema, practitionerIdSchema } from './practitioner-api.ts';
import { gssCodeSchema, taskIdSchema, actionRequestFields } from '../kernel/api-fields.ts';

/** That somebody will be away. It moves no task. */
export const absenceBodySchema = z
  .strictObject({
    key: actionRequestFields.key,
    practitionerId: practitionerIdSchema,
    from: z.iso.date().meta({ description: 'First day away, in London.' }),
    until: z.iso.date().meta({ description: 'Last day away, in London.' }),
  })
  .superRefine(({ from, until }, context) => {
    if (from <= until) return;
    const message = 'The last day away is not before the first.';
    const params = { code: 'days-in-wrong-order' };
    context.addIssue({ code: 'custom', path: ['until'], message, params });
  })
  .meta({ id: 'AbsenceBody' });
export type AbsenceBody = z.infer<typeof absenceBodySchema>;

/** Days on which somebody is away. */
export const absenceViewSchema = z
  .object({
    ...absenceDaysSchema.shape,
    authority: gssCodeSchema,
    practitionerId: practitionerIdSchema,
  })
  .meta({ id: 'Absence' });
export type AbsenceView = z.infer<typeof absenceViewSchema>;

/** An absence as it was recorded, and what a manager has to look at because of it. */
export const recordedAbsenceViewSchema = z
  .object({
    absence: absenceViewSchema,
    tasks: z.array(z.object({ taskId: taskIdSchema, dueAt: instantSchema.nullable() })).meta({
      description:
        'Their open tasks that are due by the last day away, or may be: without a due time yet. Nothing is moved.',
    }),
  })
  .meta({ id: 'RecordedAbsence' });
export type RecordedAbsenceView = z.infer<typeof recordedAbsenceViewSchema>;

/** Whose absences to list. */
export const listAbsencesQuerySchema = z.strictObject({
  authority: gssCodeSchema
    .optional()
    .meta({ description: "One of the caller's authorities; without it, all of them." }),
  practitioner: practitionerIdSchema.optional(),
});
export type ListAbsencesQuery = z.infer<typeof listAbsencesQuerySchema>;

/** Absences by their first day, those that are over too. */
export const absenceListSchema = z
  .object({ items: z.array(absenceViewSchema) })
  .meta({ id: 'AbsenceList' });
export type AbsenceListView = z.infer<typeof absenceListSchema>;
