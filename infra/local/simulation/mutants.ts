import type { Item, Table, TableWrite } from '../../../shared/database/table.ts';
import { readPendingReply } from '../../../shared/episodes/pending-reply.ts';
import { createReplyEvent } from '../../../shared/intake/send-reply.ts';
import type { Mutation } from './create-world.ts';

const hasEntity = (write: TableWrite, ...entities: readonly string[]): boolean =>
  'put' in write && entities.includes(String(write.put['entity']));

const withoutCondition = (write: TableWrite): TableWrite =>
  'put' in write ? { put: write.put } : write;

const changeWrites =
  (change: (writes: readonly TableWrite[]) => readonly TableWrite[]) =>
  (table: Table): Table => ({ ...table, transact: (writes) => table.transact(change(writes)) });

/** An index that never lists anything. */
const forgetIndex =
  (name: string) =>
  (table: Table): Table => ({
    ...table,
    readIndex: (range) =>
      range.index.name === name ? Promise.resolve([]) : table.readIndex(range),
  });

const takeContentionAsWritten = (table: Table): Table => ({
  ...table,
  transact: async (writes) => {
    const done = await table.transact(writes);
    return done.outcome === 'contended' ? { outcome: 'written' } : done;
  },
});

/** The state with the level in it is written first, the escalation and its alerts afterwards. */
const markBeforeWriting = (table: Table): Table => ({
  ...table,
  transact: async (writes) => {
    if (!writes.some((write) => hasEntity(write, 'escalation'))) return table.transact(writes);
    const isLater = (write: TableWrite) => hasEntity(write, 'escalation', 'alert', 'waiting-alert');
    const marked = await table.transact(writes.filter((write) => !isLater(write)));
    return marked.outcome === 'written' ? table.transact(writes.filter(isLater)) : marked;
  },
});

const addToCell = (cell: Item, before: Item | null): Item =>
  before === null || typeof before['items'] !== 'number'
    ? cell
    : { ...cell, items: before['items'] + 1 };

/** Each time a cell is counted, its number goes up by one. */
const incrementCells = (table: Table): Table => ({
  ...table,
  transact: async (writes) => {
    const changed = await Promise.all(
      writes.map(async (write) =>
        'put' in write && hasEntity(write, 'cell')
          ? { ...write, put: addToCell(write.put, await table.get(write.put)) }
          : write,
      ),
    );
    return table.transact(changed);
  },
});

const replyBeforeStoring: Mutation['wrapTable'] = (table, _name, sendReply) => ({
  ...table,
  transact: (writes) => {
    const [first] = writes;
    const pending =
      first !== undefined && 'put' in first && hasEntity(first, 'notification')
        ? readPendingReply(first.put)
        : null;
    if (pending !== null) sendReply(pending.force, createReplyEvent(pending));
    return table.transact(writes);
  },
});

const ignoreLease = (table: Table): Table => ({
  ...table,
  readPartition: async (...range) =>
    (await table.readPartition(...range)).map((item) =>
      item['entity'] === 'recipient' ? { ...item, leasedUntil: null } : item,
    ),
});

let keys = 0;

export interface Mutant extends Mutation {
  readonly name: string;
  /** Where it takes long to be noticed from seed 1: the seed from which a test tries it. */
  readonly firstSeed?: number;
}

/** Mistakes that somebody could make in the product. The simulation must notice each of them. */
export const MUTANTS: readonly Mutant[] = [
  {
    name: 'writes leave out their conditions',
    wrapTable: changeWrites((writes) => writes.map(withoutCondition)),
  },
  {
    name: 'only the first half of a transaction is written',
    wrapTable: changeWrites((writes) => writes.slice(0, Math.ceil(writes.length / 2))),
  },
  { name: 'a retry forgets what was in conflict', wrapTable: takeContentionAsWritten },
  {
    name: 'a level is marked as raised before its escalation is written',
    wrapTable: markBeforeWriting,
  },
  { name: 'a cell is incremented instead of counted again', wrapTable: incrementCells },
  { name: 'a reply is sent before the fact is stored', wrapTable: replyBeforeStoring },
  {
    name: 'a message that failed is taken off the queue',
    wrapReader: (reader) => async (event) => {
      await reader(event);
      return { batchItemFailures: [] };
    },
  },
  {
    name: 'the key of a form is not looked at',
    changeForm: (body) => ({ ...body, key: `another-key-${(keys += 1)}` }),
  },
  {
    name: 'lists leave out the filter by authority',
    changeCaller: (caller) => ({ ...caller, authorities: 'all' }),
  },
  { name: 'a sender does not look at the lease of a message', wrapTable: ignoreLease },
  {
    name: 'replies that the stream lost are not looked for',
    wrapTable: forgetIndex('replies-pending'),
  },
  {
    name: 'a reference does not know which others were called its duplicates',
    firstSeed: 120,
    wrapTable: changeWrites((writes) =>
      writes.filter((write) => !hasEntity(write, 'duplicate-pointer')),
    ),
  },
  {
    name: 'that a child was found dead is not kept with the child',
    wrapTable: changeWrites((writes) =>
      writes.filter((write) => !hasEntity(write, 'deceased-mark')),
    ),
  },
  { name: 'levels that are due are not found', wrapTable: forgetIndex('escalations-due') },
  { name: 'alerts that wait are not found', wrapTable: forgetIndex('alerts-pending') },
  {
    name: 'evidence that the stream lost is not looked for',
    wrapTable: forgetIndex('evidence-sources'),
  },
  {
    name: 'who is the same child is read as it was before anybody said so',
    wrapTable: (table) => ({
      ...table,
      getMany: async (keys) =>
        (await table.getMany(keys)).filter(({ entity }) => entity !== 'decided-child'),
    }),
  },
];
