import type { Authority } from '../directory/authority.ts';
import { type Code, findCode } from '../directory/code-list.ts';
import type { KeptTable } from './rules/count-table.ts';
import { type Release, shownOf } from './rules/release.ts';
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
