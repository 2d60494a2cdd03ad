import type { AuthorityProfile, CodedLine, ThemeLine } from '../authority-profile-api.ts';
import { type Code, type CodeListName, findCode } from '../../directory/code.ts';
import { CONFIDENCES } from '../../intelligence/item.ts';
import { type Theme, formatThemeKey, parseThemeKey } from '../../themes/theme.ts';
import { compareByName, type TwoQuarters } from './compare-quarters.ts';
import { type ItemEvidence, filterItems } from '../../themes/evidence.ts';
import { formatFactor, findPhrase } from '../../themes/labels.ts';

/** A code that is in no list any more is its own label. */
export const findLabel = (codes: readonly Code[], list: CodeListName, code: string): string =>
  findCode(codes, list, code)?.label ?? formatFactor(code);

type HarmTheme = Extract<Theme, { readonly kind: 'harm' }>;

const writeThemeLabel = (codes: readonly Code[], { harm, context }: HarmTheme): string =>
  `${findPhrase(codes, 'harm', harm)} ${findPhrase(codes, 'context', context)}`;

export const countHarms = (quarters: TwoQuarters, codes: readonly Code[]): readonly CodedLine[] =>
  compareByName(quarters, ({ theme }) => (theme.kind === 'harm' ? theme.harm : null)).map(
    ([code, comparison]) => ({ code, label: findLabel(codes, 'harm', code), ...comparison }),
  );

export const countThemes = (quarters: TwoQuarters, codes: readonly Code[]): readonly ThemeLine[] =>
  compareByName(quarters, ({ theme }) =>
    theme.kind === 'harm' ? formatThemeKey(theme) : null,
  ).flatMap(([key, comparison]) => {
    const theme = parseThemeKey(key);
    if (theme.kind !== 'harm') return [];
    const { harm, context } = theme;
    return [{ harm, context, label: writeThemeLabel(codes, theme), ...comparison }];
  });

export const countFactors = (quarters: TwoQuarters, kind: 'push' | 'pull'): readonly CodedLine[] =>
  compareByName(quarters, ({ theme }) => (theme.kind === kind ? theme.factor : null)).map(
    ([code, comparison]) => ({ code, label: formatFactor(code), ...comparison }),
  );

const filterBoth = ({ now, before }: TwoQuarters): TwoQuarters<ItemEvidence> => ({
  now: filterItems(now),
  before: filterItems(before),
});

/** For online contact on an unknown platform. No code is empty. */
const UNKNOWN_PLATFORM = '';

export const countPlatforms = (quarters: TwoQuarters, codes: readonly Code[]) =>
  compareByName(filterBoth(quarters), ({ item }) =>
    item.online === null ? null : (item.online.platform ?? UNKNOWN_PLATFORM),
  ).map(([code, comparison]) =>
    code === UNKNOWN_PLATFORM
      ? { code: null, label: 'Not disclosed', ...comparison }
      : { code, label: findLabel(codes, 'platform', code), ...comparison },
  );

export const countConfidence = (quarters: TwoQuarters): AuthorityProfile['confidence'] => {
  const lines = new Map(compareByName(filterBoth(quarters), ({ item }) => item.confidence));
  return CONFIDENCES.toReversed().flatMap((confidence) => {
    const comparison = lines.get(confidence);
    return comparison === undefined ? [] : [{ confidence, ...comparison }];
  });
};
