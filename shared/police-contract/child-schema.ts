import { SEXES } from './allowed-values.ts';
import {
  age,
  buildObject,
  choice,
  dateOfBirth,
  list,
  makeClearable,
  makeOptional,
  name,
  trimmedLine,
  yesOrNo,
} from './fields.ts';
import { ethnicity, nhsNumber, postcode, upn } from './identifiers.ts';

const reference = trimmedLine(100);

const fields = {
  givenName: name.meta({ description: 'First and middle names.', examples: ['Sam'] }),
  familyName: name.meta({ description: 'Family name.', examples: ['Example'] }),
  nameAsGiven: name.meta({
    description: 'A name that does not split into given and family name.',
    examples: ['Amanuel'],
  }),
  dateOfBirth: dateOfBirth.meta({
    description: 'Date of birth. Left out while nobody knows it.',
    examples: ['2011-05-09'],
  }),
  dateOfBirthEstimated: yesOrNo().meta({
    description: 'True when the date of birth is an estimate.',
    examples: [true],
  }),
  ageEstimate: age.meta({
    description:
      'Estimated age in whole years on the day of `reportedAt`, without a date of birth.',
    examples: [15],
  }),
  aliases: list(name, 20).meta({
    description: 'Other names the child is known by, at most 20.',
    examples: [['Sammy']],
  }),
  sex: choice(SEXES).meta({
    description: 'Sex, as the force recorded it.',
    examples: ['not-known'],
  }),
  ethnicity: ethnicity.meta({
    description: 'ONS 2021 census code of the ethnic group.',
    examples: ['W1'],
  }),
  homePostcode: postcode.meta({ description: 'Postcode of the home.', examples: ['NR3 1AU'] }),
  nhsNumber: nhsNumber.meta({
    description: 'NHS number; its check digit is checked.',
    examples: ['9434765870'],
  }),
  upn: upn.meta({
    description: 'Unique pupil number; its check letter is checked.',
    examples: ['B801200005001'],
  }),
  policePersonId: reference.meta({
    description: "The force's own id of the person.",
    examples: ['P-000417'],
  }),
  authorityChildId: reference.meta({
    description: "The responsible authority's own id of the child.",
    examples: ['N000123'],
  }),
};

const NAMES = ['givenName', 'familyName', 'nameAsGiven'] as const;
const NAME_NEEDED = `at least one of ${NAMES.join(', ')}`;

export const child = buildObject(makeOptional(fields))
  .refine((given) => NAMES.some((field) => given[field] !== undefined), {
    error: NAME_NEEDED,
    path: ['givenName'],
    params: { oneOf: NAMES },
  })
  .meta({
    title: 'Child',
    description: 'Who is missing: at least one name. What is not known is left out.',
    anyOf: NAMES.map((field) => ({ properties: { [field]: {} }, required: [field] })),
  });

export const childUpdate = buildObject(makeClearable(fields)).meta({
  title: 'Child, in an update',
  description: 'Replaced member by member: what is present replaces, null clears.',
});
