import * as z from 'zod';
import { SEXES } from './notification.ts';
import { ethnicity, nhsNumber, postcode, upn } from './identifier-members.ts';
import { line, name } from './text-members.ts';
import { dateOfBirth } from './time-members.ts';
import { list, word } from './word-members.ts';

const reference = line(100);

const members = {
  givenName: name.meta({ description: 'First and middle names.', examples: ['Sam'] }),
  familyName: name.meta({ description: 'Family name.', examples: ['Example'] }),
  dateOfBirth: dateOfBirth.meta({ description: 'Date of birth.', examples: ['2011-05-09'] }),
  aliases: list(name, 20).meta({
    description: 'Other names the child is known by, at most 20.',
    examples: [['Sammy']],
  }),
  sex: word(SEXES).meta({ description: 'Sex, as the force recorded it.', examples: ['not-known'] }),
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

/** The child of a report. */
export const child = z
  .object({
    givenName: members.givenName,
    familyName: members.familyName,
    dateOfBirth: members.dateOfBirth,
    aliases: members.aliases.exactOptional(),
    sex: members.sex.exactOptional(),
    ethnicity: members.ethnicity.exactOptional(),
    homePostcode: members.homePostcode.exactOptional(),
    nhsNumber: members.nhsNumber.exactOptional(),
    upn: members.upn.exactOptional(),
    policePersonId: members.policePersonId.exactOptional(),
    authorityChildId: members.authorityChildId.exactOptional(),
  })
  .meta({ title: 'Child', description: 'Who is missing.' });

/** What an update changes of the child, member by member. */
export const childUpdate = z
  .object({
    givenName: members.givenName.nullable().exactOptional(),
    familyName: members.familyName.nullable().exactOptional(),
    dateOfBirth: members.dateOfBirth.nullable().exactOptional(),
    aliases: members.aliases.nullable().exactOptional(),
    sex: members.sex.nullable().exactOptional(),
    ethnicity: members.ethnicity.nullable().exactOptional(),
    homePostcode: members.homePostcode.nullable().exactOptional(),
    nhsNumber: members.nhsNumber.nullable().exactOptional(),
    upn: members.upn.nullable().exactOptional(),
    policePersonId: members.policePersonId.nullable().exactOptional(),
    authorityChildId: members.authorityChildId.nullable().exactOptional(),
  })
  .meta({
    title: 'Child, in an update',
    description: 'Replaced member by member: what is present replaces, null clears.',
  });
