import * as z from 'zod';
import { SEXES } from '../police-contract/notification.ts';
import { childIdSchema } from '../kernel/api-fields.ts';

const told = z.string().nullable();

/** What is known of the child of an episode; null where police did not tell. */
export const childViewSchema = z
  .object({
    childId: childIdSchema.nullable().meta({
      description: 'Null while neither a name nor an identifier of the child was told.',
    }),
    givenName: told,
    familyName: told,
    dateOfBirth: z.iso.date().nullable(),
    aliases: z.array(z.string()),
    sex: z.enum(SEXES).nullable(),
    ethnicity: told.meta({ description: 'ONS 2021 census code.' }),
    homePostcode: told,
    nhsNumber: told,
    upn: told,
    policePersonId: told,
    authorityChildId: told,
  })
  .meta({ id: 'ChildItem' });
export type ChildView = z.infer<typeof childViewSchema>;

/** The child of one episode, with who may be the same child. */
export const childDetailSchema = z
  .object({
    ...childViewSchema.shape,
    possibleMatches: z.array(childIdSchema).meta({
      description:
        'Other children known under one of the same identifiers, or the same name, birth and postcode. A person must confirm a match: two children are never joined silently.',
    }),
  })
  .meta({ id: 'Child' });
