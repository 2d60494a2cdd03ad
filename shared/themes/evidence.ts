import type { Interviewee } from '../episodes/action.ts';
import type { Instant } from '../kernel/instant.ts';
import type { IntelligenceItem } from '../intelligence/item.ts';
import type { IsoWeek } from '../kernel/iso-week.ts';
import type { Theme } from './theme.ts';
import { isInPeriod, type WeekPeriod } from './week-period.ts';

/** Where evidence is counted. */
export interface CellKey {
  /** GSS code of the authority in whose picture it stands. */
  readonly authority: string;
  /** Id of a locality of that authority, `UNKNOWN_LOCALITY` or `OUTSIDE`. */
  readonly locality: string;
  readonly week: IsoWeek;
  readonly theme: Theme;
}

/** An area of ours. */
export interface Area {
  readonly authority: string;
  readonly locality: string;
}

/**
 * One thing that a debrief says of a locality: an intelligence item, or a coded push or pull factor. It holds codes,
 * pseudonyms and names of public places, never free text.
 */
export interface Evidence extends CellKey {
  /** Follows from the debrief and what of it this is, so that the same evidence is one, however often it is made. */
  readonly evidenceId: string;
  readonly episodeId: string;
  readonly taskId: string;
  readonly debriefId: string;
  /** The authority whose child it is: only there does it lead down to the debrief. */
  readonly owner: string;
  /** The child, or the episode while nobody knows who the child is: by this children are told apart. */
  readonly childKey: string;
  readonly interviewee: Interviewee;
  /** When it was told. */
  readonly disclosedAt: Instant;
  /** Where the place lies: an area of ours, `outside` all of them, or null when no place is known. */
  readonly placeArea: Area | 'outside' | null;
  /** Where the child lives; null when that is not known. */
  readonly childArea: Area | null;
  /** The codes of an item; null for a push or pull factor. */
  readonly item: Omit<IntelligenceItem, 'harm' | 'context'> | null;
}

/** A theme of a locality in the recent weeks. */
interface RecentTheme {
  readonly locality: string;
  readonly harm: string;
  readonly context: string;
  readonly weeks: WeekPeriod;
}

/** The evidence of which the sentence of an alarmed week tells. */
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

/** Children of whom only a parent or carer told. */
export const countThroughCarers = (evidence: readonly Evidence[]): number =>
  countChildren(evidence) -
  countChildren(evidence.filter(({ interviewee }) => interviewee === 'child'));

/** Evidence that is an intelligence item. */
export type ItemEvidence = Evidence & { readonly item: NonNullable<Evidence['item']> };

/** Those that are intelligence items: push and pull factors have no place and no time. */
export const filterItems = (evidence: readonly Evidence[]): readonly ItemEvidence[] =>
  evidence.filter((one): one is ItemEvidence => one.item !== null);

/** What the evidence of an episode was made of. */
export interface EvidenceVersion {
  /** Of the evidence itself: the same evidence has the same. */
  readonly hash: string;
  /** Version of the episode's state; 0 when there is no such episode. */
  readonly episodeVersion: number;
}

/** Where the evidence of an episode stands, or may stand while it is being replaced. */
export interface EvidenceSource {
  readonly episodeId: string;
  /** Counts writes, from 1; 0 when nothing was ever written. */
  readonly version: number;
  readonly placements: readonly EvidencePlacement[];
  /** What the evidence, whose cells are all counted, was made of; null while it is being replaced. */
  readonly completed: EvidenceVersion | null;
}

/** One piece of evidence, and the cell in which it counts. */
export type EvidencePlacement = CellKey & Pick<Evidence, 'evidenceId'>;
