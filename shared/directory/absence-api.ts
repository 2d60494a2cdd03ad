import * as z from 'zod';
import { actionRequestFields, gssCodeSchema, taskIdSchema } from '../kernel/api-fields.ts';
import { instantSchema } from '../kernel/instant.ts';
import { absenceSchema, practitionerIdSchema } from './staff.ts';

export const absenceBodySchema = z
  .strictObject({ key: actionRequestFields.key, ...absenceSchema.omit({ absenceId: true }).shape })
  .superRefine(({ from, until }, context) => {
    if (from <= until) return;
    const message = 'The last day away must be on or after the first day away.';
    const params = { code: 'days-in-wrong-order' };
    context.addIssue({ code: 'custom', path: ['until'], message, params });
  })
  .meta({ id: 'AbsenceBody' });
export type AbsenceBody = z.infer<typeof absenceBodySchema>;

export const absenceViewSchema = absenceSchema
  .extend({ authority: gssCodeSchema })
  .meta({ id: 'Absence' });
export type AbsenceView = z.infer<typeof absenceViewSchema>;

export const recordedAbsenceViewSchema = z
  .object({
    absence: absenceViewSchema,
    tasks: z.array(z.object({ taskId: taskIdSchema, dueAt: instantSchema.nullable() })).meta({
      description:
        'Their open tasks that are due by the last day away, or have no due time yet. No task is moved.',
    }),
  })
  .meta({ id: 'RecordedAbsence' });
export type RecordedAbsenceView = z.infer<typeof recordedAbsenceViewSchema>;

export const listAbsencesQuerySchema = z.strictObject({
  authority: gssCodeSchema
    .optional()
    .meta({ description: "One of the caller's authorities; without it, all of them." }),
  practitioner: practitionerIdSchema.optional(),
});
export type ListAbsencesQuery = z.infer<typeof listAbsencesQuerySchema>;

export const absenceListSchema = z
  .object({ items: z.array(absenceViewSchema) })
  .meta({ id: 'AbsenceList' });
export type AbsenceListView = z.infer<typeof absenceListSchema>;
