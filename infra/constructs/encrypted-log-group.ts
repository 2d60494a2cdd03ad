import { RemovalPolicy } from 'aws-cdk-lib/core';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import type { Settings } from '../settings.ts';
import { logFolder } from './operations-key.ts';
import type { OperationsKey } from './operations-key.ts';

/** Logs kept as long as the stage says, encrypted; they stay when the stack goes, so that an incident can be read. */
export class EncryptedLogGroup extends LogGroup {
  constructor(scope: Construct, settings: Settings, key: OperationsKey, name: string) {
    super(scope, 'Logs', {
      logGroupName: `${logFolder(settings)}/${name}`,
      retention: settings.logRetentionDays,
      encryptionKey: key,
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    });
  }
}
