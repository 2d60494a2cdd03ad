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
import { nameIn } from '../settings.ts';
import type { StatefulStack } from '../stateful-stack.ts';
import { acknowledge } from './acknowledge.ts';
import { EncryptedLogGroup } from './encrypted-log-group.ts';
import { addressVariables, channelVariables, coreVariables } from './function-variables.ts';
import { HomewardFunction } from './homeward-function.ts';
import type { FunctionSurroundings } from './homeward-function.ts';
import { allowQueries, allowReads, allowSecret, allowWrites } from './permissions.ts';
import type { IndexKey } from './permissions.ts';

/** Requests a second that one stage answers; far above what an authority's staff ask. */
const THROTTLE = { rateLimit: 100, burstLimit: 200 };

/** What people list; what is due, pending or owed is for those who work it off. */
const LISTS: readonly IndexKey[] = [
  'episodesByAuthority',
  'episodesByChild',
  'tasksByTeam',
  'tasksByPractitioner',
  'rejectionsByForce',
  'returnsByAuthority',
  'escalationsByAuthority',
];

/** The HTTP door: one function behind every path. */
export class Web extends Construct {
  readonly function: HomewardFunction;
  readonly api: HttpApi;

  constructor(scope: Construct, surroundings: FunctionSurroundings, stateful: StatefulStack) {
    super(scope, 'Web');
    this.function = new HomewardFunction(this, 'web', surroundings, {
      ...coreVariables(stateful),
      [ENVIRONMENT.accessTable]: stateful.accessTable.tableName,
      [ENVIRONMENT.auditTable]: stateful.auditTable.tableName,
      [ENVIRONMENT.themesTable]: stateful.themesTable.tableName,
      ...channelVariables(stateful),
      ...addressVariables(surroundings.settings),
    });
    this.allow(stateful);
    this.api = new HttpApi(this, 'Api', {
      apiName: nameIn(surroundings.settings, 'homeward'),
      createDefaultStage: false,
    });
    this.addRoutes();
    this.addStage(surroundings);
    new CfnOutput(this, 'Url', { value: this.api.apiEndpoint });
  }

  private allow({
    coreTable,
    accessTable,
    auditTable,
    themesTable,
    notifySecret,
  }: StatefulStack): void {
    const { role } = this.function;
    allowReads(role, coreTable, ['GetItem', 'BatchGetItem', 'Query']);
    allowWrites(role, coreTable, ['PutItem', 'DeleteItem']);
    allowQueries(role, coreTable, LISTS);
    allowReads(role, accessTable, ['GetItem']);
    allowWrites(role, auditTable, ['PutItem']);
    allowReads(role, themesTable, ['Query']);
    if (notifySecret !== null) allowSecret(role, notifySecret);
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

  /** What is logged of a request names no child and opens nothing: neither query, in which a calendar's token is, nor caller. */
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
