import * as z from 'zod';

const units = z.object({ CapacityUnits: z.number().default(0) });
const one = z.object({
  CapacityUnits: z.number(),
  Table: units.optional(),
  GlobalSecondaryIndexes: z.record(z.string(), units).default({}),
});
const answer = z.object({ ConsumedCapacity: z.union([one, z.array(one)]).optional() });

/** What an answer of DynamoDB says was consumed, as it says it. */
export interface AnsweredCapacity {
  readonly table: number;
  readonly indexes: number;
}

/** Reads the figures of one answer. Throws when it has none: then it was not asked for, or not given. */
export const answeredCapacity = (output: unknown): AnsweredCapacity => {
  const { ConsumedCapacity } = answer.parse(output);
  if (ConsumedCapacity === undefined) throw new Error('An answer came without its capacity.');
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
