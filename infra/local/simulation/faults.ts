import type { Table } from '../../../shared/database/table.ts';
import type { Random } from '../demonstration/random.ts';
import type { RuntimeFaults } from '../memory/memory-runtime.ts';

/** Chance of each fault at one operation. */
export interface FaultRates {
  /** The function stops before the operation, as in a crash or when DynamoDB throttles it. */
  readonly before: number;
  /** The operation is done, but its result is lost: a time-out that hides a committed write. */
  readonly after: number;
  /** Another transaction was writing the same items. */
  readonly contended: number;
}

export interface SwitchableFaults extends RuntimeFaults {
  switchOff(): void;
  /** Nothing fails while this work runs. */
  without<T>(work: () => Promise<T>): Promise<T>;
  /** Faults so far. */
  count(): number;
}

/** So many operations go well after a fault. */
const CALM_OPERATIONS = 12;

export const createFaults = (random: Random, rates: FaultRates): SwitchableFaults => {
  let isOn = true;
  let pauses = 0;
  let calm = 0;
  let faults = 0;
  const happens = (rate: number): boolean => {
    if (!isOn || pauses > 0 || (calm -= 1) > 0 || !random.happens(rate)) return false;
    calm = CALM_OPERATIONS;
    faults += 1;
    return true;
  };
  const failBefore = (): void => {
    if (happens(rates.before)) throw new Error('Simulated: stopped before the operation.');
  };
  const failAfter = (): void => {
    if (happens(rates.after)) throw new Error('Simulated: the result of the operation was lost.');
  };
  const guard = async <T>(operation: () => Promise<T>): Promise<T> => {
    failBefore();
    const result = await operation();
    failAfter();
    return result;
  };
  const wrapTable = (table: Table): Table => ({
    get: (key) => guard(() => table.get(key)),
    getMany: (keys) => guard(() => table.getMany(keys)),
    readPartition: (pk, from, to) => guard(() => table.readPartition(pk, from, to)),
    readPart: (part) => guard(() => table.readPart(part)),
    readIndex: (range) => guard(() => table.readIndex(range)),
    transact: (writes) =>
      guard(() =>
        happens(rates.contended)
          ? Promise.resolve({ outcome: 'contended' } as const)
          : table.transact(writes),
      ),
    amend: (key, set, remove) => guard(() => table.amend(key, set, remove)),
  });
  return {
    wrapTable,
    beforeSend: failBefore,
    afterSend: failAfter,
    switchOff: () => {
      isOn = false;
    },
    without: async (work) => {
      pauses += 1;
      try {
        return await work();
      } finally {
        pauses -= 1;
      }
    },
    count: () => faults,
  };
};
