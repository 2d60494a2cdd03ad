import { Duration } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import type { Force } from '../../shared/directory/authority.ts';
import { QUEUE } from '../../shared/platform/names.ts';
import type { Settings } from '../settings.ts';
import { acknowledge } from './acknowledge.ts';
import { EncryptedQueue } from './encrypted-queue.ts';
import type { EncryptionKey } from './encryption-key.ts';

const READER_ACTIONS = [
  'sqs:ReceiveMessage',
  'sqs:DeleteMessage',
  'sqs:ChangeMessageVisibility',
  'sqs:GetQueueAttributes',
];

/** One queue a force, which that force alone reads. */
export class ReplyQueues extends Construct {
  /** By force code. */
  readonly byForce: Readonly<Record<string, EncryptedQueue>>;

  constructor(scope: Construct, settings: Settings, key: EncryptionKey, forces: readonly Force[]) {
    super(scope, 'ReplyQueues');
    this.byForce = Object.fromEntries(
      forces.map(({ code }) => [code, this.queueOf(code, settings, key)]),
    );
  }

  private queueOf(force: string, settings: Settings, key: EncryptionKey): EncryptedQueue {
    const queue = new EncryptedQueue(this, force, {
      settings,
      key,
      name: QUEUE.replies(force),
      retention: Duration.days(14),
    });
    const account = settings.forceAccounts[force];
    queue.admit(account === undefined ? [] : [account], READER_ACTIONS);
    acknowledge(
      queue,
      'AwsSolutions-SQS3',
      'The force reads this queue: a dead-letter queue of ours would take a reply away from it unseen.',
    );
    return queue;
  }
}
