import { openTableStreams } from '../sources/open-table-stream.ts';
import type { OpenStream } from '../sources/start-sources.ts';
import type { TableModel } from '../template/stack-model.ts';
import { type CreatedTable, createTable, switchStreamOn } from './create-tables.ts';
import type { Clients } from './start-emulators.ts';

export interface Database {
  readonly openStream: OpenStream;
  /** Once a database that was created to be filled is full. */
  readonly switchStreamsOn: () => Promise<void>;
}

const createTables = async (
  { dynamodb }: Clients,
  models: readonly TableModel[],
): Promise<readonly CreatedTable[]> => {
  const tables: CreatedTable[] = [];
  for (const table of models) tables.push(await createTable(dynamodb, table));
  return tables;
};

const withoutStream = (table: TableModel): TableModel => ({ ...table, streamView: null });

/**
 * The tables of the emulator. Where they are to be filled, their streams begin after that: what a table was filled with
 * was never on its stream.
 */
export const createDatabase = async (
  clients: Clients,
  models: readonly TableModel[],
  isToBeFilled: boolean,
): Promise<Database> => {
  let tables = await createTables(clients, isToBeFilled ? models.map(withoutStream) : models);
  return {
    openStream: (source, position) => openTableStreams(clients.streams, tables)(source, position),
    switchStreamsOn: async () => {
      for (const table of models) await switchStreamOn(clients.dynamodb, table);
      const withStreams = await createTables(clients, models);
      tables = withStreams.map((table) => ({ ...table, isNew: true }));
    },
  };
};
