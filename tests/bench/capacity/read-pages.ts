import * as z from 'zod';
import { createWebApp } from '../../../functions/web/app.ts';
import type { WebDependencies } from '../../../functions/web/web-context.ts';
import type { Instant } from '../../../shared/kernel/instant.ts';
import type { CapacityMeter } from './capacity-meter.ts';
import { type Consumed, computeMeanConsumed } from './consumed.ts';

/** What reading over the API took, the caller's token and the audit included. */
export interface PageCost {
  readonly page: string;
  /** Entries that the page held, on average over the requests. */
  readonly entries: number;
  readonly consumed: Consumed;
}

export interface Reading {
  readonly dependencies: WebDependencies;
  readonly token: string;
  readonly now: Instant;
  readonly meter: CapacityMeter;
}

const list = z.object({ items: z.array(z.object({ episodeId: z.string() })) });

const DETAILS = 50;

const createReader = ({ dependencies, token, now, meter }: Reading) => {
  const app = createWebApp(dependencies);
  let requests = 0;
  return async (path: string) => {
    const headers = { authorization: `Bearer ${token}` };
    const requestId = `request-${(requests += 1)}`;
    const { result, consumed } = await meter.measure(async () =>
      app.request(path, { headers }, { now, requestId }),
    );
    if (result.status !== 200) throw new Error(`${path} was answered with ${result.status}.`);
    return { body: await result.json(), consumed };
  };
};

/** Reads lists and episodes as a practitioner of Norfolk would. */
export const readPages = async (reading: Reading): Promise<readonly PageCost[]> => {
  const read = createReader(reading);
  const readList = async (page: string, path: string) => {
    const { body, consumed } = await read(path);
    const { items } = list.parse(body);
    return { items, cost: { page, entries: items.length, consumed } };
  };
  const tasks = await readList('GET /tasks, first page', '/api/v1/tasks');
  const few = await readList('GET /tasks?limit=10', '/api/v1/tasks?limit=10');
  const episodes = await readList('GET /episodes, first page', '/api/v1/episodes');
  const details: Consumed[] = [];
  for (const { episodeId } of episodes.items.slice(0, DETAILS))
    details.push((await read(`/api/v1/episodes/${episodeId}`)).consumed);
  const detail = {
    page: 'GET /episodes/{episodeId}',
    entries: 1,
    consumed: computeMeanConsumed(details),
  };
  return [tasks.cost, few.cost, episodes.cost, detail];
};
