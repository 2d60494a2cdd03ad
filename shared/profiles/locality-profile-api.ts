import * as z from 'zod';
import {
  type AuthorityProfile,
  authorityProfileSchema,
  profileHeading,
} from './authority-profile-api.ts';
import type { Immutable } from '../kernel/immutable.ts';
import { releaseListSchema, releaseViewSchema } from '../releases/release-api.ts';
import { statisticsQueryFields, notesSchema } from '../themes/statistics-fields.ts';

export const localityProfileQuerySchema = z.strictObject({
  authority: statisticsQueryFields.authority,
  locality: z.string().max(128).meta({
    description:
      'Id of a locality of the authority. `unknown`: the locality is not known. `outside`: outside the areas covered here.',
  }),
  to: statisticsQueryFields.to.meta({
    description:
      'A day, `YYYY-MM-DD` in London. The quarter ends with the last ISO week that is over by the end of that day. Without it: the last week that is over.',
    examples: ['2026-11-22'],
  }),
  audience: z.enum(['authority', 'partners']).default('authority').meta({
    description:
      '`authority`: everything, for its own services. `partners`: only the latest releases, with small numbers suppressed, for leads and managers to share.',
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
  .meta({ description: 'One for each of `releases`. Null if the release has no such row.' });

export const partnersProfileSchema = z
  .object({
    audience: z.literal('partners'),
    ...profileHeading,
    releases: z.array(releasedSchema).meta({
      description: 'The latest of each of the last 2 quarters with a release.',
    }),
    harms: z
      .array(z.object({ harm: z.string(), label: z.string(), figures: figuresSchema }))
      .meta({ description: 'Distinct children by harm, in the order of the latest release.' }),
    total: figuresSchema,
    notes: notesSchema,
  })
  .meta({ id: 'PartnersProfile' });

export type PartnersProfile = Immutable<z.infer<typeof partnersProfileSchema>>;

export const localityProfileSchema = z.discriminatedUnion('audience', [
  authorityProfileSchema,
  partnersProfileSchema,
]);
export type LocalityProfile = AuthorityProfile | PartnersProfile;
