import { RemovalPolicy } from 'aws-cdk-lib/core';
import type { Duration } from 'aws-cdk-lib/core';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import type { DeadLetterQueue } from 'aws-cdk-lib/aws-sqs';
import { AccountPrincipal, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { nameIn } from '../settings.ts';
import type { Settings } from '../settings.ts';
import type { EncryptionKey } from './encryption-key.ts';

/** What SQS can hold. Larger than the contract allows, so that a message too large is answered, not refused unseen. */
const LARGEST_MESSAGE_BYTES = 1_048_576;

export interface EncryptedQueueProps {
  readonly settings: Settings;
  readonly key: EncryptionKey;
  /** Without the stage. */
  readonly name: string;
  readonly retention: Duration;
  readonly visibilityTimeout?: Duration;
  readonly deadLetterQueue?: DeadLetterQueue;
}

/** A standard queue, encrypted with our key, that answers over TLS only and outlives its stack. */
export class EncryptedQueue extends Queue {
  readonly messagesKey: EncryptionKey;

  constructor(scope: Construct, id: string, props: EncryptedQueueProps) {
    super(scope, id, {
      queueName: nameIn(props.settings, props.name),
      retentionPeriod: props.retention,
      maxMessageSizeBytes: LARGEST_MESSAGE_BYTES,
      ...(props.visibilityTimeout && { visibilityTimeout: props.visibilityTimeout }),
      ...(props.deadLetterQueue && { deadLetterQueue: props.deadLetterQueue }),
      encryption: QueueEncryption.KMS,
      encryptionMasterKey: props.key,
      enforceSSL: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    this.messagesKey = props.key;
  }

  /** Admits other AWS accounts; what is not admitted here stays out. */
  admit(accounts: readonly string[], actions: readonly string[]): void {
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
