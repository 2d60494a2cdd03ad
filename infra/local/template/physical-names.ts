import type { RawResource } from './cloud-assembly.ts';

/** The property that gives a resource its name, for the types whose name matters. */
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

const derived = (stackName: string, logicalId: string): string => {
  const whole = `${stackName}-${logicalId}`;
  return whole.length <= LONGEST
    ? whole
    : `${stackName.slice(0, LONGEST - 33)}-${logicalId.slice(-32)}`;
};

/** The name a resource gets: its own if the template gives one, else one from stack and logical id. */
export const physicalName = (
  stackName: string,
  logicalId: string,
  resource: RawResource,
  resolve: (value: unknown) => unknown,
): string => {
  const property = NAME_PROPERTY[resource.Type];
  const given = property === undefined ? undefined : resolve(resource.Properties[property]);
  return typeof given === 'string' ? given : derived(stackName, logicalId);
};
