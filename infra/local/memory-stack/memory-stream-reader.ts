import type { _Record } from '@aws-sdk/client-dynamodb-streams';
import type { DynamoDBRecord } from 'aws-lambda';
import type { MemoryStream } from '../memory/memory-stream.ts';
import type { StreamReader } from '../sources/stream-reader.ts';

export interface MemoryStreamReader extends StreamReader {
  /** Whether it has delivered all there is: a reader asks for more only when it is done with what it got. */
  isAtEnd(): boolean;
}

const SHARD = 'memory';

/** The SDK gives the time as a Date, a function gets seconds; everything else is the same. */
const toSdkRecord = ({ dynamodb, ...record }: DynamoDBRecord): _Record =>
  ({
    ...record,
    dynamodb: {
      ...dynamodb,
      ApproximateCreationDateTime: new Date((dynamodb?.ApproximateCreationDateTime ?? 0) * 1000),
    },
  }) as _Record;

/** Reads the stream of a table in memory from its first record on, as if it were the only shard. */
export const createMemoryStreamReader = (
  stream: MemoryStream,
  onEnd: () => void,
): MemoryStreamReader => {
  let [next, doneBefore] = [0, 0];
  return {
    read: (limit) => {
      doneBefore = next;
      const records = stream.read(next, limit).map(toSdkRecord);
      next += records.length;
      if (records.length === 0) onEnd();
      const position = { shardId: SHARD, after: String(next - 1) };
      return Promise.resolve({ records, position });
    },
    seek: (position) => {
      next = position?.after == null ? 0 : Number(position.after) + 1;
    },
    isAtEnd: () => doneBefore === stream.size(),
  };
};
