import { Duration } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { QUEUE } from '../../shared/platform/names.ts';
import { FUNCTION_CATALOGUE } from '../function-catalogue.ts';
import type { Settings } from '../settings.ts';
import { EncryptedQueue } from './encrypted-queue.ts';
import type { EncryptionKey } from './encryption-key.ts';

/** Receives before an episode whose evidence cannot be made is put aside. */
const RECEIVES = 5;
/** A dead letter keeps the time at which it was first sent, so its queue must keep it longer than the source does. */
const RETENTION = { source: Duration.days(4), deadLetters: Duration.days(14) };

/** Episodes whose evidence is to be made anew, and those of which that failed again and again. */
export class EvidenceQueues extends Construct {
  readonly work: EncryptedQueue;
  readonly deadLetters: EncryptedQueue;

  constructor(scope: Construct, settings: Settings, key: EncryptionKey) {
    super(scope, 'EvidenceQueues');
    const shared = { settings, key };
    this.deadLetters = new EncryptedQueue(this, 'DeadLetters', {
      ...shared,
      name: QUEUE.evidenceDeadLetters,
      retention: RETENTION.deadLetters,
    });
    this.work = new EncryptedQueue(this, 'Work', {
      ...shared,
      name: QUEUE.evidence,
      retention: RETENTION.source,
      visibilityTimeout: Duration.seconds(6 * FUNCTION_CATALOGUE.evidence.timeout),
      deadLetterQueue: { queue: this.deadLetters, maxReceiveCount: RECEIVES },
    });
  }
}
