import type { Evidence } from './evidence.ts';
import { isInPeriod } from './week-period.ts';
import type { Recent } from './recent.ts';
/** A theme of a locality in the recent weeks. */
interface RecentTheme {
  readonly locality: string;
  readonly harm: string;
  readonly context: string;
  readonly weeks: Recent['weeks'];
}

/** The evidence of which the sentence of an alarmed week tells. */
export const evidenceBehind = (
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
export const throughCarers = (evidence: readonly Evidence[]): number =>
  countChildren(evidence) -
  countChildren(evidence.filter(({ interviewee }) => interviewee === 'child'));
