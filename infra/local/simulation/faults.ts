import type { Table } from '../../../shared/database/table.ts';
import { createRandom, type Random } from '../demonstration/random.ts';
import type { RuntimeFaults } from '../memory/memory-runtime.ts';
import type { Fault, FaultKind } from './event.ts';

export interface PlannedFaults extends RuntimeFaults {
  /** From now on operations count from 1 again. `turns` mixes the operations of several functions. */
  readonly begin: (faults: readonly Fault[], turns: number | null) => void;
  /** Nothing fails any more. */
  readonly end: () => void;
  /** Faults that happened since the beginning of the run. */
  readonly count: () => number;
}

/** Longest wait of an operation for those of other functions, in turns of the event loop's queue. */
const MOST_TURNS = 12;
/** The provider of messages is slow. */
const MOST_TURNS_OF_PROVIDER = 150;

class FaultyOperations {
  #faults: readonly Fault[] = [];
  #turns: Random | null = null;
  #operations = 0;
  #isDead = false;
  happened = 0;

  begin(faults: readonly Fault[], turns: number | null): void {
    this.#faults = faults;
    this.#turns = turns === null ? null : createRandom('turns', turns);
    this.#operations = 0;
    this.#isDead = false;
  }

  /** After a crash, nothing that still runs on that machine does anything more. */
  next(): FaultKind | null {
    if (this.#isDead) throw new Error('Simulated: the machine has stopped.');
    this.#operations += 1;
    const kind = this.#faults.find((one) => one.operation === this.#operations)?.kind ?? null;
    if (kind !== null) this.happened += 1;
    return kind;
  }

  failBefore(kind: FaultKind | null): void {
    if (kind === 'crash-before') this.#isDead = true;
    if (kind === 'crash-before' || kind === 'throttled')
      throw new Error('Simulated: stopped before the operation.');
  }

  failAfter(kind: FaultKind | null): void {
    if (kind === 'crash-after') this.#isDead = true;
    if (kind === 'crash-after' || kind === 'result-lost')
      throw new Error('Simulated: the result of the operation was lost.');
  }

  async takeTurn(most = MOST_TURNS): Promise<void> {
    if (this.#turns === null) return;
    for (let left = this.#turns.integer(0, most); left > 0; left--) await Promise.resolve();
  }

  async run<T>(operation: () => Promise<T>, contended?: T): Promise<T> {
    await this.takeTurn();
    const kind = this.next();
    if (kind === 'contended' && contended !== undefined) return contended;
    this.failBefore(kind === 'contended' ? 'throttled' : kind);
    const result = await operation();
    this.failAfter(kind);
    return result;
  }
}

const wrapTable = (operations: FaultyOperations, table: Table): Table => ({
  get: (key) => operations.run(() => table.get(key)),
  getMany: (keys) => operations.run(() => table.getMany(keys)),
  readPartition: (pk, from, to) => operations.run(() => table.readPartition(pk, from, to)),
  readPart: (part) => operations.run(() => table.readPart(part)),
  readIndex: (range) => operations.run(() => table.readIndex(range)),
  transact: (writes) =>
    operations.run(() => table.transact(writes), { outcome: 'contended' } as const),
  amend: (key, set, remove) => operations.run(() => table.amend(key, set, remove)),
});

/** Faults at the operations that an event names: nothing else fails, so a run can be repeated without some of them. */
export const createPlannedFaults = (): PlannedFaults => {
  const operations = new FaultyOperations();
  let sending: FaultKind | null = null;
  return {
    wrapTable: (table) => wrapTable(operations, table),
    beforeSend: () => {
      sending = operations.next();
      operations.failBefore(sending === 'contended' ? 'throttled' : sending);
    },
    afterSend: () => {
      operations.failAfter(sending);
    },
    takeTurn: () => operations.takeTurn(MOST_TURNS_OF_PROVIDER),
    begin: (faults, turns) => {
      operations.begin(faults, turns);
    },
    end: () => {
      operations.begin([], null);
    },
    count: () => operations.happened,
  };
};
