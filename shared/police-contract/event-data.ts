import * as z from 'zod';
import { CANCEL_REASONS, MISSING_FROM_KINDS } from './notification.ts';
import { child, childUpdate } from './child-schema.ts';
import { place } from './place-schema.ts';
import { reportMembers as report } from './report-members.ts';
import { freeText, line, name } from './text-members.ts';
import { instant } from './time-members.ts';
import { word, yesOrNo } from './word-members.ts';

const reported = z.object({
  reportedAt: report.reportedAt,
  category: report.category,
  riskLevel: report.riskLevel,
  riskFlags: report.riskFlags.exactOptional(),
  lastSeen: report.lastSeen.exactOptional(),
  missingFrom: report.missingFrom,
  child,
  lookedAfter: report.lookedAfter.exactOptional(),
  responsibleAuthority: report.responsibleAuthority.exactOptional(),
  hostAuthority: report.hostAuthority.exactOptional(),
  circumstances: report.circumstances.exactOptional(),
  officer: report.officer.exactOptional(),
});

const updated = z.object({
  reportedAt: report.reportedAt.nullable().exactOptional(),
  category: report.category.nullable().exactOptional(),
  riskLevel: report.riskLevel.nullable().exactOptional(),
  riskFlags: report.riskFlags.nullable().exactOptional(),
  lastSeen: report.lastSeen.nullable().exactOptional(),
  missingFrom: report.missingFrom.nullable().exactOptional(),
  child: childUpdate.exactOptional(),
  lookedAfter: report.lookedAfter.nullable().exactOptional(),
  responsibleAuthority: report.responsibleAuthority.nullable().exactOptional(),
  hostAuthority: report.hostAuthority.nullable().exactOptional(),
  circumstances: report.circumstances.nullable().exactOptional(),
  officer: report.officer.nullable().exactOptional(),
});

const foundAt = instant.meta({
  description: 'When the child was found; not yet the return.',
  examples: ['2026-11-21T05:10:00Z'],
});

const found = z.object({
  foundAt,
  place: place.exactOptional(),
  foundBy: line(200)
    .meta({ description: 'Who found the child.', examples: ['A patrol'] })
    .exactOptional(),
});

const returnedTo = z.object({
  kind: word(MISSING_FROM_KINDS)
    .meta({ description: 'What kind of place it is.', examples: ['care'] })
    .exactOptional(),
  name: name.meta({ description: 'Its name.', examples: ['Example House'] }).exactOptional(),
  place: place.exactOptional(),
});

const preventionInterview = z.object({
  held: yesOrNo().meta({ description: 'Whether it was held.', examples: [true] }),
  at: instant.meta({ description: 'When.', examples: ['2026-11-21T06:30:00Z'] }).exactOptional(),
  summary: freeText(4000)
    .meta({ description: 'What was said, in words; at most 4,000 characters.' })
    .exactOptional(),
});

const returned = z.object({
  returnedAt: instant.meta({
    description: 'When the child was back at home or in care: the 72 hours start here.',
    examples: ['2026-11-21T06:25:00Z'],
  }),
  foundAt: foundAt.exactOptional(),
  returnedTo: returnedTo.meta({ description: 'Where the child returned to.' }).exactOptional(),
  harmDisclosed: yesOrNo()
    .meta({ description: 'Whether the child told of harm.', examples: [false] })
    .exactOptional(),
  preventionInterview: preventionInterview
    .meta({ description: "The police's prevention interview; never a return home interview." })
    .exactOptional(),
});

const cancelled = z.object({
  reason: word(CANCEL_REASONS).meta({
    description: 'Why the episode is cancelled.',
    examples: ['reported-in-error'],
  }),
  duplicateOf: line(100)
    .meta({
      description: 'Missing person reference of the same force that this one duplicates.',
      examples: ['NC-2026-004498'],
    })
    .exactOptional(),
  note: freeText(4000).meta({ description: 'More, in words.' }).exactOptional(),
});

/** What each kind of notification says: the schema of `data`. */
export const eventData = { reported, updated, found, returned, cancelled };
