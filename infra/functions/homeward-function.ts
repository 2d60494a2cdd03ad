import { join } from 'node:path';
import { Duration } from 'aws-cdk-lib/core';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  Architecture,
  Code,
  Function as LambdaFunction,
  Runtime,
  Tracing,
} from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { ENVIRONMENT, METRIC } from '../../shared/platform/names.ts';
import { FUNCTION_CATALOGUE } from '../function-catalogue.ts';
import type { FunctionName } from '../function-catalogue.ts';
import { buildResourceName } from '../settings.ts';
import type { Settings } from '../settings.ts';
import { type OperationsKey, EncryptedLogGroup } from '../keys.ts';
import { acknowledge } from '../checks.ts';

export interface FunctionContext {
  readonly settings: Settings;
  readonly operationsKey: OperationsKey;
  readonly bundlesFolder: string;
}

export class HomewardFunction extends Construct {
  readonly lambda: LambdaFunction;
  readonly role: Role;
  /** The dimension `service` of its metrics. */
  readonly service: string;

  constructor(
    scope: Construct,
    name: FunctionName,
    context: FunctionContext,
    environment: Readonly<Record<string, string>>,
  ) {
    super(scope, 'Function');
    const { settings, operationsKey, bundlesFolder } = context;
    this.service = buildResourceName(settings, name);
    const logs = new EncryptedLogGroup(this, settings, operationsKey, name);
    this.role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    this.role.addToPolicy(
      new PolicyStatement({
        actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
        resources: [logs.logGroupArn],
      }),
    );
    this.lambda = new LambdaFunction(this, 'Lambda', {
      functionName: this.service,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      handler: 'index.handler',
      code: Code.fromAsset(join(bundlesFolder, name)),
      memorySize: FUNCTION_CATALOGUE[name].memory,
      timeout: Duration.seconds(FUNCTION_CATALOGUE[name].timeout),
      role: this.role,
      logGroup: logs,
      tracing: settings.tracing ? Tracing.ACTIVE : Tracing.DISABLED,
      environment: { ...environment, ...buildSharedEnvironment(settings, this.service) },
    });
    if (settings.tracing) {
      acknowledge(
        this.role,
        'AwsSolutions-IAM5[Resource::*]',
        'X-Ray takes segments for the whole account only. The permission is given only in a stage with tracing.',
      );
    }
  }
}

const buildSharedEnvironment = (settings: Settings, service: string): Record<string, string> => ({
  [ENVIRONMENT.stage]: settings.stage,
  POWERTOOLS_SERVICE_NAME: service,
  POWERTOOLS_METRICS_NAMESPACE: METRIC.namespace,
  POWERTOOLS_LOG_LEVEL: settings.logLevel,
});
