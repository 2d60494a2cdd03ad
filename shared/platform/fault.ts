import * as z from 'zod';
import { type FaultCode, FaultError } from '../kernel/fault-error.ts';

export interface Fault {
  /** What to look up in docs/runbook.md. */
  readonly code: FaultCode;
  readonly name: string;
  readonly frames: readonly string[];
}

/** What may be logged of an error. Its message is left out, because it may quote data. */
export const describeFault = (error: unknown): Fault =>
  error instanceof Error
    ? { code: findCode(error), name: error.name, frames: readFrames(error.stack ?? '') }
    : { code: 'unexpected', name: 'unknown', frames: [] };

const readFrames = (stack: string): readonly string[] =>
  stack
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line.startsWith('at '));

/** Names of errors of the AWS SDK, and codes of errors of Node's sockets. */
const CODES_BY_NAME: Readonly<Record<string, FaultCode>> = {
  AccessDenied: 'access-denied',
  AccessDeniedException: 'access-denied',
  CredentialsProviderError: 'access-denied',
  ExpiredTokenException: 'access-denied',
  UnrecognizedClientException: 'access-denied',
  InternalServerError: 'aws-unavailable',
  ServiceUnavailable: 'aws-unavailable',
  QueueDoesNotExist: 'missing-resource',
  ResourceNotFoundException: 'missing-resource',
  AbortError: 'no-connection',
  ECONNREFUSED: 'no-connection',
  ECONNRESET: 'no-connection',
  ENOTFOUND: 'no-connection',
  ETIMEDOUT: 'no-connection',
  TimeoutError: 'no-connection',
  BatchRequestTooLong: 'refused-by-aws',
  InvalidParameterValue: 'refused-by-aws',
  InvalidMessageContents: 'refused-by-aws',
  ItemCollectionSizeLimitExceededException: 'refused-by-aws',
  ValidationException: 'refused-by-aws',
  ProvisionedThroughputExceededException: 'throttled',
  RequestLimitExceeded: 'throttled',
  RequestThrottled: 'throttled',
  ThrottlingException: 'throttled',
  TransactionInProgressException: 'throttled',
};

/** Why DynamoDB cancelled a transaction, for reasons that are not ours to expect. */
const CODES_BY_REASON: Readonly<Record<string, FaultCode>> = {
  ItemCollectionSizeLimitExceeded: 'refused-by-aws',
  ProvisionedThroughputExceeded: 'throttled',
  ThrottlingError: 'throttled',
  ValidationError: 'refused-by-aws',
};

const awsErrorSchema = z.object({
  code: z.string().optional().catch(undefined),
  $fault: z.string().optional().catch(undefined),
  CancellationReasons: z
    .array(z.object({ Code: z.string().optional() }))
    .optional()
    .catch(undefined),
});

const findAwsCode = (error: Error): FaultCode | undefined => {
  const { code = '', $fault, CancellationReasons = [] } = awsErrorSchema.parse(error);
  const reasons = CancellationReasons.map(({ Code = '' }) => CODES_BY_REASON[Code]);
  return (
    CODES_BY_NAME[error.name] ??
    CODES_BY_NAME[code] ??
    reasons.find((reason) => reason !== undefined) ??
    ($fault === 'server' ? 'aws-unavailable' : undefined)
  );
};

const findCodeOfSeveral = ({ errors }: AggregateError): FaultCode => {
  const codes = [...new Set(errors.map((one) => describeFault(one).code))];
  return codes.length === 1 ? (codes[0] ?? 'unexpected') : 'several';
};

const findCode = (error: Error): FaultCode => {
  if (error instanceof FaultError) return error.code;
  if (error instanceof AggregateError) return findCodeOfSeveral(error);
  if (error instanceof z.ZodError) return 'unreadable-item';
  return (
    findAwsCode(error) ?? (error.cause instanceof Error ? findCode(error.cause) : 'unexpected')
  );
};
