import * as z from 'zod';
import { CATEGORIES, MISSING_FROM_KINDS, RISK_FLAGS } from './notification.ts';
import { authorityCode } from './identifier-members.ts';
import { place } from './place-schema.ts';
import { freeText, line, name } from './text-members.ts';
import { instant } from './time-members.ts';
import { list, riskLevel, word, yesOrNo } from './word-members.ts';

const lastSeen = z.object({
  at: instant
    .meta({ description: 'When the child was last seen.', examples: ['2026-11-20T20:15:00+00:00'] })
    .exactOptional(),
  place: place.exactOptional(),
});

const missingFrom = z.object({
  kind: word(MISSING_FROM_KINDS).meta({
    description: 'What kind of place the child is missing from.',
    examples: ['care'],
  }),
  name: name.meta({ description: 'Its name.', examples: ['Example House'] }).exactOptional(),
  urn: line(50)
    .meta({ description: "Ofsted's unique reference number.", examples: ['SC000000'] })
    .exactOptional(),
  place: place.exactOptional(),
});

const officer = z.object({
  name: name.meta({ description: 'Name.', examples: ['PC Example'] }).exactOptional(),
  contact: line(200)
    .meta({ description: 'Telephone or e-mail.', examples: ['01632 960123'] })
    .exactOptional(),
});

/** Members of a report but for the child, each as it is when it is present. */
export const reportMembers = {
  reportedAt: instant.meta({
    description: 'When the child was reported missing.',
    examples: ['2026-11-20T22:30:00+00:00'],
  }),
  category: word(CATEGORIES).meta({
    description: 'Missing, or away from placement without authorisation.',
    examples: ['missing'],
  }),
  riskLevel: riskLevel.meta({
    description: 'The grading of the risk; `no-apparent-risk` and `absent` are read as `very-low`.',
    examples: ['medium'],
  }),
  riskFlags: list(word(RISK_FLAGS), 50).meta({
    description: 'What the child may be at risk of.',
    examples: [['cce']],
  }),
  lastSeen: lastSeen.meta({ description: 'When and where the child was last seen.' }),
  missingFrom: missingFrom.meta({
    description: 'Where the child is missing from; an update replaces it whole.',
  }),
  lookedAfter: yesOrNo().meta({
    description: 'Whether the child is looked after by an authority.',
    examples: [true],
  }),
  responsibleAuthority: authorityCode.meta({
    description: 'GSS code of the authority that owns the duty.',
    examples: ['E10000020'],
  }),
  hostAuthority: authorityCode.meta({
    description: 'GSS code of the authority where the child is placed or was missing from.',
    examples: ['E10000020'],
  }),
  circumstances: freeText(4000).meta({
    description: 'What happened, in words; at most 4,000 characters.',
    examples: ['Did not come back from school.'],
  }),
  officer: officer.meta({ description: 'Who in the force knows more.' }),
};
