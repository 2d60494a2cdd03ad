/** Whole numbers that are not known, each between two bounds, both included. */
export interface Bounds {
  readonly low: readonly number[];
  readonly high: readonly number[];
}

/** What is known of them: sums that are 0, and pairs of which the second is at least the first. */
export interface Knowledge {
  readonly sums: readonly (readonly { readonly of: number; readonly times: 1 | -1 }[])[];
  readonly orders: readonly (readonly [lesser: number, greater: number])[];
}

/** Beyond any rounding of the small whole numbers here. */
const TINY = 1e-7;

/** Rows of a system: the coefficients, then the total. */
type Rows = number[][];

/**
 * The system for numbers counted from their lower bounds: each sum a row, each order and each upper bound that could
 * matter a row with a number of its own for what is left.
 */
const rowsOf = ({ low, high }: Bounds, { sums, orders }: Knowledge): Rows => {
  const unknowns = low.flatMap((from, of) => (from < (high[of] ?? 0) ? [of] : []));
  const place = new Map(unknowns.map((of, at) => [of, at]));
  const lowOf = (of: number): number => low[of] ?? 0;
  const open = orders.filter((pair) => pair.some((of) => place.has(of)));
  const width = unknowns.length * 2 + open.length;
  const rowOf = (terms: Knowledge['sums'][number], constant: number): number[] => {
    const row = Array.from({ length: width + 1 }, () => 0);
    for (const { of, times } of terms) {
      const at = place.get(of);
      if (at !== undefined) row[at] = (row[at] ?? 0) + times;
    }
    row[width] = constant - terms.reduce((sum, { of, times }) => sum + times * lowOf(of), 0);
    return row;
  };
  const slack = (row: number[], at: number, times: number): number[] => row.with(at, times);
  return [
    ...sums.map((terms) => rowOf(terms, 0)),
    ...unknowns.map((of, at) =>
      slack(rowOf([{ of, times: 1 }], high[of] ?? 0), unknowns.length + at, 1),
    ),
    ...open.map(([lesser, greater], at) =>
      slack(
        rowOf(
          [
            { of: greater, times: 1 },
            { of: lesser, times: -1 },
          ],
          0,
        ),
        unknowns.length * 2 + at,
        -1,
      ),
    ),
  ].map((row) => ((row.at(-1) ?? 0) < 0 ? row.map((value) => -value) : row));
};

const pivot = (tableau: Rows, at: number, column: number): void => {
  const by = tableau[at]?.[column] ?? 1;
  const chosen = (tableau[at] ?? []).map((value) => value / by);
  tableau[at] = chosen;
  for (const [other, row] of tableau.entries()) {
    const times = row[column] ?? 0;
    if (other === at || Math.abs(times) < TINY) continue;
    tableau[other] = row.map((value, place) => value - times * (chosen[place] ?? 0));
  }
};

/** How far a number can rise before that of a row is used up. */
const limitOf = (row: readonly number[], column: number): number => {
  const by = row[column] ?? 0;
  return by > TINY ? (row.at(-1) ?? 0) / by : Infinity;
};

/** The row that limits a number most (Bland: of equals the one whose own number comes first); none: -1. */
const limitingRow = (tableau: Rows, basis: readonly number[], column: number): number => {
  const limits = basis.map((_, row) => limitOf(tableau[row] ?? [], column));
  const least = Math.min(...limits);
  if (least === Infinity) return -1;
  return basis.reduce((best, number, row) => {
    if ((limits[row] ?? 0) > least + TINY) return best;
    return best < 0 || number < (basis[best] ?? 0) ? row : best;
  }, -1);
};

/** Adds numbers to the basis while the shortfall, in the last row, falls. */
const minimise = (tableau: Rows, basis: number[], width: number): void => {
  for (;;) {
    const missing = tableau.at(-1) ?? [];
    const column = missing.slice(0, width).findIndex((cost) => cost < -TINY);
    const at = column < 0 ? -1 : limitingRow(tableau, basis, column);
    if (at < 0) return;
    pivot(tableau, at, column);
    basis[at] = column;
  }
};

/** Numbers, not below 0 and perhaps not whole, that solve the rows; null when there are none (simplex, first phase). */
const solve = (rows: Rows): readonly number[] | null => {
  const width = (rows[0]?.length ?? 1) - 1;
  const basis = rows.map((_, at) => width + at);
  const missing = Array.from({ length: width + 1 }, (_, column) =>
    rows.reduce((sum, row) => sum - (row[column] ?? 0), 0),
  );
  const tableau = [...rows, missing];
  minimise(tableau, basis, width);
  const stillMissing = Math.abs(tableau.at(-1)?.at(-1) ?? 0);
  if (stillMissing > TINY * 10) return null;
  return Array.from({ length: width }, (_, number) => {
    const row = basis.indexOf(number);
    return row < 0 ? 0 : (tableau[row]?.at(-1) ?? 0);
  });
};

const agree = (numbers: readonly number[], { sums, orders }: Knowledge): boolean =>
  sums.every(
    (terms) => terms.reduce((sum, { of, times }) => sum + times * (numbers[of] ?? 0), 0) === 0,
  ) && orders.every(([lesser, greater]) => (numbers[lesser] ?? 0) <= (numbers[greater] ?? 0));

/**
 * Whether there are whole numbers within the bounds that agree with everything that is known (branch and bound). When
 * there are, they are found and tried out; when there are not, there are none.
 */
export const isPossible = ({ low, high }: Bounds, knowledge: Knowledge): boolean => {
  if (low.some((from, of) => from > (high[of] ?? 0))) return false;
  const solved = solve(rowsOf({ low, high }, knowledge));
  if (solved === null) return false;
  let at = 0;
  const numbers = low.map((from, of) =>
    from < (high[of] ?? 0) ? from + (solved[at++] ?? 0) : from,
  );
  const broken = numbers.findIndex((number) => Math.abs(number - Math.round(number)) > TINY * 10);
  if (broken < 0) {
    if (!agree(numbers.map(Math.round), knowledge))
      throw new Error('What was found does not hold.');
    return true;
  }
  const value = numbers[broken] ?? 0;
  return (
    isPossible({ low, high: high.with(broken, Math.floor(value)) }, knowledge) ||
    isPossible({ low: low.with(broken, Math.ceil(value)), high }, knowledge)
  );
};
