import * as z from 'zod';
import { type AuthorityProfile, authorityProfileSchema } from './authority-profile-api.ts';
import { type PartnersProfile, partnersProfileSchema } from './partners-profile-api.ts';
import { pictureQueryMembers } from '../themes/picture.ts';

/** Whose profile, until when, and who will see it. */
export const localityProfileQuerySchema = z.strictObject({
  authority: pictureQueryMembers.authority,
  locality: z.string().max(128).meta({
    description:
      'A locality of the authority by its id; `unknown`: what nobody could place; `outside`: what lies in no area of ours.',
  }),
  to: pictureQueryMembers.to.meta({
    description:
      'A day, `YYYY-MM-DD` in London: the quarter ends with the last ISO week that is over by the end of it. Without it, and for days to come: the last week that is over.',
    examples: ['2026-11-22'],
  }),
  audience: z.enum(['authority', 'partners']).default('authority').meta({
    description:
      '`authority`: everything, for its own services. `partners`: only what stands in the latest releases, small numbers suppressed; for leads and managers to hand out.',
  }),
});
export type LocalityProfileQuery = z.infer<typeof localityProfileQuerySchema>;

/** The picture of a locality now, against the quarter before. */
export const localityProfileSchema = z.discriminatedUnion('audience', [
  authorityProfileSchema,
  partnersProfileSchema,
]);
export type LocalityProfile = AuthorityProfile | PartnersProfile;
