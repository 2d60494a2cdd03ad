import * as z from 'zod';
import { HANDLING_CODES, INFORMATION_GRADES, SOURCE_GRADES } from '../intelligence/grade.ts';
import { attributes, requireData } from './event-schemas.ts';
import { choice, buildObject, freeText, instant, line, recordedTime, refuse } from './fields.ts';

export const GRADED_TYPE = 'uk.police.missing-child.intelligence-graded.v1' as const;

const GRADED = /^uk\.police\.missing-child\.intelligence-graded\.v[0-9]{1,9}$/;

export const isGradedType = (type: unknown): boolean =>
  typeof type === 'string' && GRADED.test(type);

const gradeData = buildObject({
  source: z
    .literal(SOURCE_GRADES, 'one of the numbers 1, 2, 3')
    .meta({ description: 'Source: 1 reliable, 2 untested, 3 not reliable.', examples: [2] }),
  information: choice(INFORMATION_GRADES).meta({
    description:
      'Information: A known directly, B known indirectly but corroborated, C known indirectly, D not known, E suspected to be false.',
    examples: ['C'],
  }),
  handling: choice(HANDLING_CODES).meta({
    description: 'Handling: P may be shared where that is lawful, C the same under conditions.',
    examples: ['P'],
  }),
  conditions: freeText(4000)
    .meta({ description: 'Of the handling, in words; at most 4,000 characters.' })
    .exactOptional(),
  gradedAt: instant
    .meta({ description: 'When it was graded.', examples: ['2026-11-20T09:05:00Z'] })
    .exactOptional(),
});

const VERSION = 'the version v1';

export const gradedEventSchema = buildObject({
  ...attributes,
  subject: line(100).meta({
    description: 'The `reportId` of the report that is graded.',
    examples: ['rep-5d41402abc4b2a76b9719d911017c592'],
  }),
  time: recordedTime.meta({
    description: "When the force's system recorded the grade: of several, the latest is used.",
    examples: ['2026-11-20T09:12:00Z'],
  }),
  type: z
    .string(VERSION)
    .transform((text, context) =>
      text === GRADED_TYPE ? GRADED_TYPE : refuse(context, 'unsupported-version', VERSION),
    )
    .meta({ const: GRADED_TYPE, description: 'What happened.' }),
  data: requireData(gradeData, 'an object with the grade').meta({ description: 'The grade.' }),
}).meta({
  title: 'Intelligence graded',
  description: 'A force graded a report of ours; a later grade takes its place.',
});
