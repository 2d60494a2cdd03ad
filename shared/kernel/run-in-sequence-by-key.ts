import { FaultError } from './fault-error.ts';

/** Gets everything that waits under a key, first come first; returns the results of as many of these as it did. */
export type WorkOnWaiting<Item, Done> = (
  items: readonly [Item, ...Item[]],
) => Promise<readonly Done[]>;

export type RunInSequence<Item, Done> = (
  key: string,
  item: Item,
  work: WorkOnWaiting<Item, Done>,
) => Promise<Done>;

interface Waiting<Item, Done> {
  readonly item: Item;
  done: { readonly result: Done } | null;
}

const workOnWaiting = async <Item, Done>(
  own: Waiting<Item, Done>,
  queue: readonly Waiting<Item, Done>[],
  work: WorkOnWaiting<Item, Done>,
): Promise<Done> => {
  if (own.done !== null) return own.done.result;
  const others = queue.slice(queue.indexOf(own) + 1).filter(({ done }) => done === null);
  const results = await work([own.item, ...others.map(({ item }) => item)]);
  [own, ...others].slice(0, results.length).forEach((one, index) => {
    one.done = { result: results[index] as Done };
  });
  const [result] = results;
  if (result === undefined) throw new Error('Nothing was done of what waited.');
  return result;
};

/**
 * Messages of one episode in a batch run one after the other, because their writes would conflict, and those that wait can
 * be written with the first. Messages of different episodes run at the same time. A failure does not stop the next.
 */
export const createSequences = <Item, Done>(): RunInSequence<Item, Done> => {
  const last = new Map<string, Promise<unknown>>();
  const queues = new Map<string, Waiting<Item, Done>[]>();
  return async (key, item, work) => {
    const queue = queues.get(key) ?? [];
    const own: Waiting<Item, Done> = { item, done: null };
    queues.set(key, queue);
    queue.push(own);
    const run = () => workOnWaiting(own, queue, work);
    const mine = (last.get(key) ?? Promise.resolve()).then(run, run);
    last.set(key, mine);
    try {
      return await mine;
    } finally {
      queue.splice(queue.indexOf(own), 1);
      if (last.get(key) === mine) {
        last.delete(key);
        queues.delete(key);
      }
    }
  };
};

/** Work that has not begun when the time is up fails, so that the queue delivers its message again. */
export const limitSequences =
  <Item, Done>(
    runInSequence: RunInSequence<Item, Done>,
    hasTime: () => boolean,
  ): RunInSequence<Item, Done> =>
  (key, item, work) =>
    runInSequence(key, item, (items) => {
      if (!hasTime()) throw new FaultError('out-of-time', 'There was no time left to begin.');
      return work(items);
    });
