import type { Instant } from '../kernel/instant.ts';
import type { HandlingCode, InformationGrade, SourceGrade } from './three-by-five-by-two.ts';

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
export const standingGrade = (grades: readonly IntelligenceGrade[]): IntelligenceGrade | null =>
  grades.reduce<IntelligenceGrade | null>(
    (standing, grade) => (standing === null || isLater(grade, standing) ? grade : standing),
    null,
  );
