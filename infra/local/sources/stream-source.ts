import type { _Record } from '@aws-sdk/client-dynamodb-streams';
import type { SQSClient } from '@aws-sdk/client-sqs';
import { SendMessageCommand } from '@aws-sdk/client-sqs';
import { toInstant } from '../../../shared/kernel/instant.ts';
import type { LocalClock } from '../clock.ts';
import type { LocalFunction } from '../functions/local-function.ts';
import type { StreamSourceModel } from '../template/stack-model.ts';
import type { EventSource } from './event-source.ts';
import { pause } from './event-source.ts';
import type { Failure, StreamedRecord } from './stream-delivery.ts';
import { createRest, type Rest } from './rest.ts';
import { StreamDelivery } from './stream-delivery.ts';
import { readCreationMs, buildStreamRecord, formatFailureNotice } from './stream-event.ts';
import type { StreamReader, StreamPosition, StreamPositions } from './stream-reader.ts';
import { type Endpoints, buildQueueUrl } from '../template/endpoints.ts';

export interface StreamSourceOptions {
  readonly model: StreamSourceModel;
  /** From the source's own position on, when it has one. */
  readonly openStream: (position: StreamPosition | null) => StreamReader;
  /** For the failure queue. */
  readonly sqs: SQSClient;
  readonly endpoints: Endpoints;
  readonly positions: StreamPositions;
  readonly clock: LocalClock;
  readonly wallNow: () => number;
  readonly target: LocalFunction;
  /** Calls the listener whenever a function may have written. */
  readonly onActivity: (listener: () => void) => void;
  readonly onTrouble: (error: unknown) => void;
}

const READ_LIMIT = 1000;
const RECOVERY_MS = 500;
const DRAIN_CHECK_MS = 20;
const FIRST_RETRY_MS = 100;
const LONGEST_RETRY_MS = 5000;

class StreamSource implements EventSource {
  readonly id: string;
  readonly #options: StreamSourceOptions;
  readonly #reader: StreamReader;
  readonly #delivery: StreamDelivery;
  readonly #ending = new AbortController();
  readonly #rest: Rest = createRest(pause, this.#ending.signal);
  #reading: Promise<void> = Promise.resolve();
  #shardId = '';
  #readsBegun = 0;
  #lastEmptyRead = 0;

  constructor(options: StreamSourceOptions) {
    this.id = options.model.id;
    this.#options = options;
    this.#reader = options.openStream(options.positions.get(this.id));
    this.#delivery = new StreamDelivery(options.model, {
      invoke: (event) => options.target.invoke(event),
      checkpoint: (after) => {
        this.#options.positions.set(this.id, { shardId: this.#shardId, after });
      },
      giveUp: (batch, failure) => this.#giveUp(batch, failure),
      wallNow: options.wallNow,
      pauseBefore: (retry) =>
        pause(Math.min(FIRST_RETRY_MS * 2 ** (retry - 1), LONGEST_RETRY_MS), this.#ending.signal),
      isStopping: () => this.#ending.signal.aborted,
    });
    options.onActivity(() => {
      this.#rest.wake();
    });
  }

  start(): void {
    this.#reading = this.#readOn();
  }

  async waitUntilEmpty(): Promise<void> {
    this.#rest.wake();
    const begun = this.#readsBegun;
    while (!this.#ending.signal.aborted && this.#lastEmptyRead <= begun)
      await pause(DRAIN_CHECK_MS, this.#ending.signal);
  }

  async stop(): Promise<void> {
    this.#ending.abort();
    await this.#reading;
  }

  async #readOn(): Promise<void> {
    while (!this.#ending.signal.aborted) {
      try {
        const any = await this.#readOnce();
        if (any) this.#rest.wake();
        else await this.#rest.take();
      } catch (error) {
        if (this.#isEnding()) return;
        this.#options.onTrouble(error);
        // What was read but not done with is read again.
        this.#reader.seek(this.#options.positions.get(this.id));
        await pause(RECOVERY_MS, this.#ending.signal);
      }
    }
  }

  async #readOnce(): Promise<boolean> {
    this.#readsBegun += 1;
    const { records, position } = await this.#reader.read(READ_LIMIT);
    if (records.length === 0 || position === null) {
      this.#lastEmptyRead = this.#readsBegun;
      return false;
    }
    await this.#deliverAll(records, position);
    return true;
  }

  async #deliverAll(records: readonly _Record[], position: StreamPosition): Promise<void> {
    this.#shardId = position.shardId;
    const { batchSize } = this.#options.model;
    const wanted = this.#wanted(records);
    for (let from = 0; from < wanted.length; from += batchSize)
      await this.#delivery.deliver(wanted.slice(from, from + batchSize));
    if (!this.#ending.signal.aborted) this.#options.positions.set(this.id, position);
  }

  #wanted(records: readonly _Record[]): StreamedRecord[] {
    const { model, clock, wallNow } = this.#options;
    const readAt = wallNow();
    return records
      .map((raw) => {
        const record = buildStreamRecord(raw, model.tableName, clock, readAt);
        const sequenceNumber = record.dynamodb?.SequenceNumber ?? '';
        return { record, sequenceNumber, madeAtWallMs: readCreationMs(raw, readAt) };
      })
      .filter(
        ({ record }) =>
          model.patterns.length === 0 || model.patterns.some((matches) => matches(record)),
      );
  }

  async #giveUp(batch: readonly StreamedRecord[], failure: Failure): Promise<void> {
    const { model, sqs, endpoints, clock } = this.#options;
    if (model.failureQueue === null) return;
    const madeAt = (place: number): string =>
      toInstant(clock.atWallMs(batch.at(place)?.madeAtWallMs ?? 0));
    const MessageBody = formatFailureNotice(model, {
      ...failure,
      shardId: this.#shardId,
      sequenceNumbers: batch.map(({ sequenceNumber }) => sequenceNumber),
      firstMadeAt: madeAt(0),
      lastMadeAt: madeAt(-1),
      now: clock.now(),
    });
    await sqs.send(
      new SendMessageCommand({
        QueueUrl: buildQueueUrl(endpoints, model.failureQueue),
        MessageBody,
      }),
    );
  }

  #isEnding(): boolean {
    return this.#ending.signal.aborted;
  }
}

export const createStreamSource = (options: StreamSourceOptions): EventSource =>
  new StreamSource(options);
