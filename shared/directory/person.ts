/** Who works a task, and up to whom it climbs. */
export const STAFF_ROLES = ['practitioner', 'team-manager', 'head-of-service', 'director'] as const;
export type StaffRole = (typeof STAFF_ROLES)[number];

/** Somebody of an authority who gets tasks or is told of them. */
export interface StaffMember {
  /** The subject by which sign-in knows them; unique over all authorities. */
  readonly practitionerId: string;
  readonly name: string;
  readonly role: StaffRole;
  /** Ids of teams; a head of service or director belongs to none. */
  readonly teams: readonly string[];
  /** Open tasks at which the policy gives no more; null for no cap. */
  readonly caseloadCap: number | null;
  readonly email: string | null;
  /** Mobile number for text messages. */
  readonly phone: string | null;
  /** How messages reach them. */
  readonly contactBy: 'email' | 'text';
}
