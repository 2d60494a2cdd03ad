import { stringify } from 'csv-stringify/sync';
import type { ReleaseView } from './release-api.ts';
import type { Result } from '../kernel/result.ts';
import { readRelease, type ReleaseReadPorts } from './read-releases.ts';
import type { Caller } from '../access/caller.ts';

type Figure = ReleaseView['grandTotal'];

const countsOf = (figures: readonly Figure[]) => figures.map(({ count }) => count);

const percentsOf = (figures: readonly Figure[]) => figures.map(({ percent }) => percent ?? '');

const rowsOf = (
  view: ReleaseView,
  valuesOf: (figures: readonly Figure[]) => readonly unknown[],
) => [
  ['Locality', ...view.harms.map(({ label }) => label), 'Total'],
  ...view.localities.map(({ name, figures, total }) => [name, ...valuesOf([...figures, total])]),
  ['Total', ...valuesOf([...view.totals, view.grandTotal])],
];

const headOf = (
  { quarter, period, threshold, releaseId, madeAt, limits, notes }: ReleaseView,
  authority: string,
) => [
  ['What children told in return home interviews: distinct children by locality and harm'],
  ['Authority', authority],
  ['Quarter', quarter],
  ['Weeks', `${period.firstWeek} to ${period.lastWeek}`, `${period.from} to ${period.to}`],
  ['Release', releaseId, madeAt],
  ['Fewest children shown', threshold],
  ['What these counts cannot tell', limits],
  ...notes.map((note) => ['Note', note]),
];

/**
 * A release as CSV (RFC 4180) for a spreadsheet: notes, counts, percentages, with an empty line between, all lines of
 * one width. What a spreadsheet would take for a formula is made text.
 */
export const writeReleaseCsv = (view: ReleaseView, authority: string): string => {
  const width = view.harms.length + 2;
  const lines: readonly (readonly unknown[])[] = [
    ...headOf(view, authority),
    [],
    ['Distinct children'],
    ...rowsOf(view, countsOf),
    [],
    ['Percent'],
    ...rowsOf(view, percentsOf),
  ];
  const padded = lines.map((line) => [
    ...line,
    ...Array.from({ length: Math.max(0, width - line.length) }, () => ''),
  ]);
  return stringify(padded, { escape_formulas: true, record_delimiter: 'windows', bom: true });
};

/** A release of one of the caller's authorities, as CSV. */
export const readReleaseCsv = async (
  ports: ReleaseReadPorts,
  releaseId: string,
  caller: Caller,
): Promise<Result<string>> => {
  const read = await readRelease(ports, releaseId, caller);
  if ('refusal' in read) return read;
  const { authority } = read.value;
  const known = ports.directory.authorities.find(({ code }) => code === authority);
  return { value: writeReleaseCsv(read.value, known?.name ?? authority) };
};
