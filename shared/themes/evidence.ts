import type { Interviewee } from '../episodes/action.ts';
import type { Instant } from '../kernel/instant.ts';
import type { IntelligenceItem } from '../intelligence/item.ts';
import type { IsoWeek } from '../kernel/iso-week.ts';
import type { Theme } from './theme.ts';

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
  readonly toldAt: Instant;
  /** Where the place lies: an area of ours, `outside` all of them, or null when no place is known. */
  readonly placeArea: Area | 'outside' | null;
  /** Where the child lives; null when that is not known. */
  readonly childArea: Area | null;
  /** The codes of an item; null for a push or pull factor. */
  readonly item: Omit<IntelligenceItem, 'harm' | 'context'> | null;
}
