import * as z from 'zod';
import { attributes } from './envelope-schema.ts';
import { GRADED_EXAMPLE } from './intelligence-examples.ts';
import { GRADED_TYPE } from './intelligence-types.ts';
import { memberRules, refuse } from './member-rule.ts';
import { freeText, line } from './text-members.ts';
import { instant, recordedTime } from './time-members.ts';
import { word } from './word-members.ts';
import { HANDLING_CODES, INFORMATION_GRADES, SOURCE_GRADES } from '../intelligence/grade.ts';

/** The id of the report. One that the force never got is found out where reports are kept. */
const subject = line(100).meta({
  description: 'The `reportId` of the report that is graded.',
  examples: [GRADED_EXAMPLE.subject],
});

const time = recordedTime.meta({
  description: "When the force's system recorded the grade: of several the latest stands.",
  examples: [GRADED_EXAMPLE.time],
});

const type = z
  .string()
  .transform((text, context) =>
    text === GRADED_TYPE ? GRADED_TYPE : refuse(context, 'unsupported-version'),
  )
  .register(memberRules, { expected: 'the version v1' });

/** The attributes of a grade; `data` is read by itself. */
export const gradeEnvelope = z.object({
  ...attributes,
  subject,
  time,
  type,
  data: z.unknown().register(memberRules, { expected: 'an object with the grade' }),
});

/** A grade in 3x5x2. */
export const gradeData = z.object({
  source: z
    .literal(SOURCE_GRADES)
    .meta({ description: 'Source: 1 reliable, 2 untested, 3 not reliable.', examples: [2] })
    .register(memberRules, { expected: 'one of the numbers 1, 2, 3' }),
  information: word(INFORMATION_GRADES).meta({
    description:
      'Information: A known directly, B known indirectly but corroborated, C known indirectly, D not known, E suspected to be false.',
    examples: ['C'],
  }),
  handling: word(HANDLING_CODES).meta({
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

/** That a force graded a report, whole: what its JSON Schema is written from. */
export const gradedEventSchema = z
  .object({
    ...attributes,
    subject,
    time,
    type: z.literal(GRADED_TYPE).meta({ description: 'What happened.' }),
    data: gradeData.meta({ description: 'The grade.' }),
  })
  .meta({
    title: 'Intelligence graded',
    description: 'A force graded a report of ours; a later grade takes its place.',
    examples: [GRADED_EXAMPLE],
  });
