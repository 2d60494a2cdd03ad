import type { ChildMembers } from './notification.ts';
import { digest } from './identity.ts';

/** Ways to recognise a child, the surest first; `name-birth-postcode` only ever gives a possible match. */
export const CHILD_KEY_KINDS = [
  'authority-child-id',
  'police-person-id',
  'nhs-number',
  'upn',
  'name-birth-postcode',
] as const;
export type ChildKeyKind = (typeof CHILD_KEY_KINDS)[number];

/** One way to recognise a child; the value is a digest, so a key names nobody. */
export interface ChildKey {
  readonly kind: ChildKeyKind;
  readonly digest: string;
}

export { digest };
export type { ChildMembers };
