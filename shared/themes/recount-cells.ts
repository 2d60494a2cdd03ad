import type { CellKey } from './evidence.ts';
import { themeKeyOf } from './theme.ts';
import type { EvidencePorts } from './evidence-ports.ts';
import { retryOnConflict } from '../kernel/write-result.ts';

type RecountPorts = Pick<EvidencePorts, 'themes' | 'backOff'>;

/** A cell as one word. */
export const cellNameOf = ({ authority, locality, week, theme }: CellKey): string =>
  `${authority}/${locality}/${week}/${themeKeyOf(theme)}`;

const recountCell = ({ themes, backOff }: RecountPorts, key: CellKey): Promise<'counted'> =>
  retryOnConflict(backOff, () => themes.recount(key));

/** Counts each of these cells anew, once; gives their names. Throws when one was lost to others every time. */
export const recountCells = async (
  ports: RecountPorts,
  keys: readonly CellKey[],
): Promise<readonly string[]> => {
  const cells = new Map(keys.map((key) => [cellNameOf(key), key]));
  await Promise.all([...cells.values()].map((key) => recountCell(ports, key)));
  return [...cells.keys()];
};
