import type { Alert } from '../../../shared/alerts/alert.ts';
import { parseAlertItem } from '../../../shared/alerts/alert-item.ts';
import type { Caller } from '../../../shared/access/caller.ts';
import type { Table } from '../../../shared/database/table.ts';
import type { Directory } from '../../../shared/directory/directory.ts';
import { type Instant, toInstant } from '../../../shared/kernel/instant.ts';
import type { MessageTemplates } from '../../../shared/messaging/message-templates.ts';
import type { FeedMessage } from '../demonstration/feed-message.ts';
import { createRandom } from '../demonstration/random.ts';
import {
  createMemoryRuntime,
  type MemoryRuntime,
  type RuntimeFaults,
} from '../memory/memory-runtime.ts';
import { createPlannedFaults } from './faults.ts';
import type { RandomDirectory } from './random-directory.ts';
import { createAccess, listWorkers } from './staff-access.ts';
import type { World } from './world.ts';

export interface SimulationOptions {
  readonly codes: Directory['codes'];
  readonly templates: MessageTemplates;
  /** Breaks a rule on purpose, to show that a simulation notices. */
  readonly mutation?: Mutation;
}

type SendReply = (force: string, event: object) => void;

/** Something of the product that is replaced by something wrong. */
export interface Mutation {
  readonly wrapTable?: (table: Table, name: string, sendReply: SendReply) => Table;
  readonly wrapReader?: RuntimeFaults['wrapReader'];
  readonly changeCaller?: (caller: Caller) => Caller;
  readonly changeForm?: World['changeForm'];
}

export interface RunPlan {
  readonly seed: number;
  readonly county: RandomDirectory;
  readonly messages: readonly FeedMessage[];
}

const FIRST_DAY = toInstant(Date.UTC(2026, 0, 5));

/** Sees each alert that is stored, before anything can fail. */
const observeAlerts = (table: Table, alerts: Map<string, Alert>): Table => ({
  ...table,
  transact: async (writes) => {
    const done = await table.transact(writes);
    if (done.outcome !== 'written') return done;
    for (const write of writes) {
      if (!('put' in write) || !('alert' in write.put)) continue;
      const alert = parseAlertItem(write.put);
      alerts.set(alert.alertId, alert);
    }
    return done;
  },
});

const countTokens = (seed: number): (() => string) => {
  const random = createRandom('tokens', seed);
  return () => `token-${random.integer(0, 2 ** 30)}-${random.integer(0, 2 ** 30)}`;
};

const createRuntimeFaults = (
  faults: RuntimeFaults,
  alerts: Map<string, Alert>,
  { wrapTable = (table) => table, wrapReader }: Mutation,
  sendReply: SendReply,
): RuntimeFaults => ({
  ...faults,
  wrapTable: (table, name) =>
    wrapTable(
      faults.wrapTable(name === 'core' ? observeAlerts(table, alerts) : table, name),
      name,
      sendReply,
    ),
  ...(wrapReader === undefined ? {} : { wrapReader }),
});

const startTime = (messages: readonly FeedMessage[]): Instant => messages[0]?.sentAt ?? FIRST_DAY;

export const createWorld = (
  { seed, county, messages }: RunPlan,
  { templates, mutation = {} }: SimulationOptions,
): World => {
  const { directory, areas } = county;
  const faults = createPlannedFaults();
  const alerts = new Map<string, Alert>();
  const staff = listWorkers(directory);
  const early: MemoryRuntime['replies'][number][] = [];
  const runtime = createMemoryRuntime({
    directory,
    templates,
    start: startTime(messages),
    access: createAccess(staff, mutation.changeCaller ?? ((caller) => caller)),
    makeToken: countTokens(seed),
    faults: createRuntimeFaults(faults, alerts, mutation, (force, event) => {
      early.push({ force, event: { ...event } });
    }),
  });
  let keys = 0;
  return {
    directory,
    areas,
    messages,
    runtime: {
      ...runtime,
      get replies() {
        return [...early, ...runtime.replies];
      },
    },
    faults,
    staff,
    sent: [],
    poison: [],
    forms: [],
    nextKey: () => `form-${String((keys += 1)).padStart(4, '0')}`,
    alerts,
    brokenMeanwhile: new Set(),
    story: [],
    changeForm: mutation.changeForm ?? ((body) => body),
  };
};
