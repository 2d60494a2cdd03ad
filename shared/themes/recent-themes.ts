import type { ThemesView } from './themes-api.ts';
import type { Cell } from './cell.ts';
import { throughCarers } from './behind-week.ts';
import { type Words, wordsOf } from './labels.ts';
import type { Evidence } from './evidence.ts';
import { phraseOfFactor } from './factor-words.ts';
import type { IsoWeek } from '../kernel/iso-week.ts';
import { type Recent, recentOf, RECENT_WEEKS } from './recent.ts';
import { tellTheme } from './statistics/sentence.ts';
import { type Theme, themeKeyOf } from './theme.ts';
import { isInPeriod } from './week-period.ts';
import { viewPeriod } from './period-asked.ts';
import type { PictureAsked } from './picture-asked.ts';

/** A theme in one locality. */
interface LocalTheme {
  readonly locality: string;
  readonly theme: Theme;
}

/** What is known of the present weeks. */
interface Present {
  readonly cells: readonly Cell[];
  readonly evidence: readonly Evidence[];
  readonly recordedSince: IsoWeek | null;
}

type RecentView = NonNullable<ThemesView['groups'][number]['recent']>;

/** A theme in its locality as one word. */
export const localThemeKey = ({ locality, theme }: LocalTheme): string =>
  `${locality} ${themeKeyOf(theme)}`;

const phrasesOf = (theme: Theme, { phraseOf }: Words) =>
  theme.kind === 'harm'
    ? { harm: phraseOf('harm', theme.harm), context: phraseOf('context', theme.context) }
    : { harm: phraseOfFactor(theme.kind, theme.factor), context: null };

const viewRecent = (
  { weeks, ...recent }: Recent,
  { locality, theme }: LocalTheme,
  evidence: readonly Evidence[],
  words: Words,
): RecentView => ({
  weeks: viewPeriod(weeks),
  ...recent,
  sentence: tellTheme({
    ...recent,
    ...phrasesOf(theme, words),
    locality: words.localityOf(locality),
    weeks: RECENT_WEEKS,
    throughCarers: throughCarers(evidence.filter(({ week }) => isInPeriod(week, weeks))),
  }),
});

/** The last weeks of each theme in each locality, in numbers and in one plain sentence, by `localThemeKey`. */
export const recentThemes = (
  { cells, evidence, recordedSince }: Present,
  { authority, catalogue, period }: PictureAsked,
): ReadonlyMap<string, RecentView> => {
  const words = wordsOf(catalogue, authority);
  const evidenceOf = Map.groupBy(evidence, localThemeKey);
  return new Map(
    [...Map.groupBy(cells, localThemeKey)].flatMap(([key, alike]) => {
      const [first] = alike;
      if (first === undefined) return [];
      const recent = recentOf(alike, period.to, recordedSince);
      return [[key, viewRecent(recent, first, evidenceOf.get(key) ?? [], words)] as const];
    }),
  );
};
