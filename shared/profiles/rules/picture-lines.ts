import { type Code, type CodeListName, findCode } from '../../directory/code.ts';
import { CONFIDENCES, type Confidence } from '../../intelligence/item.ts';
import { type Theme, formatThemeKey, parseThemeKey } from '../../themes/theme.ts';
import { compareBy, type Comparison, type TwoQuarters } from './comparison.ts';
import { type ItemEvidence, filterItems } from '../../themes/evidence.ts';
import { formatFactor, findPhrase } from '../../themes/labels.ts';

/** What was told of one code. */
export interface CodedLine extends Comparison {
  readonly code: string;
  readonly label: string;
}

/** What was told of a harm in its context. */
export interface ThemeLine extends Comparison {
  readonly harm: string;
  readonly context: string;
  /** As it stands in a sentence: `criminal exploitation at transport hubs`. */
  readonly label: string;
}

/** A code as people read it; one that is in no list any more is told by its own words. */
export const labelOf = (codes: readonly Code[], list: CodeListName, code: string): string =>
  findCode(codes, list, code)?.label ?? formatFactor(code);

type HarmTheme = Extract<Theme, { readonly kind: 'harm' }>;

const labelOfTheme = (codes: readonly Code[], { harm, context }: HarmTheme): string =>
  `${findPhrase(codes, 'harm', harm)} ${findPhrase(codes, 'context', context)}`;

/** By harm, whatever its context. */
export const harmLines = (quarters: TwoQuarters, codes: readonly Code[]): readonly CodedLine[] =>
  compareBy(quarters, ({ theme }) => (theme.kind === 'harm' ? theme.harm : null)).map(
    ([code, comparison]) => ({ code, label: labelOf(codes, 'harm', code), ...comparison }),
  );

/** By harm and context. */
export const themeLines = (quarters: TwoQuarters, codes: readonly Code[]): readonly ThemeLine[] =>
  compareBy(quarters, ({ theme }) =>
    theme.kind === 'harm' ? formatThemeKey(theme) : null,
  ).flatMap(([key, comparison]) => {
    const theme = parseThemeKey(key);
    if (theme.kind !== 'harm') return [];
    const { harm, context } = theme;
    return [{ harm, context, label: labelOfTheme(codes, theme), ...comparison }];
  });

/** By push or pull factor. */
export const factorLines = (quarters: TwoQuarters, kind: 'push' | 'pull'): readonly CodedLine[] =>
  compareBy(quarters, ({ theme }) => (theme.kind === kind ? theme.factor : null)).map(
    ([code, comparison]) => ({ code, label: formatFactor(code), ...comparison }),
  );

const itemsOfBoth = ({ now, before }: TwoQuarters): TwoQuarters<ItemEvidence> => ({
  now: filterItems(now),
  before: filterItems(before),
});

/** Stands for online contact of which nobody knows where it was; no code is written like this. */
const NOT_KNOWN = '';

/** By online platform; the code is null where it was online and not told where. */
export const platformLines = (quarters: TwoQuarters, codes: readonly Code[]) =>
  compareBy(itemsOfBoth(quarters), ({ item }) =>
    item.online === null ? null : (item.online.platform ?? NOT_KNOWN),
  ).map(([code, comparison]) =>
    code === NOT_KNOWN
      ? { code: null, label: 'Not told which', ...comparison }
      : { code, label: labelOf(codes, 'platform', code), ...comparison },
  );

/** By the practitioner's confidence, the surest first. */
export const confidenceLines = (
  quarters: TwoQuarters,
): readonly (Comparison & { readonly confidence: Confidence })[] => {
  const lines = new Map(compareBy(itemsOfBoth(quarters), ({ item }) => item.confidence));
  return CONFIDENCES.toReversed().flatMap((confidence) => {
    const comparison = lines.get(confidence);
    return comparison === undefined ? [] : [{ confidence, ...comparison }];
  });
};
