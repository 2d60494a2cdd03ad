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
