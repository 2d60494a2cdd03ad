import type { Instant } from '../kernel/instant.ts';

/** The words of the police contract (docs/contract), in the order in which they are shown. */
export const CATEGORIES = ['missing', 'away-from-placement'] as const;
export type Category = (typeof CATEGORIES)[number];

export const RISK_LEVELS = ['very-low', 'low', 'medium', 'high'] as const;
export type RiskLevel = (typeof RISK_LEVELS)[number];

export const RISK_FLAGS = [
  'cse',
  'cce',
  'county-lines',
  'trafficking',
  'gangs',
  'self-harm',
  'mental-health',
  'substances',
  'domestic-abuse',
  'radicalisation',
  'online',
] as const;
export type RiskFlag = (typeof RISK_FLAGS)[number];

export const PLACE_TYPES = [
  'park',
  'school',
  'high-street',
  'youth-club',
  'fast-food-outlet',
  'transport-hub',
  'housing-estate',
  'childrens-home',
  'private-address',
  'licensed-premises',
  'hotel',
  'gaming-or-social-platform',
] as const;
export type PlaceType = (typeof PLACE_TYPES)[number];

export const MISSING_FROM_KINDS = ['home', 'care', 'school', 'health', 'other'] as const;
export type MissingFromKind = (typeof MISSING_FROM_KINDS)[number];

export const SEXES = ['female', 'male', 'other', 'not-known'] as const;
export type Sex = (typeof SEXES)[number];

export const CANCEL_REASONS = ['reported-in-error', 'duplicate', 'not-missing', 'other'] as const;
export type CancelReason = (typeof CANCEL_REASONS)[number];

export const NOTIFICATION_KINDS = [
  'reported',
  'updated',
  'found',
  'returned',
  'cancelled',
] as const;
export type NotificationKind = (typeof NOTIFICATION_KINDS)[number];

export interface Place {
  readonly description?: string;
  /** Written `NR1 1EF`. */
  readonly postcode?: string;
  readonly type?: PlaceType;
}

export interface LastSeen {
  readonly at?: Instant;
  readonly place?: Place;
}

export interface MissingFrom {
  readonly kind: MissingFromKind;
  readonly name?: string;
  readonly urn?: string;
  readonly place?: Place;
}

export interface ReturnedTo {
  readonly kind?: MissingFromKind;
  readonly name?: string;
  readonly place?: Place;
}

/** The police's own interview. It is never a return home interview (DfE 2014). */
export interface PreventionInterview {
  readonly held: boolean;
  readonly at?: Instant;
  readonly summary?: string;
}

export interface Officer {
  readonly name?: string;
  readonly contact?: string;
}

/** What police told of the child. In an `updated`, `null` clears a member. */
export interface ChildMembers {
  readonly givenName?: string | null;
  readonly familyName?: string | null;
  /** `YYYY-MM-DD` */
  readonly dateOfBirth?: string | null;
  readonly aliases?: readonly string[] | null;
  readonly sex?: Sex | null;
  /** ONS 2021 census code. */
  readonly ethnicity?: string | null;
  readonly homePostcode?: string | null;
  readonly nhsNumber?: string | null;
  readonly upn?: string | null;
  readonly policePersonId?: string | null;
  readonly authorityChildId?: string | null;
}

/** Members of `reported` and `updated`; `null` (in `updated` only) clears. */
export interface ReportMembers {
  readonly reportedAt?: Instant | null;
  readonly category?: Category | null;
  readonly riskLevel?: RiskLevel | null;
  readonly riskFlags?: readonly RiskFlag[] | null;
  readonly lastSeen?: LastSeen | null;
  readonly missingFrom?: MissingFrom | null;
  /** Never null: an episode cannot lose its child. Merged member by member. */
  readonly child?: ChildMembers;
  readonly lookedAfter?: boolean | null;
  /** GSS code as police gave it, known to us or not. */
  readonly responsibleAuthority?: string | null;
  readonly hostAuthority?: string | null;
  readonly circumstances?: string | null;
  readonly officer?: Officer | null;
}

export interface FoundMembers {
  readonly foundAt: Instant;
  readonly place?: Place;
  readonly foundBy?: string;
}

export interface ReturnedMembers {
  readonly returnedAt: Instant;
  readonly foundAt?: Instant;
  readonly returnedTo?: ReturnedTo;
  readonly harmDisclosed?: boolean;
  readonly preventionInterview?: PreventionInterview;
}

export interface CancelledMembers {
  readonly reason: CancelReason;
  /** A missing person reference of the same force. */
  readonly duplicateOf?: string;
  readonly note?: string;
}

interface Envelope {
  /** Unique within the force: with it, the identity of the notification. */
  readonly id: string;
  /** GSS code of the police force, e.g. `E23000024`. */
  readonly force: string;
  /** The force's missing person reference: with the force, the identity of the episode. */
  readonly reference: string;
  /**
   * When the force's system recorded the event: UTC with nine decimals,
   * `YYYY-MM-DDTHH:mm:ss.nnnnnnnnnZ`, so that it orders as text without losing precision.
   */
  readonly time: string;
}

/** A usable police notification: optional members that could not be used are already left out. */
export type Notification = Envelope &
  (
    | { readonly kind: 'reported' | 'updated'; readonly data: ReportMembers }
    | { readonly kind: 'found'; readonly data: FoundMembers }
    | { readonly kind: 'returned'; readonly data: ReturnedMembers }
    | { readonly kind: 'cancelled'; readonly data: CancelledMembers }
  );
