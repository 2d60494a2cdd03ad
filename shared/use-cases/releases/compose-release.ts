import type { Authority } from '../../domain/authority.ts';
import { type Code, findCode } from '../../domain/intelligence/code-list.ts';
import type { KeptTable } from '../../domain/releases/count-table.ts';
import { type Release, shownOf } from '../../domain/releases/release.ts';
import { localityNames } from '../themes/view-labels.ts';

/** A release of what is shown of a table, with the words of today for its rows and columns. */
export const composeRelease = (
  authority: Authority,
  catalogue: readonly Code[],
  table: KeptTable,
  about: Pick<Release, 'releaseId' | 'quarter' | 'period' | 'madeAt' | 'madeBy'>,
): Release => {
  const names = localityNames(authority);
  return {
    ...about,
    authority: authority.code,
    threshold: table.threshold,
    localities: table.localities.map((id) => ({ id, name: names[id] ?? id })),
    harms: table.harms.map((code) => ({
      code,
      label: findCode(catalogue, 'harm', code)?.label ?? code,
    })),
    shown: shownOf(table),
  };
};
