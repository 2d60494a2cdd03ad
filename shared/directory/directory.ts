import { parse } from 'postcode';
import * as z from 'zod';
import type { Authority, Directory, Force } from './authority.ts';
import { findAuthorityProblems, findDirectoryProblems } from './directory-rules.ts';
import { idSchema, nameSchema } from '../kernel/configuration-fields.ts';
import { baseCodeSchema } from './code-schema.ts';
import { pointSchema } from '../kernel/point.ts';
import { staffMemberSchema } from './person-schema.ts';
import { authoritySettingsSchema } from './settings.ts';

const authorityCodeSchema = z.string().regex(/^E(06|07|08|09|10)\d{6}$/, {
  error: 'An authority code is a GSS code: E06, E07, E08, E09 or E10 and six digits.',
});

const forceCodeSchema = z.string().regex(/^E23\d{6}$/, {
  error: 'A force code is a GSS code: E23 and six digits.',
});

/** A district is proven by a unit put behind it, a sector by its last two letters. */
const isDistrictOrSector = (text: string): boolean =>
  parse(`${text} 1AA`).outcode === text || parse(`${text}AA`).sector === text;

const postcodePartSchema = z.string().refine(isDistrictOrSector, {
  error: 'A locality is given by postcode districts such as "NR1" or sectors such as "NR1 1".',
});

const localitySchema = z.strictObject({
  id: idSchema,
  name: nameSchema,
  postcodes: z.array(postcodePartSchema).min(1, { error: 'A locality needs a postcode.' }),
  centre: pointSchema.exactOptional(),
});

const teamSchema = z.strictObject({
  id: idSchema,
  name: nameSchema,
  localities: z.array(idSchema).min(1, { error: 'A team needs a locality.' }),
});

/** One file of `shared/directory/authorities`; its `note` is for the reader of the file and is left out. */
export const authoritySchema = z
  .strictObject({
    note: z.string().optional(),
    code: authorityCodeSchema,
    name: nameSchema,
    localities: z.array(localitySchema).min(1, { error: 'An authority needs a locality.' }),
    teams: z.array(teamSchema).min(1, { error: 'An authority needs a team.' }),
    people: z.array(staffMemberSchema).default([]),
    settings: authoritySettingsSchema.prefault({}),
  })
  .transform(({ code, name, localities, teams, people, settings }): Authority => ({
    code,
    name,
    localities,
    teams,
    people,
    settings,
  }))
  .superRefine((authority, context) => {
    for (const problem of findAuthorityProblems(authority)) {
      context.addIssue({ code: 'custom', ...problem });
    }
  });

/** One file of `shared/directory/forces`; its `note` is for the reader of the file and is left out. */
export const forceSchema = z
  .strictObject({
    note: z.string().optional(),
    code: forceCodeSchema,
    name: nameSchema,
    authorities: z.array(authorityCodeSchema),
    defaultAuthority: authorityCodeSchema,
  })
  .transform(({ code, name, authorities, defaultAuthority }): Force => ({
    code,
    name,
    authorities,
    defaultAuthority,
  }))
  .refine((force) => force.authorities.includes(force.defaultAuthority), {
    path: ['defaultAuthority'],
    error: 'The default authority must be one that the force serves.',
  });

/** Who is who, with the rules that hold between the files; parsed at synth and at each start. */
export const directorySchema: z.ZodType<Directory> = z
  .strictObject({
    authorities: z.array(authoritySchema),
    forces: z.array(forceSchema),
    codes: z.array(baseCodeSchema).default([]),
  })
  .superRefine((directory, context) => {
    for (const problem of findDirectoryProblems(directory)) {
      context.addIssue({ code: 'custom', ...problem });
    }
  });
