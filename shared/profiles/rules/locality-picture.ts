import type { Code } from '../../directory/code.ts';
import type { Confidence } from '../../intelligence/item.ts';
import { compareQuarters, type Comparison, byQuarter, type ProfileWeeks } from './comparison.ts';
import {
  confidenceLines,
  factorLines,
  harmLines,
  platformLines,
  themeLines,
  type CodedLine,
  type ThemeLine,
} from './picture-lines.ts';
import { placeLines, type PlaceLine, bandedTimes, type BandedTime } from './picture-places.ts';
import { pictureTrend, type PictureTrend, type SignalledTheme } from './picture-trend.ts';
import { type Evidence, filterItems } from '../../themes/evidence.ts';

/** What children told of a locality in a quarter, against the quarter before. */
export interface LocalityPicture {
  readonly whole: Comparison;
  readonly harms: readonly CodedLine[];
  readonly themes: readonly ThemeLine[];
  readonly push: readonly CodedLine[];
  readonly pull: readonly CodedLine[];
  readonly trend: PictureTrend;
  /** Of the quarter only, as are the times. */
  readonly places: readonly PlaceLine[];
  readonly platforms: ReturnType<typeof platformLines>;
  readonly times: readonly BandedTime[];
  readonly confidence: readonly (Comparison & { readonly confidence: Confidence })[];
}

/** Counts the evidence of one locality; every child, debrief and place once wherever it is counted. */
export const localityPicture = (
  evidence: readonly Evidence[],
  weeks: ProfileWeeks,
  codes: readonly Code[],
  signalled: readonly SignalledTheme[],
): LocalityPicture => {
  const quarters = byQuarter(evidence, weeks);
  const themes = themeLines(quarters, codes);
  return {
    whole: compareQuarters(quarters),
    harms: harmLines(quarters, codes),
    themes,
    push: factorLines(quarters, 'push'),
    pull: factorLines(quarters, 'pull'),
    trend: pictureTrend([...quarters.before, ...quarters.now], themes, signalled, weeks.both),
    places: placeLines(quarters.now, codes),
    platforms: platformLines(quarters, codes),
    times: bandedTimes(filterItems(quarters.now)),
    confidence: confidenceLines(quarters),
  };
};
