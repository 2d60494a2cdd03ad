import type { Places } from './places.ts';
import {
  ACCOUNT,
  PARTITION,
  REGION,
  functionArn,
  queueArn,
  queueUrl,
  streamArn,
  tableArn,
} from './places.ts';

/** A resource with its name, enough to say what `Ref` and `Fn::GetAtt` give. */
export interface NamedResource {
  readonly type: string;
  readonly name: string;
  readonly logicalId: string;
}

type Attributes = (name: string, places: Places) => Readonly<Record<string, string>>;

const tableAttributes: Attributes = (name) => ({
  Ref: name,
  Arn: tableArn(name),
  StreamArn: streamArn(name),
});

const ATTRIBUTES: Readonly<Record<string, Attributes>> = {
  'AWS::DynamoDB::Table': tableAttributes,
  'AWS::DynamoDB::GlobalTable': tableAttributes,
  'AWS::SQS::Queue': (name, places) => ({
    Ref: queueUrl(places, name),
    QueueUrl: queueUrl(places, name),
    Arn: queueArn(name),
    QueueName: name,
  }),
  'AWS::Lambda::Function': (name) => ({ Ref: name, Arn: functionArn(name) }),
};

/** Resources that do not run here have no value of their own: a stable stand-in, fit wherever an ARN goes. */
const standIn = (resource: NamedResource, attribute: string): string =>
  attribute === 'Ref'
    ? resource.name
    : `arn:${PARTITION}:local:${REGION}:${ACCOUNT}:${resource.name}/${attribute}`;

/** What `Ref` (attribute `Ref`) or `Fn::GetAtt` of a resource gives locally; null for an unknown attribute. */
export const attributeOf = (
  resource: NamedResource,
  attribute: string,
  places: Places,
): string | null => {
  if (resource.type.startsWith('AWS::ApiGatewayV2::')) return resource.logicalId;
  const attributes = ATTRIBUTES[resource.type];
  if (attributes === undefined) return standIn(resource, attribute);
  return attributes(resource.name, places)[attribute] ?? null;
};
