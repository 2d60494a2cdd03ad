import type { StaffMember } from './person.ts';

/** Whom a practitioner cares for, and so cannot interview (DfE 2014: independent of the child's care). */
export type CareTie =
  | { readonly kind: 'key-worker'; readonly childId: string }
  /** Works in a placement, by its Ofsted URN. */
  | { readonly kind: 'placement'; readonly urn: string };

/** Somebody who gets tasks or is told of them, as the authority keeps them now. */
export interface Practitioner extends StaffMember {
  /** GSS code of the authority they work for. */
  readonly authority: string;
  readonly ties: readonly CareTie[];
  /** Left, or moved to other work: gets no task and no message. */
  readonly inactive: boolean;
  /** Counts writes, from 1. */
  readonly version: number;
}

/** Days on which somebody is away, first and last included, by the London calendar. It moves no task. */
export interface Absence {
  readonly absenceId: string;
  readonly practitionerId: string;
  /** `YYYY-MM-DD` */
  readonly from: string;
  /** `YYYY-MM-DD`, the last day away. */
  readonly until: string;
}

/** Everybody of one authority. */
export interface Staff {
  readonly practitioners: readonly Practitioner[];
  readonly absences: readonly Absence[];
}
