import * as z from 'zod';
import type { Immutable } from '../kernel/immutable.ts';

/** `mace`: multi-agency child exploitation meeting (Working Together). */
export const REFERRED_TO = [
  'mace',
  'national-referral-mechanism',
  'early-help',
  'health',
  'education',
  'youth-work',
] as const;
export type ReferredTo = (typeof REFERRED_TO)[number];

export const REFERRAL_STATUSES = [
  'to-be-made',
  'made',
  'accepted',
  'not-accepted',
  'closed',
] as const;
export type ReferralStatus = (typeof REFERRAL_STATUSES)[number];

export const referralFields = {
  referralId: z.string().meta({ description: 'Id of the action that raised it.' }),
  to: z.enum(REFERRED_TO),
  status: z.enum(REFERRAL_STATUSES),
  on: z.iso.date().meta({ description: 'London day since which it has this status.' }),
};

export const referralSchema = z
  .object({
    ...referralFields,
    raisedOn: z.iso.date().meta({ description: 'London day of its first status.' }),
  })
  .meta({ id: 'Referral' });
export type Referral = Immutable<z.infer<typeof referralSchema>>;
export type ReferralStep = Pick<Referral, 'status' | 'on'>;
