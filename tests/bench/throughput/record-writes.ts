import type { FeedMessage } from '../../../infra/demonstration/feed-message.ts';
import { createCoreStores } from '../../../shared/adapters/core/core-stores.ts';
import { createMemoryTable } from '../../../shared/adapters/memory/memory-table.ts';
import type { Table, TableWrite } from '../../../shared/adapters/table/table.ts';
import type { Directory } from '../../../shared/domain/authority.ts';
import { receiveMessage } from '../../../shared/use-cases/receive-message.ts';
import { createTurns } from '../../../shared/use-cases/take-turns.ts';
import { asQueueMessages } from '../queue-messages.ts';

/** The transactions of one episode, in the order in which they must be written. */
export type EpisodeTransactions = readonly (readonly TableWrite[])[];

const recording = (table: Table, written: (readonly TableWrite[])[]): Table => ({
  ...table,
  transact: (writes) => {
    written.push(writes);
    return table.transact(writes);
  },
});

/**
 * What the real use case writes for these messages, taken down from a run in memory: the very items,
 * conditions and number of transactions, without the reading and thinking that leads to them.
 */
export const recordWrites = async (
  messages: readonly FeedMessage[],
  directory: Directory,
): Promise<readonly EpisodeTransactions[]> => {
  const written: (readonly TableWrite[])[] = [];
  const stores = createCoreStores(recording(createMemoryTable(), written));
  const ports = {
    ...stores,
    directory,
    backOff: () => Promise.resolve(),
    takeTurns: createTurns(),
  };
  const lanes = new Map<string, (readonly TableWrite[])[]>();
  for (const [place, message] of asQueueMessages(messages, 'recorded').entries()) {
    const received = await receiveMessage(ports, message);
    if (received !== 'accepted') throw new Error(`A notification of the feed was ${received}.`);
    const { force = '', reference = '' } = messages[place] ?? {};
    const lane = lanes.get(`${force}#${reference}`) ?? [];
    lane.push(...written.splice(0));
    lanes.set(`${force}#${reference}`, lane);
  }
  return [...lanes.values()];
};
