import type { Directory } from '../../../shared/directory/directory.ts';
import type { Instant } from '../../../shared/kernel/instant.ts';
import type { MessageTemplates } from '../../../shared/messaging/message-templates.ts';
import { createAccessItems, listTokenHolders, readOrCreateTokens } from '../access/tokens.ts';
import {
  createMemoryRuntime,
  finishWork,
  type MemoryRuntime,
  type RuntimeOptions,
} from '../memory/memory-runtime.ts';
import { generateFeed, type FeedParameters } from './feed.ts';
import { findSweepDue } from './find-sweep-due.ts';
import type { CallApi } from './people/api-client.ts';
import { createOffices } from './people/offices.ts';
import { createStaff } from './people/simulated-staff.ts';
import { DEFAULT_WORK_RATES } from './people/work-rates.ts';
import { type HistoryDoor, playHistory } from './play-history.ts';

export interface HistoryOptions
  extends
    Pick<FeedParameters, 'seed' | 'childrenPerMonth' | 'county'>,
    Pick<RuntimeOptions, 'makeToken'> {
  readonly from: Instant;
  readonly until: Instant;
  readonly directory: Directory;
  readonly templates: MessageTemplates;
  readonly publicUrl: string;
  readonly progress?: (sent: number, total: number, now: Instant) => void;
}

/** Calls the web application of a runtime as the staff's browsers would. */
export const createMemoryCaller =
  (runtime: MemoryRuntime): CallApi =>
  async (method, path, token, body) => {
    const response = await runtime.request(path, {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { status: response.status, body: await response.json() };
  };

export const createMemoryDoor = (runtime: MemoryRuntime): HistoryDoor => ({
  send: (messages) => {
    for (const { body, force } of messages)
      runtime.queues.notifications.send(body, runtime.now(), `urn:police:${force}`);
    return Promise.resolve();
  },
  moveTo: (instant) => {
    runtime.setTime(instant);
  },
  run: (name) => runtime.run(name),
  finish: () => finishWork(runtime),
  findSweepDue: () => findSweepDue(runtime.tables.core),
});

/** Computes a history in memory. Throws when a function reported a fault. */
export const createHistory = async (options: HistoryOptions): Promise<MemoryRuntime> => {
  const { from, until, seed, directory, progress } = options;
  const { authorities } = directory;
  const people = authorities.flatMap((authority) => authority.people);
  // Only this history's staff use them.
  const tokens = readOrCreateTokens(
    null,
    people.map(({ practitionerId }) => practitionerId),
  );
  const runtime = createMemoryRuntime({
    ...options,
    start: from,
    access: createAccessItems(listTokenHolders(tokens, authorities), from),
  });
  const feed = [...generateFeed({ ...options, to: until })];
  const staff = createStaff({
    seed,
    rates: DEFAULT_WORK_RATES,
    ask: createMemoryCaller(runtime),
    offices: createOffices(authorities, tokens.people),
    after: from,
    present: until,
  });
  await playHistory({
    feed,
    from,
    until,
    door: createMemoryDoor(runtime),
    staff,
    progress: (sent, now) => progress?.(sent, feed.length, now),
  });
  if (runtime.faults.length > 0)
    throw new AggregateError(runtime.faults, 'A function failed in the history.');
  return runtime;
};
