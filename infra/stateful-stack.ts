import { Stack } from 'aws-cdk-lib/core';
import { AccountPrincipal } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import type { Directory } from '../shared/directory/authority.ts';
import { QUEUE } from '../shared/platform/names.ts';
import { AccessTable } from './constructs/access-table.ts';
import { AuditTable } from './constructs/audit-table.ts';
import { CoreTable } from './constructs/core-table.ts';
import { EncryptionKey } from './constructs/encryption-key.ts';
import { EvidenceQueues } from './constructs/evidence-queues.ts';
import { FailureQueue } from './constructs/failure-queue.ts';
import { NotificationQueues } from './constructs/notification-queues.ts';
import { NotifySecret } from './constructs/notify-secret.ts';
import { ReplyQueues } from './constructs/reply-queues.ts';
import { ThemesTable } from './constructs/themes-table.ts';
import { isLocal } from './settings.ts';
import type { Settings } from './settings.ts';

/** Whatever holds data: tables, queues, secrets and their keys. Deployed first, changed seldom, never deleted. */
export class StatefulStack extends Stack {
  readonly coreTable: CoreTable;
  readonly accessTable: AccessTable;
  readonly auditTable: AuditTable;
  readonly themesTable: ThemesTable;
  /** Null on one machine, from which nobody is sent anything. */
  readonly notifySecret: NotifySecret | null;
  readonly queues: NotificationQueues;
  readonly streamFailures: FailureQueue;
  readonly alertFailures: FailureQueue;
  readonly replyQueues: ReplyQueues;
  readonly evidenceQueues: EvidenceQueues;

  constructor(scope: Construct, settings: Settings, directory: Directory) {
    super(scope, `Homeward-${settings.stage}-Stateful`, {
      env: { region: settings.region, ...(settings.account && { account: settings.account }) },
      description: 'Homeward: tables, queues, secrets and their keys',
      terminationProtection: !isLocal(settings),
    });
    const records = new EncryptionKey(
      this,
      'RecordsKey',
      settings,
      'records',
      'Homeward tables, secrets',
    );
    this.coreTable = new CoreTable(this, records);
    this.accessTable = new AccessTable(this, records);
    this.auditTable = new AuditTable(this, records);
    this.themesTable = new ThemesTable(this, records);
    this.notifySecret = isLocal(settings) ? null : new NotifySecret(this, settings, records);
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
    this.evidenceQueues = new EvidenceQueues(this, settings, messages);
    const failures = [settings, messages] as const;
    this.streamFailures = new FailureQueue(
      this,
      'StreamFailures',
      ...failures,
      QUEUE.streamFailures,
    );
    this.alertFailures = new FailureQueue(this, 'AlertFailures', ...failures, QUEUE.alertFailures);
  }
}
