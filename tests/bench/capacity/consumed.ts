/** Capacity units, as AWS charges them; the parts add up to what was consumed. */
export interface Consumed {
  readonly tableRead: number;
  readonly indexRead: number;
  readonly tableWrite: number;
  readonly indexWrite: number;
  /** Requests made. */
  readonly requests: number;
}

export const NOTHING: Consumed = {
  tableRead: 0,
  indexRead: 0,
  tableWrite: 0,
  indexWrite: 0,
  requests: 0,
};

export const addConsumed = (a: Consumed, b: Consumed): Consumed => ({
  tableRead: a.tableRead + b.tableRead,
  indexRead: a.indexRead + b.indexRead,
  tableWrite: a.tableWrite + b.tableWrite,
  indexWrite: a.indexWrite + b.indexWrite,
  requests: a.requests + b.requests,
});

/** What each of these took on average. Throws when there are none. */
export const meanConsumed = (all: readonly Consumed[]): Consumed => {
  if (all.length === 0) throw new Error('Nothing was consumed.');
  const sum = all.reduce(addConsumed, NOTHING);
  return {
    tableRead: sum.tableRead / all.length,
    indexRead: sum.indexRead / all.length,
    tableWrite: sum.tableWrite / all.length,
    indexWrite: sum.indexWrite / all.length,
    requests: sum.requests / all.length,
  };
};
