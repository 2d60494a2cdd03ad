import { Duration } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { QUEUE } from '../../shared/platform/names.ts';
import { FUNCTION_CATALOGUE } from '../function-catalogue.ts';
import type { Settings } from '../settings.ts';
import { EncryptedQueue } from './encrypted-queue.ts';
import type { EncryptionKey } from './encryption-key.ts';

/** Receives before a notification that fails for our reasons is put aside. */
const RECEIVES = 5;
/** A dead letter keeps the time at which it was first sent, so its queue must keep it longer than the source does. */
const RETENTION = { source: Duration.days(4), deadLetters: Duration.days(14) };

/** Where all forces send their notifications, and where those go that we fail to take in. */
export class NotificationQueues extends Construct {
  readonly notifications: EncryptedQueue;
  readonly deadLetters: EncryptedQueue;

  constructor(scope: Construct, settings: Settings, key: EncryptionKey) {
    super(scope, 'NotificationQueues');
    const shared = { settings, key };
    this.deadLetters = new EncryptedQueue(this, 'DeadLetters', {
      ...shared,
      name: QUEUE.notificationsDeadLetters,
      retention: RETENTION.deadLetters,
    });
    this.notifications = new EncryptedQueue(this, 'Notifications', {
      ...shared,
      name: QUEUE.notifications,
      retention: RETENTION.source,
      visibilityTimeout: Duration.seconds(6 * FUNCTION_CATALOGUE.intake.timeout),
      deadLetterQueue: { queue: this.deadLetters, maxReceiveCount: RECEIVES },
    });
    const senders = new Set(Object.values(settings.forceAccounts));
    this.notifications.admit([...senders], ['sqs:SendMessage']);
  }
}
