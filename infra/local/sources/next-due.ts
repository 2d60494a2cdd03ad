/** When a schedule falls due: the first moment after the given one. Milliseconds since 1970 UTC; null for never. */
export type NextDue = (afterMs: number) => number | null;

/** Makes the complaint with which an expression is refused. */
export type Refuse = (why: string) => Error;
