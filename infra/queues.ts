import type { Force } from '../shared/directory/directory.ts';
import { Duration, RemovalPolicy } from 'aws-cdk-lib/core';
import { AccountPrincipal, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import type { DeadLetterQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { QUEUE } from '../shared/platform/names.ts';
import { acknowledge } from './checks.ts';
import { FUNCTION_CATALOGUE } from './function-catalogue.ts';
import type { FunctionName } from './function-catalogue.ts';
import type { EncryptionKey } from './keys.ts';
import { buildResourceName } from './settings.ts';
import type { Settings } from './settings.ts';

/** The most SQS accepts. It is more than the contract allows, so that a message that is too large gets a reply. */
const MAX_MESSAGE_BYTES = 1_048_576;

const MAX_RECEIVES = 5;

/** A dead letter keeps the time at which it was first sent, so its queue must keep it longer than the source does. */
const RETENTION = {
  source: Duration.days(4),
  deadLetters: Duration.days(14),
  replies: Duration.days(14),
};

interface EncryptedQueueProps {
  readonly settings: Settings;
  readonly key: EncryptionKey;
  readonly name: string;
  readonly retention: Duration;
  readonly visibilityTimeout?: Duration;
  readonly deadLetterQueue?: DeadLetterQueue;
}

export class EncryptedQueue extends Queue {
  readonly messagesKey: EncryptionKey;

  constructor(scope: Construct, id: string, props: EncryptedQueueProps) {
    super(scope, id, {
      queueName: buildResourceName(props.settings, props.name),
      retentionPeriod: props.retention,
      maxMessageSizeBytes: MAX_MESSAGE_BYTES,
      ...(props.visibilityTimeout && { visibilityTimeout: props.visibilityTimeout }),
      ...(props.deadLetterQueue && { deadLetterQueue: props.deadLetterQueue }),
      encryption: QueueEncryption.KMS,
      encryptionMasterKey: props.key,
      enforceSSL: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    this.messagesKey = props.key;
  }

  allowAccounts(accounts: readonly string[], actions: readonly string[]): void {
    if (accounts.length === 0) return;
    this.addToResourcePolicy(
      new PolicyStatement({
        principals: accounts.map((account) => new AccountPrincipal(account)),
        actions: [...actions],
        resources: [this.queueArn],
      }),
    );
  }
}

class WorkQueue extends Construct {
  readonly work: EncryptedQueue;
  readonly deadLetters: EncryptedQueue;

  constructor(
    scope: Construct,
    id: string,
    props: Pick<EncryptedQueueProps, 'settings' | 'key'> & {
      readonly name: string;
      readonly deadLettersName: string;
      readonly reader: FunctionName;
    },
  ) {
    super(scope, id);
    const { settings, key, name, deadLettersName, reader } = props;
    this.deadLetters = new EncryptedQueue(this, 'DeadLetters', {
      settings,
      key,
      name: deadLettersName,
      retention: RETENTION.deadLetters,
    });
    this.work = new EncryptedQueue(this, 'Work', {
      settings,
      key,
      name,
      retention: RETENTION.source,
      // AWS's advice for a queue that a function reads: six times the function's timeout.
      visibilityTimeout: Duration.seconds(6 * FUNCTION_CATALOGUE[reader].timeout),
      deadLetterQueue: { queue: this.deadLetters, maxReceiveCount: MAX_RECEIVES },
    });
  }
}

export class NotificationQueues extends WorkQueue {
  constructor(scope: Construct, settings: Settings, key: EncryptionKey) {
    super(scope, 'NotificationQueues', {
      settings,
      key,
      name: QUEUE.notifications,
      deadLettersName: QUEUE.notificationsDeadLetters,
      reader: 'intake',
    });
    const senders = new Set(Object.values(settings.forceAccounts));
    this.work.allowAccounts([...senders], ['sqs:SendMessage']);
  }
}

export class EvidenceQueues extends WorkQueue {
  constructor(scope: Construct, settings: Settings, key: EncryptionKey) {
    super(scope, 'EvidenceQueues', {
      settings,
      key,
      name: QUEUE.evidence,
      deadLettersName: QUEUE.evidenceDeadLetters,
      reader: 'evidence',
    });
  }
}

/** Positions in the stream of the batches that a function gave up on, without their records. */
export class FailureQueue extends EncryptedQueue {
  constructor(scope: Construct, id: string, settings: Settings, key: EncryptionKey, name: string) {
    super(scope, id, { settings, key, name, retention: RETENTION.deadLetters });
    acknowledge(
      this,
      'AwsSolutions-SQS3',
      'This is where failed stream batches end. Only operators read it, when an alarm tells them to.',
    );
  }
}

const FORCE_ACTIONS = [
  'sqs:ReceiveMessage',
  'sqs:DeleteMessage',
  'sqs:ChangeMessageVisibility',
  'sqs:GetQueueAttributes',
];

export class ReplyQueues extends Construct {
  readonly byForce: Readonly<Record<string, EncryptedQueue>>;

  constructor(scope: Construct, settings: Settings, key: EncryptionKey, forces: readonly Force[]) {
    super(scope, 'ReplyQueues');
    this.byForce = Object.fromEntries(
      forces.map(({ code }) => [code, this.createQueue(code, settings, key)]),
    );
  }

  private createQueue(force: string, settings: Settings, key: EncryptionKey): EncryptedQueue {
    const queue = new EncryptedQueue(this, force, {
      settings,
      key,
      name: QUEUE.replies(force),
      retention: RETENTION.replies,
    });
    const account = settings.forceAccounts[force];
    queue.allowAccounts(account === undefined ? [] : [account], FORCE_ACTIONS);
    acknowledge(
      queue,
      'AwsSolutions-SQS3',
      'The force reads this queue. A dead-letter queue of ours would take a reply away without the force seeing it.',
    );
    return queue;
  }
}
