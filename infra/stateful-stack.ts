import type { Directory } from '../shared/directory/directory.ts';
import { Stack } from 'aws-cdk-lib/core';
import { AccountPrincipal } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { QUEUE } from '../shared/platform/names.ts';
import { IdKeySecret } from './id-key-secret.ts';
import { EncryptionKey } from './keys.ts';
import { NotifySecret } from './notify-secret.ts';
import { EvidenceQueues, FailureQueue, NotificationQueues, ReplyQueues } from './queues.ts';
import { isLocal } from './settings.ts';
import type { Settings } from './settings.ts';
import { AccessTable, AuditTable, CoreTable, ThemesTable } from './tables.ts';

/** Everything that holds data. Deployed first, changed seldom, never deleted. */
export class StatefulStack extends Stack {
  readonly coreTable: CoreTable;
  readonly accessTable: AccessTable;
  readonly auditTable: AuditTable;
  readonly themesTable: ThemesTable;
  /** Null in stage `local`, which sends nothing. */
  readonly notifySecret: NotifySecret | null;
  /** Null in stage `local`, which has a fixed key. */
  readonly idKeySecret: IdKeySecret | null;
  readonly notificationQueues: NotificationQueues;
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
    const records = new EncryptionKey(this, settings, 'records', 'Homeward tables, secrets');
    this.coreTable = new CoreTable(this, records);
    this.accessTable = new AccessTable(this, records);
    this.auditTable = new AuditTable(this, records);
    this.themesTable = new ThemesTable(this, records);
    this.notifySecret = isLocal(settings) ? null : new NotifySecret(this, settings, records);
    this.idKeySecret = isLocal(settings) ? null : new IdKeySecret(this, settings, records);
    const messages = new EncryptionKey(this, settings, 'messages', 'Homeward queues');
    const accounts = [...new Set(Object.values(settings.forceAccounts))];
    messages.allowAccountsThrough(
      'sqs',
      accounts.map((account) => new AccountPrincipal(account)),
    );
    this.notificationQueues = new NotificationQueues(this, settings, messages);
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
