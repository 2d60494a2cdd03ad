import * as z from 'zod';
import type { CloudAssembly } from './cloud-assembly.ts';
import { irrelevant, parseProperties, createRefusal } from './parse-properties.ts';
import type { Resource } from './resolve-assembly.ts';
import type { FunctionModel } from './stack-model.ts';
import { readFunctionName } from './endpoints.ts';

const nothing = irrelevant().optional();

const FUNCTION = z.strictObject({
  FunctionName: z.string().optional(),
  Code: z.strictObject({ S3Bucket: nothing, S3Key: z.string() }),
  Handler: z.string(),
  Runtime: z.string().startsWith('nodejs'),
  PackageType: z.literal('Zip').optional(),
  Environment: z.strictObject({ Variables: z.record(z.string(), z.string()) }).optional(),
  Timeout: z.number().default(3),
  MemorySize: z.number().default(128),
  ReservedConcurrentExecutions: z.number().optional(),
  Architectures: nothing,
  Description: nothing,
  EphemeralStorage: nothing,
  KmsKeyArn: nothing,
  LoggingConfig: nothing,
  RecursiveLoop: nothing,
  Role: nothing,
  RuntimeManagementConfig: nothing,
  SnapStart: nothing,
  Tags: nothing,
  TracingConfig: nothing,
});

const DEFAULT_ASYNC_RETRIES = 2;

const ASYNC = z.strictObject({
  FunctionName: z.string(),
  Qualifier: nothing,
  MaximumRetryAttempts: z.number().default(DEFAULT_ASYNC_RETRIES),
  MaximumEventAgeInSeconds: nothing,
});

export const readAsyncRetries = (resource: Resource): readonly [string, number] => {
  const { FunctionName, MaximumRetryAttempts } = parseProperties(resource, ASYNC);
  return [readFunctionName(FunctionName) ?? FunctionName, MaximumRetryAttempts];
};

const findFolder = (resource: Resource, assembly: CloudAssembly, key: string): string => {
  const folder = assembly.assets.get(key);
  if (folder !== undefined) return folder;
  throw createRefusal(resource, `its code ${key} is not among the assets of the assembly`);
};

export const readFunction = (
  resource: Resource,
  assembly: CloudAssembly,
  asyncRetries: ReadonlyMap<string, number>,
): FunctionModel => {
  const lambda = parseProperties(resource, FUNCTION);
  const [file, name] = lambda.Handler.split('.');
  if (file === undefined || name === undefined)
    throw createRefusal(resource, `property Handler is not of the form file.name`);
  return {
    name: resource.name,
    folder: findFolder(resource, assembly, lambda.Code.S3Key),
    handler: { file, name },
    environment: lambda.Environment?.Variables ?? {},
    timeoutSeconds: lambda.Timeout,
    memoryMb: lambda.MemorySize,
    concurrency: lambda.ReservedConcurrentExecutions ?? null,
    asyncRetries: asyncRetries.get(resource.name) ?? DEFAULT_ASYNC_RETRIES,
  };
};
