import * as z from 'zod';

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
export const computeMeanConsumed = (all: readonly Consumed[]): Consumed => {
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

const units = z.object({ CapacityUnits: z.number().default(0) });

const one = z.object({
  CapacityUnits: z.number(),
  Table: units.optional(),
  GlobalSecondaryIndexes: z.record(z.string(), units).default({}),
});

const answer = z.object({ ConsumedCapacity: z.union([one, z.array(one)]).optional() });

/** Units of one request: reported by DynamoDB, or calculated where the emulator reports them wrongly. */
export interface ReportedCapacity {
  readonly table: number;
  readonly indexes: number;
}

/** Throws when the response has no figures: they were not requested, or not returned. */
export const readAnsweredCapacity = (output: unknown): ReportedCapacity => {
  const { ConsumedCapacity } = answer.parse(output);
  if (ConsumedCapacity === undefined)
    throw new Error('A response came without its consumed capacity.');
  const all = Array.isArray(ConsumedCapacity) ? ConsumedCapacity : [ConsumedCapacity];
  const indexUnits = all.flatMap(({ GlobalSecondaryIndexes }) =>
    Object.values(GlobalSecondaryIndexes).map(({ CapacityUnits }) => CapacityUnits),
  );
  return {
    table: all.reduce(
      (sum, { Table, CapacityUnits }) => sum + (Table ?? { CapacityUnits }).CapacityUnits,
      0,
    ),
    indexes: indexUnits.reduce((sum, each) => sum + each, 0),
  };
};
