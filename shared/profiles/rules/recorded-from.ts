import type { Evidence } from '../../themes/evidence.ts';
import { type IsoWeek, weeksBetween } from '../../kernel/iso-week.ts';
import type { ProfileWeeks } from './profile-weeks.ts';

/** The first week in which any of this evidence was told; null when there is none. */
export const recordedFrom = (evidence: readonly Evidence[]): IsoWeek | null =>
  evidence.reduce<IsoWeek | null>(
    (first, { week }) => (first === null || week < first ? week : first),
    null,
  );

/** One silent week may be chance in a small authority; of more, a comparison says little. */
const SILENT_WEEKS = 2;

/** Whether nothing was recorded in so much of the quarter before that a difference to it says little. */
export const isBeforeSilent = (
  from: IsoWeek | null,
  { before }: Pick<ProfileWeeks, 'before'>,
): boolean => from !== null && weeksBetween(before.from, from) >= SILENT_WEEKS;
