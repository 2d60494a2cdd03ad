import { RemovalPolicy } from 'aws-cdk-lib/core';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';
import { acknowledge } from './checks.ts';
import type { EncryptionKey } from './keys.ts';
import type { Settings } from './settings.ts';

/**
 * The key from which the ids of children and episodes are made. It is generated once and never changes: ids made with
 * another one lead nowhere. A change to how it is generated would replace it.
 */
export class IdKeySecret extends Secret {
  readonly recordsKey: EncryptionKey;

  constructor(scope: Construct, settings: Settings, key: EncryptionKey) {
    super(scope, 'IdKeySecret', {
      secretName: `homeward/${settings.stage}/id-key`,
      description: 'Homeward: key of the ids of children and episodes. Never change it.',
      encryptionKey: key,
      removalPolicy: RemovalPolicy.RETAIN,
      generateSecretString: { passwordLength: 64, excludePunctuation: true },
    });
    this.recordsKey = key;
    acknowledge(
      this,
      'AwsSolutions-SMG4',
      'Ids that were made with it are in use: with another key, nobody would find an episode again.',
    );
  }
}
