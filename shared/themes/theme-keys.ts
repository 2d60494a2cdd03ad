import { type ItemKey, LAST } from '../database/table.ts';
import { hash } from '../kernel/hash.ts';
import type { IsoWeek } from '../kernel/iso-week.ts';
import type { CellKey, EvidencePlacement } from './evidence.ts';
import { formatThemeKey } from './theme.ts';

export interface WeeksQuery {
  readonly authority: string;
  readonly from: IsoWeek;
  readonly to: IsoWeek;
}

/** A cell without evidence is stored as an empty item: if it were removed, its version would start again at 1. */
export const EMPTY_CELL = 'empty-cell';

export const evidencePartition = (authority: string): string => `evidence#${authority}`;
export const cellPartition = (authority: string): string => `cells#${authority}`;

const formatCell = ({ week, locality, theme }: CellKey): string =>
  `${week}#${locality}#${formatThemeKey(theme)}`;

export const cellKey = (key: CellKey): ItemKey => ({
  pk: cellPartition(key.authority),
  sk: formatCell(key),
});

export const evidenceKey = (placement: EvidencePlacement): ItemKey => ({
  pk: evidencePartition(placement.authority),
  sk: `${formatCell(placement)}#${placement.evidenceId}`,
});

/** Several partitions, so that many sources can be written at once; few enough to list them all. */
export const SOURCE_PARTITIONS: readonly string[] = Array.from(
  { length: 16 },
  (_, digit) => `sources#${digit.toString(16)}`,
);

export const sourceKey = (episodeId: string): ItemKey => ({
  pk: `sources#${hash('source', episodeId).slice(0, 1)}`,
  sk: episodeId,
});

export const evidenceRange = (key: CellKey) => {
  const prefix = `${formatCell(key)}#`;
  return { pk: evidencePartition(key.authority), from: prefix, to: `${prefix}${LAST}` };
};

export const weekRange = ({ from, to }: WeeksQuery) => ({ from, to: `${to}#${LAST}` });
