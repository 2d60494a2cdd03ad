import type { RawResource } from './cloud-assembly.ts';
import {
  type Endpoints,
  ACCOUNT,
  PARTITION,
  REGION,
  buildFunctionArn,
  buildQueueArn,
  buildQueueUrl,
  buildStreamArn,
  buildTableArn,
} from './endpoints.ts';

export interface NamedResource {
  readonly type: string;
  readonly name: string;
  readonly logicalId: string;
}

type Attributes = (name: string, endpoints: Endpoints) => Readonly<Record<string, string>>;

const tableAttributes: Attributes = (name) => ({
  Ref: name,
  Arn: buildTableArn(name),
  StreamArn: buildStreamArn(name),
});

const ATTRIBUTES: Readonly<Record<string, Attributes>> = {
  'AWS::DynamoDB::Table': tableAttributes,
  'AWS::DynamoDB::GlobalTable': tableAttributes,
  'AWS::SQS::Queue': (name, endpoints) => ({
    Ref: buildQueueUrl(endpoints, name),
    QueueUrl: buildQueueUrl(endpoints, name),
    Arn: buildQueueArn(name),
    QueueName: name,
  }),
  'AWS::Lambda::Function': (name) => ({ Ref: name, Arn: buildFunctionArn(name) }),
};

const createStandIn = (resource: NamedResource, attribute: string): string =>
  attribute === 'Ref'
    ? resource.name
    : `arn:${PARTITION}:local:${REGION}:${ACCOUNT}:${resource.name}/${attribute}`;

/** The local value of `Ref` (attribute `Ref`) or `Fn::GetAtt` of a resource. Null for an unknown attribute. */
export const readAttribute = (
  resource: NamedResource,
  attribute: string,
  endpoints: Endpoints,
): string | null => {
  if (resource.type.startsWith('AWS::ApiGatewayV2::')) return resource.logicalId;
  const attributes = ATTRIBUTES[resource.type];
  if (attributes === undefined) return createStandIn(resource, attribute);
  return attributes(resource.name, endpoints)[attribute] ?? null;
};

const NAME_PROPERTY: Readonly<Record<string, string>> = {
  'AWS::DynamoDB::Table': 'TableName',
  'AWS::DynamoDB::GlobalTable': 'TableName',
  'AWS::SQS::Queue': 'QueueName',
  'AWS::Lambda::Function': 'FunctionName',
  'AWS::Scheduler::Schedule': 'Name',
  'AWS::Events::Rule': 'Name',
};

/** Lambda and DynamoDB names end at 64 and 255 characters; AWS shortens likewise. */
const LONGEST = 64;

const deriveName = (stackName: string, logicalId: string): string => {
  const whole = `${stackName}-${logicalId}`;
  return whole.length <= LONGEST
    ? whole
    : `${stackName.slice(0, LONGEST - 33)}-${logicalId.slice(-32)}`;
};

export const choosePhysicalName = (
  stackName: string,
  logicalId: string,
  resource: RawResource,
  resolve: (value: unknown) => unknown,
): string => {
  const property = NAME_PROPERTY[resource.Type];
  const given = property === undefined ? undefined : resolve(resource.Properties[property]);
  return typeof given === 'string' ? given : deriveName(stackName, logicalId);
};
