import * as z from 'zod';
import {
  type AuthorityProfile,
  authorityProfileSchema,
  profileHeading,
} from './authority-profile-api.ts';
import type { Immutable } from '../kernel/immutable.ts';
import { releaseListSchema, releaseViewSchema } from '../releases/release-api.ts';
import { statisticsQueryFields, notesSchema } from '../themes/statistics-fields.ts';

/** Whose profile, until when, and who will see it. */
export const localityProfileQuerySchema = z.strictObject({
  authority: statisticsQueryFields.authority,
  locality: z.string().max(128).meta({
    description:
      'A locality of the authority by its id; `unknown`: what nobody could place; `outside`: what lies in no area of ours.',
  }),
  to: statisticsQueryFields.to.meta({
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

const releasedSchema = z
  .object({
    ...releaseListSchema.shape.items.element.omit({ authority: true, latest: true }).shape,
    threshold: releaseViewSchema.shape.threshold,
  })
  .meta({ id: 'ProfileRelease' });

const figuresSchema = z
  .array(releaseViewSchema.shape.grandTotal.nullable())
  .meta({ description: 'One for each of `releases`; null where it has no such line.' });

/** What partners may see of a locality: what was released, and nothing else. */
export const partnersProfileSchema = z
  .object({
    audience: z.literal('partners'),
    ...profileHeading,
    releases: z.array(releasedSchema).meta({
      description: 'The latest one of each of the last two quarters of which any was made.',
    }),
    harms: z
      .array(z.object({ harm: z.string(), label: z.string(), figures: figuresSchema }))
      .meta({ description: 'Distinct children by harm, in the order of the latest release.' }),
    total: figuresSchema,
    notes: notesSchema,
  })
  .meta({ id: 'PartnersProfile' });

export type PartnersProfile = Immutable<z.infer<typeof partnersProfileSchema>>;

/** The picture of a locality now, against the quarter before. */
export const localityProfileSchema = z.discriminatedUnion('audience', [
  authorityProfileSchema,
  partnersProfileSchema,
]);
export type LocalityProfile = AuthorityProfile | PartnersProfile;
