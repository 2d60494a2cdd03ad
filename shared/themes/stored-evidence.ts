import * as z from 'zod';
import { INTERVIEWEES } from '../episodes/action.ts';
import { CONFIDENCES } from '../intelligence/item.ts';
import type { Cell } from './cell.ts';
import type { Evidence, EvidenceSource } from './evidence.ts';
import type { IsoWeek } from '../kernel/iso-week.ts';
import type { Theme } from './theme.ts';
import { storedItemCodes } from '../intelligence/stored-item.ts';
import { instantSchema } from '../kernel/instant.ts';

const text = z.string();

const theme: z.ZodType<Theme> = z.union([
  z.object({ kind: z.literal('harm'), harm: text, context: text }),
  z.object({ kind: z.enum(['push', 'pull']), factor: text }),
]);

const cellKey = {
  authority: text,
  locality: text,
  week: z.custom<IsoWeek>((value) => typeof value === 'string'),
  theme,
};

const area = z.object({ authority: text, locality: text });

/** Evidence as it stands in the table. */
export const storedEvidence: z.ZodType<Evidence> = z.object({
  ...cellKey,
  evidenceId: text,
  episodeId: text,
  taskId: text,
  debriefId: text,
  owner: text,
  childKey: text,
  interviewee: z.enum(INTERVIEWEES),
  disclosedAt: instantSchema,
  placeArea: z.union([area, z.literal('outside')]).nullable(),
  childArea: area.nullable(),
  item: z.object(storedItemCodes).nullable(),
});

const members = {
  items: z.number(),
  debriefs: z.array(text),
  children: z.array(text),
  places: z.array(text),
};

/** A counted cell as it stands in the table. */
export const storedCell: z.ZodType<Cell> = z.object({
  ...cellKey,
  ...members,
  byConfidence: z.partialRecord(z.enum([...CONFIDENCES, 'not-stated']), z.object(members)),
});

/** Where the evidence of an episode stands, as it stands in the table. */
export const storedSource: z.ZodType<EvidenceSource> = z.object({
  episodeId: text,
  version: z.number(),
  placements: z.array(z.object({ ...cellKey, evidenceId: text })),
  completed: z.object({ hash: text, episodeVersion: z.number() }).nullable(),
});
