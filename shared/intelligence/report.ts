import { hash } from '../kernel/hash.ts';
import type { Instant } from '../kernel/instant.ts';
import type { Confidence, MentionedPerson, Weekday } from './item.ts';
import type { Point } from '../kernel/point.ts';
import type { Handling } from './grade.ts';

/** A place as it may be told to police: never where the child lives, is cared for or goes to school. */
export interface ReportedPlace {
  readonly name: string | null;
  readonly postcode: string | null;
  readonly point: Point | null;
}

/** Somebody who was spoken of, in the words of the practitioner. Pseudonyms are ours and are not sent. */
export interface ReportedPerson {
  readonly kind: MentionedPerson['kind'];
  readonly role: string;
  readonly nickname: string | null;
  readonly description: string | null;
}

/** One item of a debrief as police get it. */
export interface ReportedItem {
  /** Its number in the report, from 1; says nothing of its number in the debrief. */
  readonly number: number;
  readonly harm: string;
  readonly context: string;
  readonly itemClass: string;
  readonly provenance: string;
  readonly confidence: Confidence;
  readonly placeType: string | null;
  /** Null: unknown, or withheld. */
  readonly place: ReportedPlace | null;
  readonly people: readonly ReportedPerson[];
  readonly transport: string | null;
  readonly online: { readonly platform: string | null; readonly handle: string | null } | null;
  readonly weekday: Weekday | null;
  readonly timeOfDay: string | null;
  /** What is to be said of this item; null when the report's text says it. */
  readonly text: string | null;
}

/** What an authority tells a force: sanitised, so that neither the child nor the interviewee is in it. */
export interface IntelligenceReport {
  readonly reportId: string;
  /** GSS code of the force that gets it. */
  readonly force: string;
  /** GSS code of the authority that tells it. */
  readonly authority: string;
  /** When it was recorded. */
  readonly at: Instant;
  /** London day of it, `YYYY-MM-DD`. */
  readonly submittedOn: string;
  readonly items: readonly ReportedItem[];
  readonly text: string | null;
  readonly handling: Handling;
}

/**
 * The id of a report, from a token that nobody can guess. It follows from nothing else: a force knows its references,
 * and could else find out whose debrief a report was taken from.
 */
export const createReportId = (token: string): string => `rep-${hash('report', token)}`;

/** Whether a text has the form of a report's id. */
export const isReportId = (text: string): boolean => /^rep-[0-9a-f]{32}$/.test(text);
