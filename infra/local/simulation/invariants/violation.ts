/** A rule of the domain that did not hold, and what was seen instead. */
export interface Violation {
  readonly rule: string;
  readonly seen: string;
}

export const requireThat = (holds: boolean, rule: string, seen = ''): readonly Violation[] =>
  holds ? [] : [{ rule, seen }];

/** Values that occur more than once. */
export const listRepeated = (values: readonly string[]): readonly string[] => {
  const seen = new Set<string>();
  return values.filter((value) => seen.size === seen.add(value).size);
};

export const isSameSet = (a: Iterable<string>, b: Iterable<string>): boolean => {
  const [left, right] = [new Set(a), new Set(b)];
  return left.size === right.size && [...left].every((value) => right.has(value));
};
