import { RemovalPolicy } from 'aws-cdk-lib/core';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';
import type { Settings } from './settings.ts';
import type { EncryptionKey } from './keys.ts';
import { acknowledge } from './checks.ts';

/**
 * JSON with `apiKey`, which an operator enters, and `callbackToken`, which is generated here and entered at GOV.UK
 * Notify. A change to how the token is generated would replace both.
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
      'GOV.UK Notify has no API for keys: both are changed by hand in Notify and then here.',
    );
  }
}
