import * as z from 'zod';
import { INTERVIEWEES } from '../episodes/action.ts';
import { intelligenceItemSchema } from '../intelligence/item.ts';
import type { Immutable } from '../kernel/immutable.ts';
import { instantSchema } from '../kernel/instant.ts';
import type { IsoWeek } from '../kernel/iso-week.ts';
import { themeSchema } from './theme.ts';
import { isInPeriod, type WeekPeriod } from './week-period.ts';

const areaSchema = z.object({ authority: z.string(), locality: z.string() });
export type Area = Immutable<z.infer<typeof areaSchema>>;

export const cellKeySchema = z.object({
  authority: z.string(),
  /** Id of a locality of the authority, `UNKNOWN_LOCALITY` or `OUTSIDE`. */
  locality: z.string(),
  week: z.custom<IsoWeek>((value) => typeof value === 'string'),
  theme: themeSchema,
});
export type CellKey = Immutable<z.infer<typeof cellKeySchema>>;

/**
 * What a debrief says about a locality: an intelligence item, or a coded push or pull factor. It holds codes, pseudonyms
 * and names of public places, never free text.
 */
export const evidenceSchema = cellKeySchema.extend({
  /** Derived from the debrief and the item or factor, so that making the evidence again gives the same id. */
  evidenceId: z.string(),
  episodeId: z.string(),
  taskId: z.string(),
  debriefId: z.string(),
  /** The child's authority. Only its people may follow the evidence to the debrief. */
  owner: z.string(),
  /** Children are counted by this: the child's id, or the episode's while the child is not identified. */
  childKey: z.string(),
  interviewee: z.enum(INTERVIEWEES),
  disclosedAt: instantSchema,
  placeArea: z.union([areaSchema, z.literal('outside')]).nullable(),
  childArea: areaSchema.nullable(),
  item: intelligenceItemSchema.omit({ harm: true, context: true }).nullable(),
});
export type Evidence = Immutable<z.infer<typeof evidenceSchema>>;

const evidencePlacementSchema = cellKeySchema.extend({ evidenceId: z.string() });
export type EvidencePlacement = Immutable<z.infer<typeof evidencePlacementSchema>>;

/** Where the evidence of an episode is stored, or may be stored while it is being replaced. */
export const evidenceSourceSchema = z.object({
  episodeId: z.string(),
  /** Counts writes, from 1; 0 when nothing was ever written. */
  version: z.number(),
  placements: z.array(evidencePlacementSchema),
  /** Set once all cells are counted; null while the evidence is being replaced. */
  completed: z
    .object({
      hash: z.string(),
      episodeVersion: z.number(),
    })
    .nullable(),
});
export type EvidenceSource = Immutable<z.infer<typeof evidenceSourceSchema>>;
export type EvidenceVersion = NonNullable<EvidenceSource['completed']>;

export type ItemEvidence = Evidence & { readonly item: NonNullable<Evidence['item']> };

export const filterItems = (evidence: readonly Evidence[]): readonly ItemEvidence[] =>
  evidence.filter((one): one is ItemEvidence => one.item !== null);

interface RecentTheme {
  readonly locality: string;
  readonly harm: string;
  readonly context: string;
  readonly weeks: WeekPeriod;
}

export const filterByTheme = (
  { locality, harm, context, weeks }: RecentTheme,
  evidence: readonly Evidence[],
): readonly Evidence[] =>
  evidence.filter(
    (one) =>
      one.theme.kind === 'harm' &&
      one.theme.harm === harm &&
      one.theme.context === context &&
      one.locality === locality &&
      isInPeriod(one.week, weeks),
  );

const countChildren = (evidence: readonly Evidence[]): number =>
  new Set(evidence.map(({ childKey }) => childKey)).size;

export const countThroughCarers = (evidence: readonly Evidence[]): number =>
  countChildren(evidence) -
  countChildren(evidence.filter(({ interviewee }) => interviewee === 'child'));
