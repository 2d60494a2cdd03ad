import type { Spread } from '../spread.ts';

/** Lines of a table: the first column to the left, the others to the right, the first row as its heading. */
export const printTable = (rows: readonly (readonly string[])[]): string => {
  const [heading = []] = rows;
  const widths = heading.map((_, column) =>
    Math.max(...rows.map((row) => (row[column] ?? '').length)),
  );
  const line = (row: readonly string[]): string =>
    row
      .map((cell, column) =>
        column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join('  ')
      .trimEnd();
  const rule = widths.map((width) => '-'.repeat(width)).join('  ');
  const [first, ...others] = rows.map(line);
  return [first, rule, ...others].map((text) => `  ${text ?? ''}\n`).join('');
};

export const printNumber = (value: number, digits = 1): string => value.toFixed(digits);

/** The median with what lay furthest below and above it. */
export const printSpread = ({ median, least, most }: Spread, digits = 1): string =>
  `${printNumber(median, digits)} (${printNumber(least, digits)}–${printNumber(most, digits)})`;

/** A share in whole per cent; a dash when there is nothing to have a share of. */
export const printShare = (part: number, whole: number): string =>
  whole === 0 ? '–' : `${Math.round((100 * part) / whole)} %`;
