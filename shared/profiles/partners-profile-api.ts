import * as z from 'zod';
import type { Immutable } from '../kernel/immutable.ts';
import { notesSchema } from '../themes/picture.ts';
import { profileHeading } from './profile-heading.ts';
import { releaseListSchema, releaseViewSchema } from '../releases/release-api.ts';

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
