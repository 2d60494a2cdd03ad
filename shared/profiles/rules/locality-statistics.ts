import type { AuthorityProfile } from '../authority-profile-api.ts';
import type { Code } from '../../directory/code.ts';
import { compareQuarters, splitByQuarter, type ProfileWeeks } from './compare-quarters.ts';
import {
  countConfidence,
  countFactors,
  countHarms,
  countPlatforms,
  countThemes,
} from './count-lines.ts';
import { countPlaces, countTimes } from './places-and-times.ts';
import { countTrend, type SignalledTheme } from './trend.ts';
import { type Evidence, filterItems } from '../../themes/evidence.ts';

export type LocalityStatistics = Pick<
  AuthorityProfile,
  | 'whole'
  | 'harms'
  | 'themes'
  | 'push'
  | 'pull'
  | 'trend'
  | 'places'
  | 'platforms'
  | 'times'
  | 'confidence'
>;

/** Places and times are of the quarter only, the rest is compared with the quarter before. */
export const countLocality = (
  evidence: readonly Evidence[],
  weeks: ProfileWeeks,
  codes: readonly Code[],
  signalled: readonly SignalledTheme[],
): LocalityStatistics => {
  const quarters = splitByQuarter(evidence, weeks);
  const themes = countThemes(quarters, codes);
  return {
    whole: compareQuarters(quarters),
    harms: countHarms(quarters, codes),
    themes,
    push: countFactors(quarters, 'push'),
    pull: countFactors(quarters, 'pull'),
    trend: countTrend([...quarters.before, ...quarters.now], themes, signalled, weeks.both),
    places: countPlaces(quarters.now, codes),
    platforms: countPlatforms(quarters, codes),
    times: countTimes(filterItems(quarters.now)),
    confidence: countConfidence(quarters),
  };
};
