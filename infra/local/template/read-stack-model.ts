import type { CloudAssembly } from './cloud-assembly.ts';
import { createRefusal } from './parse-properties.ts';
import { readQueueSource, readStreamSource, isQueueSource } from './read-event-source.ts';
import { readAsyncRetries, readFunction } from './read-function.ts';
import { readQueue } from './read-queue.ts';
import { readRoutes } from './read-routes.ts';
import { readRule, readSchedule } from './read-schedule.ts';
import { readTable } from './read-table.ts';
import type { Resource } from './resolve-assembly.ts';
import { resolveAssembly } from './resolve-assembly.ts';
import type { StackModel } from './stack-model.ts';
import type { Endpoints } from './endpoints.ts';

const RUNNING_TYPES: ReadonlySet<string> = new Set([
  'AWS::ApiGatewayV2::Api',
  'AWS::ApiGatewayV2::Integration',
  'AWS::ApiGatewayV2::Route',
  'AWS::ApiGatewayV2::Stage',
  'AWS::DynamoDB::Table',
  'AWS::Events::Rule',
  'AWS::Lambda::EventInvokeConfig',
  'AWS::Lambda::EventSourceMapping',
  'AWS::Lambda::Function',
  'AWS::SQS::Queue',
  'AWS::Scheduler::Schedule',
]);

const refuseUnknownType = (resource: Resource): void => {
  if (!RUNNING_TYPES.has(resource.type))
    throw createRefusal(resource, 'the local stack does not support resources of this type');
};

export const readStackModel = (assembly: CloudAssembly, endpoints: Endpoints): StackModel => {
  const resources = resolveAssembly(assembly, endpoints, (type) => !isIrrelevant(type));
  resources.forEach(refuseUnknownType);
  const ofType = (type: string) => resources.filter((resource) => resource.type === type);
  const sources = ofType('AWS::Lambda::EventSourceMapping');
  const retries = new Map(ofType('AWS::Lambda::EventInvokeConfig').map(readAsyncRetries));
  return {
    tables: ofType('AWS::DynamoDB::Table').map(readTable),
    queues: ofType('AWS::SQS::Queue').map(readQueue),
    functions: ofType('AWS::Lambda::Function').map((lambda) =>
      readFunction(lambda, assembly, retries),
    ),
    queueSources: sources.filter(isQueueSource).map(readQueueSource),
    streamSources: sources.filter((source) => !isQueueSource(source)).map(readStreamSource),
    schedules: [
      ...ofType('AWS::Events::Rule').flatMap(readRule),
      ...ofType('AWS::Scheduler::Schedule').map(readSchedule),
    ],
    routes: readRoutes(resources),
  };
};

/** Resource types that need nothing on one machine: permissions, keys, secrets, alarms, log groups and the CDK's own notes. */
const IRRELEVANT_TYPES: ReadonlySet<string> = new Set([
  'AWS::CDK::Metadata',
  'AWS::CloudWatch::Alarm',
  'AWS::CloudWatch::CompositeAlarm',
  'AWS::CloudWatch::Dashboard',
  'AWS::IAM::ManagedPolicy',
  'AWS::IAM::Policy',
  'AWS::IAM::Role',
  'AWS::KMS::Alias',
  'AWS::KMS::Key',
  'AWS::Lambda::Permission',
  'AWS::Logs::LogGroup',
  'AWS::Logs::MetricFilter',
  'AWS::Logs::ResourcePolicy',
  'AWS::SNS::Subscription',
  'AWS::SNS::Topic',
  'AWS::SNS::TopicPolicy',
  'AWS::SQS::QueuePolicy',
  'AWS::Scheduler::ScheduleGroup',
  'AWS::SecretsManager::ResourcePolicy',
  'AWS::SecretsManager::RotationSchedule',
  'AWS::SecretsManager::Secret',
  'AWS::SecretsManager::SecretTargetAttachment',
]);

export const isIrrelevant = (type: string): boolean => IRRELEVANT_TYPES.has(type);
