import type { Instant } from '../kernel/instant.ts';

/** That a force graded a report: one message of it, never changed. A later one takes its place. */
export interface IntelligenceGrade {
  /** Unique within the force, as of every notification. */
  readonly id: string;
  /** GSS code. */
  readonly force: string;
  readonly reportId: string;
  /** When the force's system recorded it: UTC with nine decimals, so that it orders as text. */
  readonly time: string;
  readonly source: SourceGrade;
  readonly information: InformationGrade;
  readonly handling: HandlingCode;
  readonly conditions: string | null;
  /** When it was graded; null when police did not say. */
  readonly gradedAt: Instant | null;
}

const isLater = (one: IntelligenceGrade, other: IntelligenceGrade): boolean =>
  one.time === other.time ? one.id > other.id : one.time > other.time;

/**
 * The grade that stands: of the set, the one with the latest `time`, of equal ones that with the greatest `id`; null
 * while there is none. The order and the number of their arrival do not matter.
 */
export const findCurrentGrade = (grades: readonly IntelligenceGrade[]): IntelligenceGrade | null =>
  grades.reduce<IntelligenceGrade | null>(
    (standing, grade) => (standing === null || isLater(grade, standing) ? grade : standing),
    null,
  );

/**
 * How police grade intelligence: 3x5x2 (College of Policing, authorised professional practice, intelligence management).
 * A partner hands in raw information; only police grade it.
 */

/** Of the source: 1 reliable, 2 untested, 3 not reliable. */
export const SOURCE_GRADES = [1, 2, 3] as const;

export type SourceGrade = (typeof SOURCE_GRADES)[number];

/**
 * Of the information: A known directly to the source, B known indirectly but corroborated, C known indirectly, D not
 * known, E suspected to be false.
 */
export const INFORMATION_GRADES = ['A', 'B', 'C', 'D', 'E'] as const;

export type InformationGrade = (typeof INFORMATION_GRADES)[number];

/** P: may be shared where that is lawful. C: the same, under conditions. */
export const HANDLING_CODES = ['P', 'C'] as const;

export type HandlingCode = (typeof HANDLING_CODES)[number];

/** What whoever gets it may do with it. */
export interface Handling {
  readonly code: HandlingCode;
  /** In words; null when there are none. */
  readonly conditions: string | null;
}
