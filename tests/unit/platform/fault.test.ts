import { readFileSync } from 'node:fs';
import {
  InternalServerError,
  ProvisionedThroughputExceededException,
  TransactionCanceledException,
} from '@aws-sdk/client-dynamodb';
import { InvalidMessageContents } from '@aws-sdk/client-sqs';
import * as z from 'zod';
import { describe, expect, it } from 'vitest';
import { FAULT_CODES, FaultError } from '../../../shared/kernel/fault-error.ts';
import { retryOnConflict } from '../../../shared/kernel/write-result.ts';
import { parseEnvironment, requiredVariable } from '../../../shared/platform/environment.ts';
import { describeFault } from '../../../shared/platform/fault.ts';

const aws = { $metadata: {}, message: 'Sam Example' };

const cancelledFor = (Code: string) =>
  new TransactionCanceledException({
    ...aws,
    CancellationReasons: [{ Code: 'None' }, { Code, Message: 'Sam Example' }],
  });

const catchError = async (run: () => unknown): Promise<unknown> => {
  try {
    await run();
  } catch (error) {
    return error;
  }
  throw new Error('It did not fail.');
};

const unreadable = z.object({ pk: z.string() }).safeParse({}).error;
const refusedConnection = Object.assign(new Error('connect'), { code: 'ECONNREFUSED' });

describe('a fault of ours', () => {
  it.each([
    ['throttled', new ProvisionedThroughputExceededException(aws)],
    ['throttled', cancelledFor('ThrottlingError')],
    ['refused-by-aws', cancelledFor('ValidationError')],
    ['refused-by-aws', new InvalidMessageContents(aws)],
    ['aws-unavailable', new InternalServerError(aws)],
    ['no-connection', refusedConnection],
    ['no-connection', new Error('Notify', { cause: refusedConnection })],
    ['unreadable-item', unreadable],
    ['unexpected', new TypeError('of undefined')],
    ['unexpected', 'not an error'],
    ['throttled', new AggregateError([cancelledFor('ThrottlingError')])],
    ['several', new AggregateError([unreadable, refusedConnection])],
  ])('has a code in the log: %s', (code, error) => {
    expect(describeFault(error).code).toBe(code);
  });

  it('has a code where only we can know it: conflicts that do not end, settings that are missing', async () => {
    const conflict = () =>
      retryOnConflict(
        () => Promise.resolve(),
        () => Promise.resolve('conflict'),
      );
    expect(describeFault(await catchError(conflict)).code).toBe('write-conflict');
    const missing = () => parseEnvironment(z.object({ TABLE: requiredVariable }), {});
    expect(describeFault(await catchError(missing)).code).toBe('settings');
  });

  it('is logged without its message, which may quote a child', () => {
    const { frames, ...fault } = describeFault(new FaultError('throttled', 'Sam Example'));
    expect(fault).toEqual({ code: 'throttled', name: 'FaultError' });
    expect(frames.join(' ')).not.toContain('Sam Example');
  });

  it('is explained in the runbook, each code with what to do', () => {
    const runbook = readFileSync('docs/runbook.md', 'utf8');
    const explained = [...runbook.matchAll(/^\| `([a-z-]+)` +\| \S/gm)].map(([, code]) => code);
    expect(explained.toSorted()).toEqual([...FAULT_CODES].toSorted());
  });
});
