import { makeEpisodeId } from './ids.ts';
import { readMessageTemplates } from '../../infra/message-templates.ts';
import {
  createMemoryRuntime,
  type MemoryRuntime,
  type RuntimeOptions,
} from '../../infra/local/memory/memory-runtime.ts';
import type { Alert } from '../../shared/alerts/alert.ts';
import type { Table } from '../../shared/database/table.ts';
import type { Fact } from '../../shared/episodes/fact.ts';
import { type StoredEpisode } from '../../shared/episodes/episode.ts';
import type { Instant } from '../../shared/kernel/instant.ts';
import { createThemeStore } from '../../shared/themes/theme-store.ts';
import { createCoreStores } from './core-stores.ts';
import { DIRECTORY } from './directory.ts';
import { at } from './facts.ts';
import { bodyOf, NORFOLK_FORCE, type PoliceEvent, sourceOf } from './messages.ts';

/** Read once: the wordings are the same in every test. */
const TEMPLATES = readMessageTemplates();

export type CountyOptions = Partial<Omit<RuntimeOptions, 'templates' | 'faults'>> & {
  /** What the functions and stores of this county work on, in place of the bare table. */
  readonly wrapTable?: (table: Table) => Table;
};

/** What a force sends when it knows this. */
export const formatNotification = ({
  kind,
  id,
  force,
  reference,
  time,
  data,
}: Fact): PoliceEvent => ({
  specversion: '1.0',
  id,
  source: sourceOf(force),
  type: `uk.police.missing-child.${kind}.v1`,
  subject: reference,
  time,
  datacontenttype: 'application/json',
  data: { ...data },
});

const takeIn = async (runtime: MemoryRuntime, body: string, sentAt: Instant): Promise<void> => {
  runtime.setTime(sentAt);
  runtime.queues.notifications.send(body, sentAt);
  await runtime.runIntake();
  if (runtime.queues.notifications.size() > 0)
    throw new Error('The message was not taken in.', { cause: runtime.faults.at(-1) });
};

/**
 * The functions of the product over tables in memory, with no fault: what a test says of a child comes
 * from police messages, what people do goes through the use cases, and time passes when the test says so.
 */
export const createCounty = ({
  directory = DIRECTORY,
  start = at('2026-11-01T00:00Z'),
  wrapTable = (table) => table,
  ...options
}: CountyOptions = {}) => {
  const faults = { wrapTable, beforeSend: () => undefined, afterSend: () => undefined };
  const runtime = createMemoryRuntime({
    ...options,
    directory,
    start,
    templates: TEMPLATES,
    faults,
  });
  const core = wrapTable(runtime.tables.core);
  const stores = createCoreStores(core);
  const { episodes } = stores;

  /** Takes in what a force sends, at the instant at which the queue took it in. */
  const receive = async (event: unknown, sentAt: Instant): Promise<void> =>
    takeIn(runtime, typeof event === 'string' ? event : bodyOf(event), sentAt);

  /** Takes in the messages of which these facts are made; each must be accepted. */
  const receiveFacts = async (...facts: readonly Fact[]): Promise<void> => {
    for (const fact of facts) {
      await receive(formatNotification(fact), fact.receivedAt);
      const record = await episodes.readReference(makeEpisodeId(fact.force, fact.reference));
      if (!record.facts.some(({ id }) => id === fact.id)) throw new Error(`Rejected: ${fact.id}`);
    }
  };

  const read = async (reference: string, force = NORFOLK_FORCE): Promise<StoredEpisode> => {
    const stored = await episodes.readState(makeEpisodeId(force, reference));
    if (stored === null) throw new Error('There is no such episode.');
    return stored;
  };

  /** What waits to be sent to somebody. */
  const alertsOf = async (recipient: string): Promise<readonly Alert[]> =>
    (await stores.alerts.readPending(recipient)).alerts;

  return {
    runtime,
    core,
    stores,
    /** What the use cases work with. */
    ports: {
      ...stores,
      themes: createThemeStore(runtime.tables.themes),
      directory,
      backOff: () => Promise.resolve(),
    },
    receive,
    receiveFacts,
    /** The sweep comes by. */
    sweepAt: async (now: Instant): Promise<void> => {
      runtime.setTime(now);
      await runtime.run('sweep');
    },
    read,
    alertsOf,
  };
};
