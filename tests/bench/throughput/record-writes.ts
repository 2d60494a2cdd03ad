import type { FeedMessage } from '../../../infra/local/demonstration/feed-message.ts';
import { createMemoryTable } from '../../../shared/database/memory-table.ts';
import type { Table, TableWrite } from '../../../shared/database/table.ts';
import { receiveMessage } from '../../../shared/intake/receive-message.ts';
import { createTurns } from '../../../shared/kernel/run-in-sequence-by-key.ts';
import { asQueueMessages } from '../queue-messages.ts';
import type { Directory } from '../../../shared/directory/directory.ts';
import { createCoreStores } from '../../support/core-stores.ts';

/** The transactions of one episode, in the order in which they must be written. */
export type EpisodeTransactions = readonly (readonly TableWrite[])[];

/** Claims on a caseload hold between episodes, which the bare loop writes in another order. */
const withoutClaim = (write: TableWrite): TableWrite =>
  'put' in write && write.put['entity'] === 'caseload' ? { put: write.put } : write;

const recording = (table: Table, written: (readonly TableWrite[])[]): Table => ({
  ...table,
  transact: (writes) => {
    written.push(writes.map(withoutClaim));
    return table.transact(writes);
  },
});

/**
 * What the real use case writes for these messages, taken down from a run in memory: the very items,
 * number of transactions, and conditions but for those between episodes, without the reading and thinking that leads to them. For
 * each piece its episodes; a later piece finds the children of the earlier ones known.
 */
export const recordWrites = async (
  pieces: readonly (readonly FeedMessage[])[],
  directory: Directory,
): Promise<readonly (readonly EpisodeTransactions[])[]> => {
  const written: (readonly TableWrite[])[] = [];
  const stores = createCoreStores(recording(createMemoryTable(), written));
  const backOff = () => Promise.resolve();
  const ports = { ...stores, directory, backOff, takeTurns: createTurns() };
  for (const { code, people } of directory.authorities) await stores.staff.read(code, people);
  written.splice(0);
  const recordPiece = async (messages: readonly FeedMessage[], prefix: string) => {
    const lanes = new Map<string, (readonly TableWrite[])[]>();
    for (const [place, message] of asQueueMessages(messages, prefix).entries()) {
      const received = await receiveMessage(ports, message);
      if (received !== 'accepted') throw new Error(`A notification of the feed was ${received}.`);
      const { force = '', reference = '' } = messages[place] ?? {};
      const lane = lanes.get(`${force}#${reference}`) ?? [];
      lane.push(...written.splice(0));
      lanes.set(`${force}#${reference}`, lane);
    }
    return [...lanes.values()];
  };
  const recorded: (readonly EpisodeTransactions[])[] = [];
  for (const [place, piece] of pieces.entries())
    recorded.push(await recordPiece(piece, `recorded-${place}`));
  return recorded;
};
