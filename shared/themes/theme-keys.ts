import type { CellKey, Evidence, EvidencePlacement } from './evidence.ts';
import { hash } from '../kernel/hash.ts';
import { formatThemeKey } from './theme.ts';
import { type ItemKey, LAST } from '../database/table.ts';
import type { IsoWeek } from '../kernel/iso-week.ts';

export const evidencePartition = (authority: string): string => `evidence#${authority}`;
export const cellPartition = (authority: string): string => `cells#${authority}`;

const cellName = ({ week, locality, theme }: CellKey): string =>
  `${week}#${locality}#${formatThemeKey(theme)}`;

export const cellKey = (key: CellKey): ItemKey => ({
  pk: cellPartition(key.authority),
  sk: cellName(key),
});

export const evidenceKey = (placement: EvidencePlacement | Evidence): ItemKey => ({
  pk: evidencePartition(placement.authority),
  sk: `${cellName(placement)}#${placement.evidenceId}`,
});

/** The heads are spread, so that many can be written at once, over few enough partitions to list them all. */
export const SOURCE_PARTITIONS: readonly string[] = Array.from(
  { length: 16 },
  (_, digit) => `sources#${digit.toString(16)}`,
);

export const sourceKey = (episodeId: string): ItemKey => ({
  pk: `sources#${hash('source', episodeId).slice(0, 1)}`,
  sk: episodeId,
});

/** All evidence of one cell. */
export const evidenceRange = (key: CellKey) => {
  const prefix = `${cellName(key)}#`;
  return { pk: evidencePartition(key.authority), from: prefix, to: `${prefix}${LAST}` };
};

/** All of some weeks, first and last included. */
export const weekRange = ({ from, to }: WeeksQuery) => ({ from, to: `${to}#${LAST}` });

/** Weeks of an authority's picture, first and last included. */
export interface WeeksQuery {
  readonly authority: string;
  readonly from: IsoWeek;
  readonly to: IsoWeek;
}

/** A cell that counts nothing stays as an empty item: were it removed, its versions would begin again. */
export const EMPTY_CELL = 'empty-cell';
