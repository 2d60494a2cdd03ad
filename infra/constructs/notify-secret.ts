import { RemovalPolicy } from 'aws-cdk-lib/core';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';
import type { Settings } from '../settings.ts';
import { acknowledge } from './acknowledge.ts';
import type { EncryptionKey } from './encryption-key.ts';

/**
 * What GOV.UK Notify and we know each other by, as JSON: `apiKey`, which a person puts in, and `callbackToken`,
 * which is made here and told to Notify. Changing how the token is made would replace both.
 */
export class NotifySecret extends Secret {
  readonly recordsKey: EncryptionKey;

  constructor(scope: Construct, settings: Settings, key: EncryptionKey) {
    super(scope, 'NotifySecret', {
      secretName: `homeward/${settings.stage}/notify`,
      description: 'Homeward: key of GOV.UK Notify and token of its callback',
      encryptionKey: key,
      removalPolicy: RemovalPolicy.RETAIN,
      generateSecretString: {
        secretStringTemplate: JSON.stringify({ apiKey: '' }),
        generateStringKey: 'callbackToken',
        passwordLength: 48,
        excludePunctuation: true,
      },
    });
    this.recordsKey = key;
    acknowledge(
      this,
      'AwsSolutions-SMG4',
      'GOV.UK Notify has no way to make a key by program: both are changed by hand in Notify and then here.',
    );
  }
}
