import type { DynamoDBRecord } from 'aws-lambda';
import type { InvocationResult } from '../functions/local-function.ts';
import type { StreamSourceModel } from '../template/stack-model.ts';
import { readFailedItems } from './event-source.ts';
import type { GiveUpReason } from './stream-event.ts';

/** A record, and the wall-clock moment it was made (a set clock does not age it). */
export interface StreamedRecord {
  readonly record: DynamoDBRecord;
  readonly sequenceNumber: string;
  readonly madeAtWallMs: number;
}

export interface DeliveryPorts {
  readonly invoke: (event: { Records: DynamoDBRecord[] }) => Promise<InvocationResult>;
  /** Everything up to this record is processed and is not read again. */
  readonly checkpoint: (sequenceNumber: string) => void;
  readonly giveUp: (batch: readonly StreamedRecord[], why: Failure) => Promise<void>;
  readonly wallNow: () => number;
  readonly pauseBefore: (retry: number) => Promise<void>;
  /** True when the stack is stopping: what is not processed by then is read again at the next start. */
  readonly isStopping: () => boolean;
}

export interface Failure {
  readonly because: GiveUpReason;
  readonly requestId: string;
  readonly invocations: number;
}

type Batch = readonly StreamedRecord[];
type Rules = Pick<
  StreamSourceModel,
  'reportsItemFailures' | 'maximumRetries' | 'maximumAgeSeconds' | 'bisects'
>;

interface Attempt {
  readonly outcome: InvocationResult;
  readonly done: number;
}

/**
 * Delivers a batch of a stream until it is processed: in order, from the first failed record on, halved on failure where
 * the template says so, given up after the template's retries or age. As Lambda does it.
 */
export class StreamDelivery {
  readonly #rules: Rules;
  readonly #ports: DeliveryPorts;

  constructor(rules: Rules, ports: DeliveryPorts) {
    this.#rules = rules;
    this.#ports = ports;
  }

  async deliver(batch: Batch, retriesSoFar = 0): Promise<void> {
    let rest = batch;
    let retries = retriesSoFar;
    while (rest.length > 0 && !this.#ports.isStopping()) {
      rest = await this.#giveUpOld(rest, retries);
      if (rest.length === 0) return;
      const { outcome, done } = await this.#attempt(rest);
      this.#checkpoint(rest.slice(0, done));
      rest = rest.slice(done);
      if (rest.length === 0 || this.#ports.isStopping()) return;
      if (done > 0) retries = 0;
      else if (this.#rules.bisects && rest.length > 1) {
        await this.#deliverHalves(rest, retries);
        return;
      }
      if (await this.#isExhausted(rest, retries, outcome)) return;
      retries += 1;
      await this.#ports.pauseBefore(retries);
    }
  }

  async #attempt(batch: Batch): Promise<Attempt> {
    const outcome = await this.#ports.invoke({ Records: batch.map(({ record }) => record) });
    const ids = batch.map(({ sequenceNumber }) => sequenceNumber);
    const failed = readFailedItems(outcome, ids, this.#rules.reportsItemFailures);
    const firstFailed = ids.findIndex((id) => failed.has(id));
    return { outcome, done: firstFailed === -1 ? ids.length : firstFailed };
  }

  async #deliverHalves(batch: Batch, retries: number): Promise<void> {
    const middle = Math.ceil(batch.length / 2);
    await this.deliver(batch.slice(0, middle), retries);
    await this.deliver(batch.slice(middle), retries);
  }

  async #isExhausted(batch: Batch, retries: number, outcome: InvocationResult): Promise<boolean> {
    const { maximumRetries } = this.#rules;
    if (maximumRetries < 0 || retries < maximumRetries) return false;
    await this.#giveUp(batch, {
      because: 'RetryAttemptsExhausted',
      requestId: outcome.requestId,
      invocations: retries + 1,
    });
    return true;
  }

  async #giveUpOld(batch: Batch, invocations: number): Promise<Batch> {
    const { maximumAgeSeconds } = this.#rules;
    if (maximumAgeSeconds < 0) return batch;
    const oldest = this.#ports.wallNow() - maximumAgeSeconds * 1000;
    const firstFresh = batch.findIndex(({ madeAtWallMs }) => madeAtWallMs >= oldest);
    const old = firstFresh === -1 ? batch : batch.slice(0, firstFresh);
    if (old.length > 0)
      await this.#giveUp(old, { because: 'RecordAgeExceeded', requestId: '', invocations });
    return batch.slice(old.length);
  }

  async #giveUp(batch: Batch, failure: Failure): Promise<void> {
    await this.#ports.giveUp(batch, failure);
    this.#checkpoint(batch);
  }

  #checkpoint(done: Batch): void {
    const last = done.at(-1);
    if (last !== undefined) this.#ports.checkpoint(last.sequenceNumber);
  }
}
