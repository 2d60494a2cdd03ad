export const ACCOUNT = '000000000000';

export const REGION = 'eu-west-2';

export const PARTITION = 'aws';

/** Where the emulators listen, without a slash at the end. Resolved templates contain the address of SQS. */
export interface Endpoints {
  readonly dynamodb: string;
  readonly sqs: string;
}

export const buildQueueUrl = (endpoints: Endpoints, name: string): string =>
  `${endpoints.sqs}/${ACCOUNT}/${name}`;

export const buildQueueArn = (name: string): string =>
  `arn:${PARTITION}:sqs:${REGION}:${ACCOUNT}:${name}`;

export const buildTableArn = (name: string): string =>
  `arn:${PARTITION}:dynamodb:${REGION}:${ACCOUNT}:table/${name}`;

/** AWS puts the moment of the stream's creation at the end; here every table has one stream only. */
export const buildStreamArn = (tableName: string): string =>
  `${buildTableArn(tableName)}/stream/local`;

export const buildFunctionArn = (name: string): string =>
  `arn:${PARTITION}:lambda:${REGION}:${ACCOUNT}:function:${name}`;

/** The last part of an ARN of a queue, or of a function with or without its version. */
export const readNameInArn = (arn: string): string => arn.split(':').slice(5).join(':');

/** Reads a Lambda ARN with or without version or alias, also inside an API Gateway integration URI. */
export const readFunctionName = (arn: string): string | undefined =>
  /:function:([A-Za-z0-9_-]+)/.exec(arn)?.[1];

export const readTableName = (arn: string): string | undefined =>
  /:table\/([^/]+)\/stream\//.exec(arn)?.[1];
