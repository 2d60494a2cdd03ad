import type { CellKey } from './evidence.ts';
import { themeKeyOf } from './theme.ts';
import type { EvidencePorts } from './evidence-ports.ts';

type RecountPorts = Pick<EvidencePorts, 'themes' | 'backOff'>;

/** After so many lost races for one cell something else is wrong than workers at once. */
const ATTEMPTS = 20;

/** A cell as one word. */
export const cellNameOf = ({ authority, locality, week, theme }: CellKey): string =>
  `${authority}/${locality}/${week}/${themeKeyOf(theme)}`;

const recountCell = async ({ themes, backOff }: RecountPorts, key: CellKey): Promise<void> => {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    if ((await themes.recount(key)) === 'counted') return;
    await backOff(attempt);
  }
  throw new Error(`Lost ${ATTEMPTS} races for the same cell.`);
};

/** Counts each of these cells anew, once; gives their names. Throws when one was lost to others every time. */
export const recountCells = async (
  ports: RecountPorts,
  keys: readonly CellKey[],
): Promise<readonly string[]> => {
  const cells = new Map(keys.map((key) => [cellNameOf(key), key]));
  await Promise.all([...cells.values()].map((key) => recountCell(ports, key)));
  return [...cells.keys()];
};
