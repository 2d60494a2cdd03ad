/** The words of the police contract (docs/contract), in the order in which they are shown. */
export const CATEGORIES = ['missing', 'away-from-placement'] as const;

export type Category = (typeof CATEGORIES)[number];

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

export const RETURNED_TO_KINDS = [...MISSING_FROM_KINDS, 'custody', 'abroad'] as const;

export const PLACEMENT_KINDS = [
  'home',
  'foster-care',
  'childrens-home',
  'supported-accommodation',
  'other',
] as const;

export const CONDITIONS = ['unharmed', 'injured', 'deceased', 'not-known'] as const;

export const SEXES = ['female', 'male', 'other', 'not-known'] as const;

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
