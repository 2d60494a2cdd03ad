import { RemovalPolicy, Stack } from 'aws-cdk-lib/core';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { AccountPrincipal, IGrantable } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import { nameIn } from '../settings.ts';
import type { Settings } from '../settings.ts';

/** A service that encrypts with a key on behalf of who calls it. */
export type EncryptingService = 'dynamodb' | 'secretsmanager' | 'sqs';

/** A customer-managed key, rotated each year, that outlives its stack: without it what it encrypted is lost. */
export class EncryptionKey extends Key {
  constructor(scope: Construct, id: string, settings: Settings, name: string, description: string) {
    super(scope, id, {
      alias: `alias/${nameIn(settings, name)}`,
      description,
      enableKeyRotation: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
  }

  /** Lets one of our roles use the key, but only through the service that keeps the data. */
  allowThrough(service: EncryptingService, role: IGrantable, actions: readonly string[]): void {
    role.grantPrincipal.addToPrincipalPolicy(
      new PolicyStatement({
        actions: [...actions],
        resources: [this.keyArn],
        conditions: through(service, this),
      }),
    );
  }

  /** Lets other accounts use the key, but only through the service whose resource policy admits them. */
  allowAccountsThrough(service: EncryptingService, accounts: readonly AccountPrincipal[]): void {
    if (accounts.length === 0) return;
    this.addToResourcePolicy(
      new PolicyStatement({
        principals: [...accounts],
        actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
        resources: ['*'],
        conditions: through(service, this),
      }),
    );
  }
}

const through = (service: EncryptingService, key: Key) => ({
  StringEquals: { 'kms:ViaService': `${service}.${Stack.of(key).region}.amazonaws.com` },
});
