import { SEXES } from './allowed-values.ts';
import { choice, makeClearable, dateOfBirth, buildObject, line, list, name } from './fields.ts';
import { ethnicity, nhsNumber, postcode, upn } from './identifiers.ts';

const reference = line(100);

const fields = {
  givenName: name.meta({ description: 'First and middle names.', examples: ['Sam'] }),
  familyName: name.meta({ description: 'Family name.', examples: ['Example'] }),
  dateOfBirth: dateOfBirth.meta({ description: 'Date of birth.', examples: ['2011-05-09'] }),
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

export const child = buildObject({
  ...fields,
  aliases: fields.aliases.exactOptional(),
  sex: fields.sex.exactOptional(),
  ethnicity: fields.ethnicity.exactOptional(),
  homePostcode: fields.homePostcode.exactOptional(),
  nhsNumber: fields.nhsNumber.exactOptional(),
  upn: fields.upn.exactOptional(),
  policePersonId: fields.policePersonId.exactOptional(),
  authorityChildId: fields.authorityChildId.exactOptional(),
}).meta({ title: 'Child', description: 'Who is missing.' });

export const childUpdate = buildObject(makeClearable(fields)).meta({
  title: 'Child, in an update',
  description: 'Replaced member by member: what is present replaces, null clears.',
});
