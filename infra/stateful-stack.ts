import { Duration, Stack } from 'aws-cdk-lib/core';
import { AccountPrincipal } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import type { Directory } from '../shared/domain/authority.ts';
import { QUEUE } from '../shared/platform/names.ts';
import { AccessTable } from './constructs/access-table.ts';
import { acknowledge } from './constructs/acknowledge.ts';
import { CoreTable } from './constructs/core-table.ts';
import { EncryptedQueue } from './constructs/encrypted-queue.ts';
import { EncryptionKey } from './constructs/encryption-key.ts';
import { NotificationQueues } from './constructs/notification-queues.ts';
import { ReplyQueues } from './constructs/reply-queues.ts';
import type { Settings } from './settings.ts';

/** Whatever holds data: tables, queues and their keys. Deployed first, changed seldom, never deleted. */
export class StatefulStack extends Stack {
  readonly coreTable: CoreTable;
  readonly accessTable: AccessTable;
  readonly queues: NotificationQueues;
  readonly streamFailures: EncryptedQueue;
  readonly replyQueues: ReplyQueues;

  constructor(scope: Construct, settings: Settings, directory: Directory) {
    super(scope, `Homeward-${settings.stage}-Stateful`, {
      env: { region: settings.region, ...(settings.account && { account: settings.account }) },
      description: 'Homeward: tables, queues and their keys',
      terminationProtection: settings.stage !== 'local',
    });
    const records = new EncryptionKey(this, 'RecordsKey', settings, 'records', 'Homeward tables');
    this.coreTable = new CoreTable(this, records);
    this.accessTable = new AccessTable(this, records);
    const messages = new EncryptionKey(
      this,
      'MessagesKey',
      settings,
      'messages',
      'Homeward queues',
    );
    const accounts = [...new Set(Object.values(settings.forceAccounts))];
    messages.allowAccountsThrough(
      'sqs',
      accounts.map((account) => new AccountPrincipal(account)),
    );
    this.queues = new NotificationQueues(this, settings, messages);
    this.replyQueues = new ReplyQueues(this, settings, messages, directory.forces);
    this.streamFailures = this.createStreamFailures(settings, messages);
  }

  private createStreamFailures(settings: Settings, key: EncryptionKey): EncryptedQueue {
    const queue = new EncryptedQueue(this, 'StreamFailures', {
      settings,
      key,
      name: QUEUE.streamFailures,
      retention: Duration.days(14),
    });
    acknowledge(
      queue,
      'AwsSolutions-SQS3',
      'It is itself where failed stream batches end; nothing consumes it but people, told by an alarm.',
    );
    return queue;
  }
}
