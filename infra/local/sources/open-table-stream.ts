import type { DynamoDBStreamsClient } from '@aws-sdk/client-dynamodb-streams';
import type { CreatedTable } from '../emulators/create-tables.ts';
import { StartupError } from '../startup-error.ts';
import type { OpenStream } from './start-sources.ts';
import { createStreamReader } from './stream-reader.ts';

/** Streams of DynamoDB Local. A table made in this run is read from its first change on, whatever the starting position. */
export const openTableStreams =
  (client: DynamoDBStreamsClient, tables: readonly CreatedTable[]): OpenStream =>
  ({ id, tableName, startingPosition }, position) => {
    const table = tables.find((one) => one.name === tableName);
    if (table?.streamArn == null)
      throw new StartupError(`${id} reads the stream of ${tableName}, which has none.`);
    return createStreamReader({
      client,
      streamArn: table.streamArn,
      position,
      beginAt: table.isNew ? 'TRIM_HORIZON' : startingPosition,
    });
  };
