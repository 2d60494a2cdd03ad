import { Duration } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import type { Settings } from '../settings.ts';
import { acknowledge } from './acknowledge.ts';
import { EncryptedQueue } from './encrypted-queue.ts';
import type { EncryptionKey } from './encryption-key.ts';

/** Where the stream batches stand that a function gave up on: which records they were, not what was in them. */
export class FailureQueue extends EncryptedQueue {
  constructor(scope: Construct, id: string, settings: Settings, key: EncryptionKey, name: string) {
    super(scope, id, { settings, key, name, retention: Duration.days(14) });
    acknowledge(
      this,
      'AwsSolutions-SQS3',
      'It is itself where failed stream batches end; nothing consumes it but people, told by an alarm.',
    );
  }
}
