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
import { buildResourceName } from '../settings.ts';
import type { StatefulStack } from '../stateful-stack.ts';
import {
  buildAddressVariables,
  buildChannelVariables,
  buildCoreVariables,
  buildIdVariables,
} from './variables.ts';
import { HomewardFunction } from './homeward-function.ts';
import type { FunctionContext } from './homeward-function.ts';
import { allowQueries, allowReads, allowSecret, allowWrites } from './permissions.ts';
import type { IndexKey } from './permissions.ts';
import { EncryptedLogGroup } from '../keys.ts';
import { acknowledge } from '../checks.ts';

/** Requests a second; far above what the staff of an authority make. */
const THROTTLE = { rateLimit: 100, burstLimit: 200 };

/** The indexes that people list by. Due and pending items belong to the functions that process them. */
const LISTS: readonly IndexKey[] = [
  'episodesByAuthority',
  'episodesByChild',
  'tasksByTeam',
  'tasksByPractitioner',
  'tasksByReference',
  'rejectionsByForce',
  'returnsByAuthority',
  'escalationsByAuthority',
];

export class Web extends Construct {
  readonly function: HomewardFunction;
  readonly api: HttpApi;

  constructor(scope: Construct, context: FunctionContext, stateful: StatefulStack) {
    super(scope, 'Web');
    this.function = new HomewardFunction(this, 'web', context, {
      ...buildCoreVariables(stateful),
      ...buildIdVariables(stateful),
      [ENVIRONMENT.accessTable]: stateful.accessTable.tableName,
      [ENVIRONMENT.auditTable]: stateful.auditTable.tableName,
      [ENVIRONMENT.themesTable]: stateful.themesTable.tableName,
      ...buildChannelVariables(stateful),
      ...buildAddressVariables(context.settings),
    });
    this.allow(stateful);
    this.api = new HttpApi(this, 'Api', {
      apiName: buildResourceName(context.settings, 'homeward'),
      createDefaultStage: false,
    });
    this.addRoutes();
    this.addStage(context);
    new CfnOutput(this, 'Url', { value: this.api.apiEndpoint });
  }

  private allow({
    coreTable,
    accessTable,
    auditTable,
    themesTable,
    notifySecret,
    idKeySecret,
  }: StatefulStack): void {
    const { role } = this.function;
    allowReads(role, coreTable, ['GetItem', 'BatchGetItem', 'Query']);
    allowWrites(role, coreTable, ['PutItem', 'DeleteItem']);
    allowQueries(role, coreTable, LISTS);
    allowReads(role, accessTable, ['GetItem']);
    allowReads(role, auditTable, ['BatchGetItem', 'Query']);
    allowWrites(role, auditTable, ['PutItem']);
    allowReads(role, themesTable, ['Query']);
    for (const secret of [notifySecret, idKeySecret])
      if (secret !== null) allowSecret(role, secret);
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
        'The function itself requires a bearer token on every route but the description of the API, and answers only for the authorities of the caller.',
      );
    }
  }

  /** The access log leaves out the query, which may contain a calendar's token, and the caller. */
  private addStage({ settings, operationsKey }: FunctionContext): void {
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
