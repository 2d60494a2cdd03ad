import type { CellKey, Evidence } from '../../domain/themes/evidence.ts';
import { themeKeyOf } from '../../domain/themes/theme.ts';
import type { EvidencePlacement, PictureQuery } from '../../ports/themes.ts';
import type { ItemKey } from '../table/table.ts';

/** Greater than any sort key that starts with the text before it. */
const LAST = '\u{10FFFF}';

export const evidencePartition = (authority: string): string => `evidence#${authority}`;
export const cellPartition = (authority: string): string => `cells#${authority}`;

const cellName = ({ week, locality, theme }: CellKey): string =>
  `${week}#${locality}#${themeKeyOf(theme)}`;

export const cellKey = (key: CellKey): ItemKey => ({
  pk: cellPartition(key.authority),
  sk: cellName(key),
});

export const evidenceKey = (placement: EvidencePlacement | Evidence): ItemKey => ({
  pk: evidencePartition(placement.authority),
  sk: `${cellName(placement)}#${placement.evidenceId}`,
});

export const sourceKey = (episodeId: string): ItemKey => ({
  pk: `source#${episodeId}`,
  sk: 'head',
});

/** All evidence of one cell. */
export const evidenceRangeOf = (key: CellKey) => {
  const prefix = `${cellName(key)}#`;
  return { pk: evidencePartition(key.authority), from: prefix, to: `${prefix}${LAST}` };
};

/** All of some weeks, first and last included. */
export const weekRangeOf = ({ from, to }: PictureQuery) => ({ from, to: `${to}#${LAST}` });
