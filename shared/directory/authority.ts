import { parse } from 'postcode';
import * as z from 'zod';
import { type ConfigurationProblem, idSchema, nameSchema } from '../kernel/configuration-fields.ts';
import type { Immutable } from '../kernel/immutable.ts';
import { pointSchema } from '../kernel/point.ts';
import { authoritySettingsSchema } from './settings.ts';
import { staffMemberSchema } from './staff.ts';

/** Where evidence is counted when its locality is not known. */
export const UNKNOWN_LOCALITY = 'unknown';

/** Where evidence is counted when its place is outside the areas of all authorities in the directory. */
export const OUTSIDE_LOCALITY = 'outside';

export const authorityCodeSchema = z.string().regex(/^E(06|07|08|09|10)\d{6}$/, {
  error: 'An authority code must be a GSS code: E06, E07, E08, E09 or E10 and 6 digits.',
});

const isDistrictOrSector = (text: string): boolean =>
  parse(`${text} 1AA`).outcode === text || parse(`${text}AA`).sector === text;

const localitySchema = z.strictObject({
  id: idSchema,
  name: nameSchema,
  /** Of the sector and the district that contain a postcode, the sector counts. */
  postcodes: z
    .array(
      z.string().refine(isDistrictOrSector, {
        error: 'Enter postcode districts such as "NR1" or sectors such as "NR1 1".',
      }),
    )
    .min(1, { error: 'A locality must have a postcode district or sector.' }),
  centre: pointSchema.exactOptional(),
});

const teamSchema = z.strictObject({
  id: idSchema,
  name: nameSchema,
  localities: z.array(idSchema).min(1, { error: 'A team must have a locality.' }),
});

/** One file of `shared/directory/authorities`; its `note` is for readers of the file and is left out. */
const authorityFileSchema = z
  .strictObject({
    note: z.string().optional(),
    code: authorityCodeSchema,
    name: nameSchema,
    localities: z.array(localitySchema).min(1, { error: 'An authority must have a locality.' }),
    teams: z.array(teamSchema).min(1, { error: 'An authority must have a team.' }),
    people: z.array(staffMemberSchema).default([]),
    settings: authoritySettingsSchema.prefault({}),
  })
  .transform(({ code, name, localities, teams, people, settings }) => ({
    code,
    name,
    localities,
    teams,
    people,
    settings,
  }));
export type Authority = Immutable<z.infer<typeof authorityFileSchema>>;

export interface ConfiguredValue {
  readonly value: string;
  readonly path: (string | number)[];
}

export const findRepeats = (
  values: readonly ConfiguredValue[],
  rule: string,
): ConfigurationProblem[] => {
  const seen = new Set<string>();
  return values.flatMap(({ value, path }) => {
    const repeated = seen.has(value);
    seen.add(value);
    return repeated ? [{ path, message: `${rule}: ${value}` }] : [];
  });
};

const findUnknownTeams = ({ people, teams }: Authority): ConfigurationProblem[] =>
  people.flatMap((person, at) =>
    person.teams.flatMap((team, index) =>
      teams.some(({ id }) => id === team)
        ? []
        : [
            {
              path: ['people', at, 'teams', index],
              message: `This authority has no such team: ${team}`,
            },
          ],
    ),
  );

const findLocalityProblems = ({ localities, teams }: Authority): ConfigurationProblem[] => {
  const served = new Set(teams.flatMap((team) => team.localities));
  return localities.flatMap(({ id }, at) => [
    ...(served.has(id)
      ? []
      : [{ path: ['localities', at], message: `A locality must have at least one team: ${id}` }]),
    ...(id === OUTSIDE_LOCALITY || id === UNKNOWN_LOCALITY
      ? [{ path: ['localities', at, 'id'], message: `A locality must not have this id: ${id}` }]
      : []),
  ]);
};

const findUnknownLocalities = ({ localities, teams }: Authority): ConfigurationProblem[] =>
  teams.flatMap((team, at) =>
    team.localities.flatMap((id, index) =>
      localities.some((locality) => locality.id === id)
        ? []
        : [
            {
              path: ['teams', at, 'localities', index],
              message: `This authority has no such locality: ${id}`,
            },
          ],
    ),
  );

export const authoritySchema = authorityFileSchema.superRefine((authority, context) => {
  const ids = authority.localities.map(({ id }, at) => ({
    value: id,
    path: ['localities', at, 'id'],
  }));
  for (const problem of [
    ...findRepeats(ids, 'A locality id must be unique within its authority'),
    ...findUnknownLocalities(authority),
    ...findLocalityProblems(authority),
    ...findUnknownTeams(authority),
  ]) {
    context.addIssue({ code: 'custom', ...problem });
  }
});
