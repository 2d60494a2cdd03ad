import * as z from 'zod';
import { irrelevant, parseProperties, createRefusal } from './parse-properties.ts';
import type { Resource } from './resolve-assembly.ts';
import type { RouteModel } from './stack-model.ts';
import { readFunctionName } from './endpoints.ts';

const nothing = irrelevant().optional();

const API = z.strictObject({
  Name: z.string(),
  ProtocolType: z.literal('HTTP'),
  Description: nothing,
  DisableExecuteApiEndpoint: nothing,
  Tags: nothing,
});

const STAGE = z.strictObject({
  ApiId: z.string(),
  StageName: z.literal('$default'),
  AccessLogSettings: nothing,
  AutoDeploy: nothing,
  DefaultRouteSettings: nothing,
  RouteSettings: nothing,
  Description: nothing,
  Tags: nothing,
});

const INTEGRATION = z.strictObject({
  ApiId: z.string(),
  IntegrationType: z.literal('AWS_PROXY'),
  IntegrationUri: z.string(),
  PayloadFormatVersion: z.literal('2.0'),
  IntegrationMethod: nothing,
  TimeoutInMillis: nothing,
  Description: nothing,
});

const ROUTE = z.strictObject({
  ApiId: z.string(),
  RouteKey: z.string(),
  Target: z.string(),
  AuthorizationType: z.literal('NONE').optional(),
  OperationName: nothing,
});

const readIntegratedFunction = (resource: Resource): readonly [string, string] => {
  const { IntegrationUri } = parseProperties(resource, INTEGRATION);
  const functionName = readFunctionName(IntegrationUri);
  if (functionName === undefined) throw createRefusal(resource, 'it does not integrate a function');
  return [resource.logicalId, functionName];
};

const readRoute = (resource: Resource, integrations: ReadonlyMap<string, string>): RouteModel => {
  const route = parseProperties(resource, ROUTE);
  const functionName = integrations.get(route.Target.replace(/^integrations\//, ''));
  if (functionName !== undefined) return { key: route.RouteKey, functionName };
  throw createRefusal(resource, `its target ${route.Target} is no integration`);
};

/** The routes of the HTTP API. One machine serves one API, on one port. */
export const readRoutes = (resources: readonly Resource[]): readonly RouteModel[] => {
  const ofType = (type: string) =>
    resources.filter((resource) => resource.type === `AWS::ApiGatewayV2::${type}`);
  for (const api of ofType('Api')) parseProperties(api, API);
  const [, second] = ofType('Api');
  if (second !== undefined) throw createRefusal(second, 'the local stack serves only one HTTP API');
  for (const stage of ofType('Stage')) parseProperties(stage, STAGE);
  const integrations = new Map(ofType('Integration').map(readIntegratedFunction));
  return ofType('Route').map((route) => readRoute(route, integrations));
};
