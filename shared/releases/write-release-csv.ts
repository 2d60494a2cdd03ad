import { stringify } from 'csv-stringify/sync';
import type { ReleaseView } from './release-api.ts';
import type { Result } from '../kernel/result.ts';
import { readRelease, type ReadReleaseDependencies } from './read-releases.ts';
import type { Caller } from '../access/caller.ts';

type Figure = ReleaseView['grandTotal'];

const listCounts = (figures: readonly Figure[]) => figures.map(({ count }) => count);

const listPercents = (figures: readonly Figure[]) => figures.map(({ percent }) => percent ?? '');

const buildRows = (
  view: ReleaseView,
  valuesOf: (figures: readonly Figure[]) => readonly unknown[],
) => [
  ['Locality', ...view.harms.map(({ label }) => label), 'Total'],
  ...view.localities.map(({ name, figures, total }) => [name, ...valuesOf([...figures, total])]),
  ['Total', ...valuesOf([...view.totals, view.grandTotal])],
];

const buildHead = (
  { quarter, period, threshold, releaseId, madeAt, limits, notes }: ReleaseView,
  authority: string,
) => [
  ['What children disclosed in return home interviews: distinct children by locality and harm'],
  ['Authority', authority],
  ['Quarter', quarter],
  ['Weeks', `${period.firstWeek} to ${period.lastWeek}`, `${period.from} to ${period.to}`],
  ['Release', releaseId, madeAt],
  ['Smallest number of children shown', threshold],
  ['What these counts do not show', limits],
  ...notes.map((note) => ['Note', note]),
];

/** RFC 4180, all lines of one width. Text that a spreadsheet would take for a formula is escaped. */
export const writeReleaseCsv = (view: ReleaseView, authority: string): string => {
  const width = view.harms.length + 2;
  const lines: readonly (readonly unknown[])[] = [
    ...buildHead(view, authority),
    [],
    ['Distinct children'],
    ...buildRows(view, listCounts),
    [],
    ['Percent'],
    ...buildRows(view, listPercents),
  ];
  const padded = lines.map((line) => [
    ...line,
    ...Array.from({ length: Math.max(0, width - line.length) }, () => ''),
  ]);
  return stringify(padded, { escape_formulas: true, record_delimiter: 'windows', bom: true });
};

export const readReleaseCsv = async (
  dependencies: ReadReleaseDependencies,
  releaseId: string,
  caller: Caller,
): Promise<Result<string>> => {
  const read = await readRelease(dependencies, releaseId, caller);
  if ('refusal' in read) return read;
  const { authority } = read.value;
  const known = dependencies.directory.authorities.find(({ code }) => code === authority);
  return { value: writeReleaseCsv(read.value, known?.name ?? authority) };
};
