import type { Evidence } from './evidence.ts';
import { RECENT_WEEKS } from './recent.ts';
import { tellTheme } from './statistics/sentence.ts';
import { isInPeriod } from './week-period.ts';
import type { AlarmedWeek } from '../signals/detection/test-week.ts';
import type { Words } from './labels.ts';

/** The evidence of which the sentence of an alarmed week tells. */
export const evidenceBehind = (
  { locality, harm, context, weeks }: AlarmedWeek,
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
  countChildren(evidence.filter(({ informant }) => informant === 'child'));

/** An alarmed week in plain words. */
export const tellWeek = (
  { locality, harm, context, figures }: AlarmedWeek,
  evidence: readonly Evidence[],
  { phraseOf, localityOf }: Words,
): string =>
  tellTheme({
    children: figures.recent,
    harm: phraseOf('harm', harm),
    context: phraseOf('context', context),
    locality: localityOf(locality),
    weeks: RECENT_WEEKS,
    usual: figures.usual,
    exceedance: figures.exceedance,
    throughCarers: throughCarers(evidence),
  });
