import * as z from 'zod';
import type { Immutable } from '../kernel/immutable.ts';
import { instantSchema } from '../kernel/instant.ts';

/*
 * How police grade intelligence: 3x5x2 (College of Policing, authorised professional practice, intelligence management).
 * A partner submits raw information and only police grade it.
 */

/** 1 reliable, 2 untested, 3 not reliable. */
export const SOURCE_GRADES = [1, 2, 3] as const;

/**
 * A known directly to the source, B known indirectly but corroborated, C known indirectly, D not known, E suspected to be
 * false.
 */
export const INFORMATION_GRADES = ['A', 'B', 'C', 'D', 'E'] as const;

/** P: may be shared where that is lawful. C: the same, under conditions. */
export const HANDLING_CODES = ['P', 'C'] as const;

/** One grading message about a report. It is never changed: a later one replaces it. */
export const intelligenceGradeSchema = z.object({
  id: z.string(),
  force: z.string(),
  reportId: z.string(),
  time: z.string().meta({ description: 'When the force recorded it: UTC, nine decimals.' }),
  source: z.literal(SOURCE_GRADES),
  information: z.enum(INFORMATION_GRADES),
  handling: z.enum(HANDLING_CODES),
  conditions: z.string().nullable(),
  gradedAt: instantSchema.nullable().meta({ description: 'Null when police did not say.' }),
});
export type IntelligenceGrade = Immutable<z.infer<typeof intelligenceGradeSchema>>;

const isLater = (one: IntelligenceGrade, other: IntelligenceGrade): boolean =>
  one.time === other.time ? one.id > other.id : one.time > other.time;

/**
 * The grade with the latest `time`, and of equal times the one with the greatest `id`, in whatever order they arrived.
 * Null without grades.
 */
export const findCurrentGrade = (grades: readonly IntelligenceGrade[]): IntelligenceGrade | null =>
  grades.reduce<IntelligenceGrade | null>(
    (current, grade) => (current === null || isLater(grade, current) ? grade : current),
    null,
  );
