import type { DetectionSettings } from '../../directory/settings.ts';
import type { Cell } from '../../themes/cell.ts';
import type { IsoWeek } from '../../kernel/iso-week.ts';
import type { EarsFigures } from '../signal.ts';
import type { Alarm, Detected, EarsFiguresKnown, SetAside } from './alarm.ts';
import type { Grid } from './grid.ts';
import { type AlarmedWeek, testWeek, tellWeek, groupSeries } from './test-week.ts';
import type { SentenceLabels } from '../../themes/labels.ts';
import { type Evidence, filterByTheme } from '../../themes/evidence.ts';
import { isTestable, listTestedWeeks } from '../../themes/baseline-weeks.ts';
import { controlFalseDiscoveries } from '../../themes/statistics/significance.ts';

/** What EARS looks at: an authority's cells and evidence up to the present week. */
export interface ToDetect {
  readonly grid: Grid;
  readonly cells: readonly Cell[];
  readonly evidence: readonly Evidence[];
  /** First whole week in which the authority recorded anything; null when it never did. */
  readonly since: IsoWeek | null;
  readonly present: IsoWeek;
  readonly settings: DetectionSettings;
  readonly words: SentenceLabels;
}

const sizeOf = ({ localities, harms, contexts }: Grid): number =>
  localities.length * harms.length * contexts.length;

const findAlarms = (toDetect: ToDetect): readonly AlarmedWeek[] => {
  const { cells, since, present, settings } = toDetect;
  if (since === null) return [];
  const weeks = listTestedWeeks(present).filter((week) => isTestable(week, since));
  return groupSeries(cells).flatMap((series) =>
    weeks.flatMap((week) => testWeek(series, week, since, settings) ?? []),
  );
};

const isWhole = (figures: EarsFiguresKnown): figures is EarsFigures =>
  figures.usual !== null && figures.exceedance !== null;

/** The weeks of one series that stood out are one alarm: it is told as it is in the last of them. */
const alarmOf = (alike: readonly AlarmedWeek[], toDetect: ToDetect): Alarm | null => {
  const [first, last] = [alike[0], alike.at(-1)];
  if (first === undefined || last === undefined || !isWhole(last.figures)) return null;
  const { locality, harm, context, week, figures, weeks } = last;
  const evidence = filterByTheme(last, toDetect.evidence);
  return {
    localities: [locality],
    harm,
    context,
    firstWeek: first.week,
    lastWeek: week,
    evidenceFrom: weeks.from,
    figures,
    sentence: tellWeek(last, evidence, toDetect.words),
    evidence,
  };
};

const rankOf = ({ figures }: AlarmedWeek): number => figures.exceedance ?? 1;

const setAsideOf = (
  alike: readonly AlarmedWeek[],
  { evidence, words }: ToDetect,
): SetAside | null => {
  const [rarest] = [...alike].sort((a, b) => rankOf(a) - rankOf(b));
  if (rarest === undefined) return null;
  const { locality, harm, context, week, figures } = rarest;
  const sentence = tellWeek(rarest, filterByTheme(rarest, evidence), words);
  return { localities: [locality], harm, context, lastWeek: week, figures, sentence };
};

const sortOut = (alarmed: readonly AlarmedWeek[], lookedAt: number, rate: number) => {
  const survives = controlFalseDiscoveries(alarmed.map(rankOf), rate, lookedAt);
  const themed = alarmed.map((one, at) => ({ one, survives: survives[at] === true }));
  return [
    ...Map.groupBy(themed, ({ one }) => `${one.locality} ${one.harm} ${one.context}`).values(),
  ].map((alike) => ({
    kept: alike.filter(({ survives: kept }) => kept).map(({ one }) => one),
    all: alike.map(({ one }) => one),
  }));
};

/**
 * Which themes of which localities stand out in the last whole week or the present one. Every week of every theme of
 * the grid is a test; one that does not alarm counts as p = 1, which keeps the share of false ones among what is raised
 * (Benjamini–Hochberg) on the safe side. What is set aside is told too.
 */
export const detectEars = (toDetect: ToDetect): Detected => {
  const { grid, since, present, settings } = toDetect;
  const testable = listTestedWeeks(present).filter((week) => isTestable(week, since)).length;
  const lookedAt = sizeOf(grid) * testable;
  const themes = sortOut(findAlarms(toDetect), lookedAt, settings.falseDiscoveryRate);
  return {
    lookedAt,
    notTestable: sizeOf(grid) * (listTestedWeeks(present).length - testable),
    alarms: themes.flatMap(({ kept }) => alarmOf(kept, toDetect) ?? []),
    setAside: themes
      .filter(({ kept }) => kept.length === 0)
      .flatMap(({ all }) => setAsideOf(all, toDetect) ?? []),
  };
};
