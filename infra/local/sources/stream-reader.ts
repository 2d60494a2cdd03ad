import type {
  DynamoDBStreamsClient,
  GetRecordsCommandOutput,
  _Record,
} from '@aws-sdk/client-dynamodb-streams';
import {
  DescribeStreamCommand,
  GetRecordsCommand,
  GetShardIteratorCommand,
  TrimmedDataAccessException,
} from '@aws-sdk/client-dynamodb-streams';
import { existsSync, readFileSync } from 'node:fs';
import * as z from 'zod';
import { replaceFile } from '../data-folder.ts';

export interface StreamReader {
  /** The next records, if any, and the position after them: null before the first shard exists. */
  read(limit: number): Promise<{ records: _Record[]; position: StreamPosition | null }>;
  seek(position: StreamPosition | null): void;
}

export interface StreamReaderOptions {
  readonly client: DynamoDBStreamsClient;
  readonly streamArn: string;
  readonly position: StreamPosition | null;
  readonly beginAt: 'LATEST' | 'TRIM_HORIZON';
}

class TableStreamReader implements StreamReader {
  readonly #options: StreamReaderOptions;
  #position: StreamPosition | null;
  #iterator: string | null = null;
  #beginAt: 'LATEST' | 'TRIM_HORIZON';

  constructor(options: StreamReaderOptions) {
    this.#options = options;
    this.#position = options.position;
    this.#beginAt = options.beginAt;
  }

  seek(position: StreamPosition | null): void {
    this.#position = position;
    this.#iterator = null;
    this.#beginAt = 'TRIM_HORIZON';
  }

  async read(limit: number) {
    const read = await this.#readOn(limit);
    if (read === null) return { records: [], position: this.#position };
    const records = read.Records ?? [];
    this.#moveBehind(records.at(-1)?.dynamodb?.SequenceNumber);
    this.#iterator = read.NextShardIterator ?? null;
    const position = this.#position;
    if (this.#iterator === null) await this.#goToNextShard();
    return { records, position };
  }

  /** Null before the first shard exists. A failed read opens a new iterator: each is valid for 15 minutes. */
  async #readOn(limit: number): Promise<GetRecordsCommandOutput | null> {
    const held = this.#iterator;
    this.#iterator = null;
    try {
      return await this.#recordsAt(held ?? (await this.#open()), limit);
    } catch (error) {
      // An iterator made before the very first change is not taken any more after it.
      if (!(error instanceof TrimmedDataAccessException)) throw error;
      return this.#recordsAt(await this.#open(), limit);
    }
  }

  async #recordsAt(
    iterator: string | null,
    limit: number,
  ): Promise<GetRecordsCommandOutput | null> {
    if (iterator === null) return null;
    return this.#options.client.send(
      new GetRecordsCommand({ ShardIterator: iterator, Limit: limit }),
    );
  }

  #moveBehind(sequenceNumber: string | undefined): void {
    if (sequenceNumber !== undefined && this.#position !== null)
      this.#position = { ...this.#position, after: sequenceNumber };
  }

  async #open(): Promise<string | null> {
    const shards = await this.#shards();
    if (this.#position !== null && shards.includes(this.#position.shardId))
      return this.#iteratorAt(this.#position);
    // A shard that is gone was older than the stream keeps: what there is is read from its beginning.
    if (this.#position !== null) this.#beginAt = 'TRIM_HORIZON';
    const [first] = this.#beginAt === 'LATEST' ? shards.slice(-1) : shards;
    this.#position = first === undefined ? null : { shardId: first, after: null };
    return this.#position === null ? null : this.#iteratorAt(this.#position);
  }

  async #goToNextShard(): Promise<void> {
    const shards = await this.#shards();
    const next = shards[shards.indexOf(this.#position?.shardId ?? '') + 1];
    if (next === undefined) return;
    this.#beginAt = 'TRIM_HORIZON';
    this.#position = { shardId: next, after: null };
  }

  /** A shard's id contains its creation time, so a parent sorts before its children. */
  async #shards(): Promise<string[]> {
    const found: string[] = [];
    let last: string | undefined;
    do {
      const page = await this.#options.client.send(
        new DescribeStreamCommand({
          StreamArn: this.#options.streamArn,
          ExclusiveStartShardId: last,
        }),
      );
      found.push(...(page.StreamDescription?.Shards ?? []).flatMap(({ ShardId }) => ShardId ?? []));
      last = page.StreamDescription?.LastEvaluatedShardId;
    } while (last !== undefined);
    return found.sort();
  }

  async #iteratorAt({ shardId, after }: StreamPosition): Promise<string | null> {
    if (after === null) return this.#iteratorOf(shardId, this.#beginAt);
    try {
      return await this.#iteratorOf(shardId, 'AFTER_SEQUENCE_NUMBER', after);
    } catch (error) {
      if (!(error instanceof TrimmedDataAccessException)) throw error;
      return this.#iteratorOf(shardId, 'TRIM_HORIZON');
    }
  }

  async #iteratorOf(
    shardId: string,
    type: 'AFTER_SEQUENCE_NUMBER' | 'LATEST' | 'TRIM_HORIZON',
    after?: string,
  ): Promise<string | null> {
    const { ShardIterator } = await this.#options.client.send(
      new GetShardIteratorCommand({
        StreamArn: this.#options.streamArn,
        ShardId: shardId,
        ShardIteratorType: type,
        SequenceNumber: after,
      }),
    );
    return ShardIterator ?? null;
  }
}

export const createStreamReader = (options: StreamReaderOptions): StreamReader =>
  new TableStreamReader(options);

const POSITION = z.object({
  shardId: z.string(),
  after: z.string().nullable(),
});

const FILE = z.record(z.string(), POSITION);

export type StreamPosition = z.infer<typeof POSITION>;

/** The position of each source; with a file, it survives a kill. */
export interface StreamPositions {
  get(sourceId: string): StreamPosition | null;
  set(sourceId: string, position: StreamPosition): void;
}

export const openStreamPositions = (file: string | null): StreamPositions => {
  const kept =
    file !== null && existsSync(file) ? FILE.parse(JSON.parse(readFileSync(file, 'utf8'))) : {};
  const positions = new Map(Object.entries(kept));
  return {
    get: (sourceId) => positions.get(sourceId) ?? null,
    set: (sourceId, position) => {
      positions.set(sourceId, position);
      if (file !== null) replaceFile(file, JSON.stringify(Object.fromEntries(positions)));
    },
  };
};
