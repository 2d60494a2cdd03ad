import { describe, expect, it } from 'vitest';
import {
  createMemoryStream,
  type StreamFollower,
} from '../../../infra/local/memory/memory-stream.ts';
import { createMemoryTable } from '../../../shared/database/memory-table.ts';
import { at } from '../../support/facts.ts';
import { describeStream } from './stream-contract.ts';

const open = () => {
  const stream = createMemoryStream();
  const table = createMemoryTable((change) => {
    stream.append(change, at('2026-11-21T09:00:00.750Z'));
  });
  return { table, stream };
};

describeStream('in memory', () => {
  const { table, stream } = open();
  return Promise.resolve({ table, readAll: () => Promise.resolve(stream.read(0, 100)) });
});

describe('a follower of a stream in memory', () => {
  /** A follower of five items, which fails as it is told and notes what it got. */
  const follow = async (fail: (sequenceNumbers: readonly string[]) => readonly string[]) => {
    const { table, stream } = open();
    const got: string[][] = [];
    for (const sk of ['a', 'b', 'c', 'd', 'e'])
      await table.transact([{ put: { pk: 'p', sk, entity: 'note' } }]);
    const follower: StreamFollower = {
      name: 'test',
      filter: [{ eventNames: ['INSERT'], entities: ['note'] }],
      batchSize: 3,
      maxTries: 2,
      run: ({ Records }) => {
        got.push(Records.map(({ dynamodb }) => dynamodb?.Keys?.['sk']?.S ?? ''));
        const numbers = Records.map(({ dynamodb }) => dynamodb?.SequenceNumber ?? '');
        return Promise.resolve({
          batchItemFailures: fail(numbers).map((itemIdentifier) => ({ itemIdentifier })),
        });
      },
    };
    for (let time = 0; time < 6; time++) await stream.deliver(follower);
    return { got, failures: stream.failures() };
  };

  it('gets the batch again from the earliest record that failed, in whatever order it names them', async () => {
    let fails = true;
    const { got } = await follow((numbers) => {
      const failed = fails ? numbers.slice(1).toReversed() : [];
      fails = false;
      return failed;
    });
    expect(got).toEqual([['a', 'b', 'c'], ['b', 'c', 'd'], ['e']]);
  });

  it('gets the whole batch again when it names a record that was not in it, as on Lambda', async () => {
    let fails = true;
    const { got, failures } = await follow(() => {
      const failed = fails ? ['another'] : [];
      fails = false;
      return failed;
    });
    expect(got).toEqual([
      ['a', 'b', 'c'],
      ['a', 'b', 'c'],
      ['d', 'e'],
    ]);
    expect(failures).toEqual([]);
  });

  it('loses only the record that fails to the end, and gets those behind it', async () => {
    const { got, failures } = await follow((numbers) => numbers.filter((number) => number === '1'));
    expect(got).toEqual([
      ['a', 'b', 'c'],
      ['b', 'c', 'd'],
      ['c', 'd', 'e'],
    ]);
    expect(failures).toEqual([{ follower: 'test', eventID: 'change-1' }]);
  });

  it('counts the tries anew when it has got past a record', async () => {
    const failing = ['0', '1'];
    const { got, failures } = await follow((numbers) =>
      numbers.filter((number) => number === failing[0]).filter(() => failing.shift()),
    );
    expect(got).toEqual([['a', 'b', 'c'], ['a', 'b', 'c'], ['b', 'c', 'd'], ['e']]);
    expect(failures).toEqual([]);
  });
});
