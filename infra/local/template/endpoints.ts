/** Where this imaginary AWS account is. */
export const ACCOUNT = '000000000000';

export const REGION = 'eu-west-2';

export const PARTITION = 'aws';

/** What is only known once the emulators run, and stands in resolved templates. */
export interface Places {
  /** Without a slash at the end, e.g. `http://127.0.0.1:4100`. */
  readonly sqsEndpoint: string;
}

export const queueUrl = (places: Places, name: string): string =>
  `${places.sqsEndpoint}/${ACCOUNT}/${name}`;

export const queueArn = (name: string): string =>
  `arn:${PARTITION}:sqs:${REGION}:${ACCOUNT}:${name}`;

export const tableArn = (name: string): string =>
  `arn:${PARTITION}:dynamodb:${REGION}:${ACCOUNT}:table/${name}`;

/** AWS puts the moment of the stream's creation at the end; here every table has one stream only. */
export const streamArn = (tableName: string): string => `${tableArn(tableName)}/stream/local`;

export const functionArn = (name: string): string =>
  `arn:${PARTITION}:lambda:${REGION}:${ACCOUNT}:function:${name}`;

/** The last part of an ARN of a queue, or of a function with or without its version. */
export const nameInArn = (arn: string): string => arn.split(':').slice(5).join(':');

/** The function a lambda ARN means, whatever version or alias, also inside an API Gateway integration URI. */
export const functionNameInArn = (arn: string): string | undefined =>
  /:function:([A-Za-z0-9_-]+)/.exec(arn)?.[1];

/** The table whose stream an ARN means. */
export const tableNameInStreamArn = (arn: string): string | undefined =>
  /:table\/([^/]+)\/stream\//.exec(arn)?.[1];
