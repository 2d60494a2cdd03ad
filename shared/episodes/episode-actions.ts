import * as z from 'zod';
import { instantSchema } from '../kernel/instant.ts';

const text = z.string();

/** Whoever saw that the child was back, or heard of it first. */
export const RETURN_SOURCES = [
  'child',
  'parent-or-carer',
  'placement',
  'school',
  'social-worker',
  'other',
] as const;

/** What a person or a policy says of the episodes themselves, not of the work on a task. */
export const episodeActionFields = {
  return: {
    kind: z.literal('return'),
    returnedAt: instantSchema
      .nullable()
      .meta({ description: 'Null takes back what was said before.' }),
    saidBy: z.enum(RETURN_SOURCES).meta({ description: 'Who told the authority.' }),
  },
  joining: {
    kind: z.literal('joining'),
    joined: z.boolean().meta({ description: 'With the episode before it; false: separate again.' }),
    reportId: text.meta({ description: 'Id of the notification that opened the episode.' }),
  },
  duplicateCheck: {
    kind: z.literal('duplicate-check'),
    resolved: z.boolean().meta({
      description:
        'Whether the reference that police named has an episode of the same child that is not cancelled.',
    }),
    episodeId: text.nullable().meta({ description: 'That episode.' }),
  },
  deceasedCheck: {
    kind: z.literal('deceased-check'),
    deceased: z
      .boolean()
      .meta({ description: 'Whether the child was found dead in another episode.' }),
    contradicted: z.boolean().meta({
      description: 'Whether police said so in another episode of this child, and took it back.',
    }),
  },
};
