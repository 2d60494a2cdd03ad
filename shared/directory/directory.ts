import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import * as z from 'zod';
import { type ConfigurationProblem, nameSchema } from '../kernel/configuration-fields.ts';
import type { Immutable } from '../kernel/immutable.ts';
import { type Environment, parseEnvironment, requiredVariable } from '../platform/environment.ts';
import { ENVIRONMENT } from '../platform/names.ts';
import {
  type Authority,
  authorityCodeSchema,
  authoritySchema,
  type ConfiguredValue,
  findRepeats,
} from './authority.ts';
import { sharedCodeSchema } from './code.ts';
import { type AuthoritySettings, DEFAULT_SETTINGS } from './settings.ts';

/** One file of `shared/directory/forces`; its `note` is for readers of the file and is left out. */
export const forceSchema = z
  .strictObject({
    note: z.string().optional(),
    code: z.string().regex(/^E23\d{6}$/, {
      error: 'A force code must be a GSS code: E23 and 6 digits.',
    }),
    name: nameSchema,
    authorities: z.array(authorityCodeSchema),
    /** Gets an episode, flagged for a person to check, when the message does not show whose it is. */
    defaultAuthority: authorityCodeSchema,
  })
  .transform(({ code, name, authorities, defaultAuthority }) => ({
    code,
    name,
    authorities,
    defaultAuthority,
  }))
  .refine((force) => force.authorities.includes(force.defaultAuthority), {
    path: ['defaultAuthority'],
    error: 'The default authority must be one that the force serves.',
  });

const directoryFileSchema = z.strictObject({
  authorities: z.array(authoritySchema),
  forces: z.array(forceSchema),
  codes: z.array(sharedCodeSchema).default([]),
  /** Words that stand for an identifier that is not known. */
  placeholders: z.array(z.string().min(1)).default([]),
  /** London days. Whole years, so that a day without one is a day without one. */
  bankHolidays: z.array(z.iso.date()).default([]),
});
export type Directory = Immutable<z.infer<typeof directoryFileSchema>>;
export type Force = Directory['forces'][number];

const listPostcodes = ({ localities }: Authority, authority: number): ConfiguredValue[] =>
  localities.flatMap(({ postcodes }, locality) =>
    postcodes.map((value, at) => ({
      value,
      path: ['authorities', authority, 'localities', locality, 'postcodes', at],
    })),
  );

const listTeamIds = ({ teams }: Authority, authority: number): ConfiguredValue[] =>
  teams.map(({ id }, at) => ({ value: id, path: ['authorities', authority, 'teams', at, 'id'] }));

const listPractitionerIds = ({ people }: Authority, authority: number): ConfiguredValue[] =>
  people.map(({ practitionerId }, at) => ({
    value: practitionerId,
    path: ['authorities', authority, 'people', at, 'practitionerId'],
  }));

const findUnknownAuthorities = ({ forces, authorities }: Directory): ConfigurationProblem[] =>
  forces
    .flatMap((force, at) => [
      ...force.authorities.map((value, index) => ({
        value,
        path: ['forces', at, 'authorities', index],
      })),
      { value: force.defaultAuthority, path: ['forces', at, 'defaultAuthority'] },
    ])
    .filter(({ value }) => !authorities.some(({ code }) => code === value))
    .map(({ value, path }) => ({ path, message: `The directory has no such authority: ${value}` }));

const listCodes = (
  kind: 'authorities' | 'forces',
  entries: readonly { readonly code: string }[],
): ConfiguredValue[] => entries.map(({ code }, at) => ({ value: code, path: [kind, at] }));

const findDirectoryProblems = (directory: Directory): ConfigurationProblem[] => {
  const { authorities, forces, codes } = directory;
  const codesOfLists = codes.map(({ list, code }, at) => ({
    value: `${list}/${code}`,
    path: ['codes', at, 'code'],
  }));
  return [
    ...findRepeats(listCodes('authorities', authorities), 'An authority must have one file only'),
    ...findRepeats(listCodes('forces', forces), 'A force must have one file only'),
    ...findRepeats(
      authorities.flatMap(listTeamIds),
      'A team id must be unique over all authorities',
    ),
    ...findRepeats(
      authorities.flatMap(listPractitionerIds),
      'A practitioner id must be unique over all authorities',
    ),
    ...findRepeats(
      authorities.flatMap(listPostcodes),
      'A postcode district or sector must belong to one locality only',
    ),
    ...findRepeats(codesOfLists, 'A code must be unique in its list'),
    ...findUnknownAuthorities(directory),
  ];
};

export const directorySchema = directoryFileSchema.superRefine((directory, context) => {
  for (const problem of findDirectoryProblems(directory)) {
    context.addIssue({ code: 'custom', ...problem });
  }
});

export const findAuthoritySettings = (directory: Directory, authority: string): AuthoritySettings =>
  directory.authorities.find(({ code }) => code === authority)?.settings ?? DEFAULT_SETTINGS;

export const directoryVariables = {
  [ENVIRONMENT.directoryFile]: requiredVariable,
  LAMBDA_TASK_ROOT: requiredVariable,
};

/**
 * Reads and validates the directory in the function's bundle. Throws when a variable is missing, the
 * file cannot be read, or the directory breaks a rule.
 */
export const loadDirectory = (environment: Environment): Directory => {
  const settings = parseEnvironment(z.object(directoryVariables), environment);
  const file = resolve(settings.LAMBDA_TASK_ROOT, settings[ENVIRONMENT.directoryFile]);
  return directorySchema.parse(JSON.parse(readFileSync(file, 'utf8')));
};
