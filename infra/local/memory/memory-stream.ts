import { isDeepStrictEqual } from 'node:util';
import { marshall } from '@aws-sdk/util-dynamodb';
import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import type { TableChange } from '../../../shared/database/memory-table.ts';
import { type Instant, toMs } from '../../../shared/kernel/instant.ts';
import { readFailedItems } from '../sources/event-source.ts';

/** The stream's types say less than the SDK's of the same shape. */
type NewImage = NonNullable<NonNullable<DynamoDBRecord['dynamodb']>['NewImage']>;

type EventName = 'INSERT' | 'MODIFY' | 'REMOVE';

/** What a function wants of the stream: like the filters of its event source. */
export type StreamFilter = readonly {
  readonly eventNames: readonly EventName[];
  readonly entities: readonly string[];
}[];

export interface StreamFollower {
  readonly name: string;
  readonly filter: StreamFilter;
  readonly batchSize: number;
  /** Tries of the same batch before its first record is given up. */
  readonly maxTries: number;
  readonly run: (event: DynamoDBStreamEvent) => Promise<DynamoDBBatchResponse>;
}

interface Position {
  next: number;
  tries: number;
}

/** The change stream of a table in memory, with followers that each have a position of their own. */
export interface MemoryStream {
  append(change: TableChange, at: Instant): void;
  /** Up to so many records from this number on, whether a follower wants them or not. Their sequence numbers follow each other. */
  read(from: number, limit: number): readonly DynamoDBRecord[];
  /** How many records there are. */
  size(): number;
  /** Delivers one batch to a follower; false when there was nothing for it. */
  deliver(follower: StreamFollower): Promise<boolean>;
  /** Goes back so many records: a shard iterator that was lost delivers them again. */
  rewind(follower: StreamFollower, records: number): void;
  /** Goes on past so many records that the follower wants: it never gets them. */
  skip(follower: StreamFollower, records: number): void;
  /** How often the batch that failed most often was tried. */
  mostTries(): number;
  /** Records that a follower gave up, by its name. */
  failures(): readonly { readonly follower: string; readonly eventID: string }[];
}

const findEventName = ({ before, after }: TableChange): EventName => {
  if (after === null) return 'REMOVE';
  return before === null ? 'INSERT' : 'MODIFY';
};

const toRecord = (change: TableChange, at: Instant, number: number): DynamoDBRecord => ({
  eventID: `change-${number}`,
  eventName: findEventName(change),
  eventVersion: '1.1',
  eventSource: 'aws:dynamodb',
  awsRegion: 'eu-west-2',
  dynamodb: {
    // The stream gives whole seconds.
    ApproximateCreationDateTime: Math.floor(toMs(at) / 1000),
    Keys: { pk: { S: change.key.pk }, sk: { S: change.key.sk } },
    SequenceNumber: String(number),
    StreamViewType: 'NEW_IMAGE',
    ...(change.after === null
      ? {}
      : {
          NewImage: marshall(change.after, { removeUndefinedValues: true }) as NewImage,
        }),
  },
});

/** As DynamoDB: a write that changes nothing makes no record. */
const changesNothing = ({ before, after }: TableChange): boolean =>
  before !== null && after !== null && isDeepStrictEqual(before, after);

const isWanted = (filter: StreamFilter, change: TableChange): boolean => {
  const entity = change.after?.['entity'];
  const eventName = findEventName(change);
  return filter.some(
    ({ eventNames, entities }) =>
      eventNames.includes(eventName) && typeof entity === 'string' && entities.includes(entity),
  );
};

/** The place in the batch of the earliest record that failed; null when none did. */
const findFirstFailed = async (
  { run }: StreamFollower,
  Records: DynamoDBRecord[],
): Promise<number | null> => {
  const numbers = Records.map(({ dynamodb }) => dynamodb?.SequenceNumber ?? '');
  const outcome = await run({ Records }).then(
    (response) => ({ ok: true, response }) as const,
    () => ({ ok: false }) as const,
  );
  const failed = readFailedItems(outcome, numbers, true);
  const first = numbers.findIndex((number) => failed.has(number));
  return first === -1 ? null : first;
};

export const createMemoryStream = (): MemoryStream => {
  const log: { readonly change: TableChange; readonly at: Instant }[] = [];
  const positions = new Map<string, Position>();
  const given: { follower: string; eventID: string }[] = [];
  const positionOf = ({ name }: StreamFollower): Position => {
    const position = positions.get(name) ?? { next: 0, tries: 0 };
    positions.set(name, position);
    return position;
  };
  const readBatch = (follower: StreamFollower, { next }: Position): readonly number[] => {
    const numbers: number[] = [];
    for (let number = next; number < log.length && numbers.length < follower.batchSize; number++) {
      const record = log[number];
      if (record !== undefined && isWanted(follower.filter, record.change)) numbers.push(number);
    }
    return numbers;
  };
  const retry = (
    follower: StreamFollower,
    position: Position,
    first: number,
    failed: number,
    triesBefore: number,
  ): void => {
    // Records before it are done with: from here on its own tries count. Deliveries at the same time are one try.
    position.tries = failed > first ? 1 : triesBefore + 1;
    position.next = failed;
    if (position.tries < follower.maxTries) return;
    given.push({ follower: follower.name, eventID: `change-${failed}` });
    position.next = failed + 1;
    position.tries = 0;
  };
  return {
    append: (change, at) => {
      // A table replaces its items and never changes one, so a record may hold them as they are.
      if (!changesNothing(change)) log.push({ change, at });
    },
    read: (from, limit) =>
      log
        .slice(from, from + limit)
        .map(({ change, at }, place) => toRecord(change, at, from + place)),
    size: () => log.length,
    deliver: async (follower) => {
      const position = positionOf(follower);
      const numbers = readBatch(follower, position);
      const { tries } = position;
      const first = numbers[0];
      if (first === undefined) {
        position.next = log.length;
        return false;
      }
      const Records = numbers.flatMap((number) => {
        const record = log[number];
        return record === undefined ? [] : [toRecord(record.change, record.at, number)];
      });
      const failed = await findFirstFailed(follower, Records);
      if (failed === null) {
        position.next = (numbers.at(-1) ?? first) + 1;
        position.tries = 0;
      } else retry(follower, position, first, numbers[failed] ?? first, tries);
      return true;
    },
    rewind: (follower, records) => {
      const position = positionOf(follower);
      position.next = Math.max(0, position.next - records);
    },
    skip: (follower, records) => {
      const position = positionOf(follower);
      const last = readBatch(follower, position).slice(0, records).at(-1);
      if (last !== undefined) position.next = last + 1;
    },
    failures: () => given,
    mostTries: () => Math.max(0, ...[...positions.values()].map(({ tries }) => tries)),
  };
};
