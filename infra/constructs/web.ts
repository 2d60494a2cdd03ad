import { CfnOutput } from 'aws-cdk-lib/core';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import {
  HttpApi,
  HttpMethod,
  HttpStage,
  LogGroupLogDestination,
} from 'aws-cdk-lib/aws-apigatewayv2';
import type { HttpRoute } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { Construct } from 'constructs';
import { ENVIRONMENT } from '../../shared/platform/names.ts';
import { DIRECTORY_FILE } from '../function-catalogue.ts';
import { nameIn } from '../settings.ts';
import type { StatefulStack } from '../stateful-stack.ts';
import { acknowledge } from './acknowledge.ts';
import { EncryptedLogGroup } from './encrypted-log-group.ts';
import { HomewardFunction } from './homeward-function.ts';
import type { FunctionSurroundings } from './homeward-function.ts';
import { allowQueries, allowReads, EVERY_INDEX } from './permissions.ts';

/** Requests a second that one stage answers; far above what an authority's staff ask. */
const THROTTLE = { rateLimit: 100, burstLimit: 200 };

/** The HTTP door: one function behind every path, reading only. */
export class Web extends Construct {
  readonly function: HomewardFunction;
  readonly api: HttpApi;

  constructor(scope: Construct, surroundings: FunctionSurroundings, stateful: StatefulStack) {
    super(scope, 'Web');
    const { coreTable, accessTable } = stateful;
    this.function = new HomewardFunction(this, 'web', surroundings, {
      [ENVIRONMENT.coreTable]: coreTable.tableName,
      [ENVIRONMENT.accessTable]: accessTable.tableName,
      [ENVIRONMENT.directoryFile]: DIRECTORY_FILE,
    });
    allowReads(this.function.role, coreTable, ['GetItem', 'BatchGetItem', 'Query']);
    allowQueries(this.function.role, coreTable, EVERY_INDEX);
    allowReads(this.function.role, accessTable, ['GetItem']);
    this.api = new HttpApi(this, 'Api', {
      apiName: nameIn(surroundings.settings, 'homeward'),
      createDefaultStage: false,
    });
    this.addRoutes();
    this.addStage(surroundings);
    new CfnOutput(this, 'Url', { value: this.api.apiEndpoint });
  }

  private addRoutes(): void {
    const integration = new HttpLambdaIntegration('Lambda', this.function.lambda);
    const routes: readonly HttpRoute[] = ['/', '/{proxy+}'].flatMap((path) =>
      this.api.addRoutes({ path, methods: [HttpMethod.ANY], integration }),
    );
    for (const route of routes) {
      acknowledge(
        route,
        'AwsSolutions-APIG4',
        'The function itself asks for a bearer token on every route but the description of the API, and answers only for the authorities of the caller.',
      );
    }
  }

  /** What is logged of a request names no child: neither query nor caller. */
  private addStage({ settings, operationsKey }: FunctionSurroundings): void {
    const scope = new Construct(this, 'Access');
    new HttpStage(this, 'Stage', {
      httpApi: this.api,
      stageName: '$default',
      autoDeploy: true,
      throttle: THROTTLE,
      accessLogSettings: {
        destination: new LogGroupLogDestination(
          new EncryptedLogGroup(scope, settings, operationsKey, 'web-access'),
        ),
        format: AccessLogFormat.custom(JSON.stringify(ACCESS_LOG)),
      },
    });
  }
}

const ACCESS_LOG = {
  requestId: '$context.requestId',
  requestTime: '$context.requestTime',
  method: '$context.httpMethod',
  path: '$context.path',
  status: '$context.status',
  latencyMs: '$context.responseLatency',
  bytes: '$context.responseLength',
  integrationError: '$context.integrationErrorMessage',
};
