import type { DetectionSettings } from '../../directory/settings.ts';
import type { Cell } from '../../themes/cell.ts';
import type { IsoWeek } from '../../kernel/iso-week.ts';
import type { DroppedAlarm, DroppedEarsFigures, EarsFigures } from '../signal.ts';
import type { Alarm, DetectionResult, SearchGrid } from './alarm.ts';
import { type AlarmedWeek, testWeek, writeWeekSentence, groupSeries } from './test-week.ts';
import type { SentenceLabels } from '../../themes/labels.ts';
import { type Evidence, filterByTheme } from '../../themes/evidence.ts';
import { isTestable, listTestedWeeks } from '../../themes/baseline-weeks.ts';
import { controlFalseDiscoveries } from '../../themes/statistics/significance.ts';

export interface EarsInput {
  readonly grid: SearchGrid;
  readonly cells: readonly Cell[];
  readonly evidence: readonly Evidence[];
  /** First whole week in which the authority recorded anything; null if there is none. */
  readonly since: IsoWeek | null;
  readonly present: IsoWeek;
  readonly settings: DetectionSettings;
  readonly labels: SentenceLabels;
}

const countThemes = ({ localities, harms, contexts }: SearchGrid): number =>
  localities.length * harms.length * contexts.length;

const findAlarms = (input: EarsInput): readonly AlarmedWeek[] => {
  const { cells, since, present, settings } = input;
  if (since === null) return [];
  const weeks = listTestedWeeks(present).filter((week) => isTestable(week, since));
  return groupSeries(cells).flatMap((series) =>
    weeks.flatMap((week) => testWeek(series, week, since, settings) ?? []),
  );
};

const isComplete = (figures: DroppedEarsFigures): figures is EarsFigures =>
  figures.usual !== null && figures.exceedance !== null;

/** The alarmed weeks of one theme are one alarm. Its figures are those of the last of them. */
const buildAlarm = (alike: readonly AlarmedWeek[], input: EarsInput): Alarm | null => {
  const [first, last] = [alike[0], alike.at(-1)];
  if (first === undefined || last === undefined || !isComplete(last.figures)) return null;
  const { locality, harm, context, week, figures, weeks } = last;
  const evidence = filterByTheme(last, input.evidence);
  return {
    localities: [locality],
    harm,
    context,
    firstWeek: first.week,
    lastWeek: week,
    evidenceFrom: weeks.from,
    figures,
    sentence: writeWeekSentence(last, evidence, input.labels),
    evidence,
  };
};

const findPValue = ({ figures }: AlarmedWeek): number => figures.exceedance ?? 1;

const buildDroppedAlarm = (
  alike: readonly AlarmedWeek[],
  { evidence, labels }: EarsInput,
): DroppedAlarm | null => {
  const [rarest] = [...alike].sort((a, b) => findPValue(a) - findPValue(b));
  if (rarest === undefined) return null;
  const { locality, harm, context, week, figures } = rarest;
  const sentence = writeWeekSentence(rarest, filterByTheme(rarest, evidence), labels);
  return { localities: [locality], harm, context, lastWeek: week, figures, sentence };
};

const groupByTheme = (alarmed: readonly AlarmedWeek[], lookedAt: number, rate: number) => {
  const survives = controlFalseDiscoveries(alarmed.map(findPValue), rate, lookedAt);
  const themed = alarmed.map((one, at) => ({ one, survives: survives[at] === true }));
  return [
    ...Map.groupBy(themed, ({ one }) => `${one.locality} ${one.harm} ${one.context}`).values(),
  ].map((alike) => ({
    kept: alike.filter(({ survives: kept }) => kept).map(({ one }) => one),
    all: alike.map(({ one }) => one),
  }));
};

/**
 * Tests each theme of each locality in the last whole week and the present one. For Benjamini–Hochberg every test counts,
 * and those without an alarm count as p = 1, which errs on the safe side.
 */
export const detectEars = (input: EarsInput): DetectionResult => {
  const { grid, since, present, settings } = input;
  const testable = listTestedWeeks(present).filter((week) => isTestable(week, since)).length;
  const lookedAt = countThemes(grid) * testable;
  const themes = groupByTheme(findAlarms(input), lookedAt, settings.falseDiscoveryRate);
  return {
    lookedAt,
    notTestable: countThemes(grid) * (listTestedWeeks(present).length - testable),
    alarms: themes.flatMap(({ kept }) => buildAlarm(kept, input) ?? []),
    dropped: themes
      .filter(({ kept }) => kept.length === 0)
      .flatMap(({ all }) => buildDroppedAlarm(all, input) ?? []),
  };
};
