/** A page of a list: give `after` back to read on; null when there is no more. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly after: string | null;
}
