import { checkStaff } from '../../../shared/casework/check-staff.ts';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { readDirectory } from '../../../infra/directory.ts';
import type { Instant } from '../../../shared/kernel/instant.ts';
import { ESCALATION_SHARDS } from '../../../shared/platform/names.ts';
import { sweep, type SweepReport } from '../../../shared/escalation/sweep.ts';
import { createCoreTable, startDynamoLocal } from '../../support/dynamo-local.ts';
import { createCapacityMeter } from '../capacity/capacity-meter.ts';
import type { Consumed } from '../capacity/consumed.ts';
import { createItems, type OpenTasks } from './open-tasks.ts';
import { createDocumentClient } from '../../../shared/database/dynamo-table.ts';
import { finishReviews } from '../../../shared/intake/finish-reviews.ts';
import { createDynamoStores } from '../../support/core-stores.ts';
import { seedItems } from '../emulator-tables.ts';
import { backOff } from '../../../shared/kernel/system-random.ts';

/** One run, as it was measured. */
export interface Run {
  readonly report: SweepReport;
  readonly ms: number;
  readonly consumed: Consumed;
}

/** A table of open tasks and the real sweep on it. */
export interface SweepTable {
  seed(tasks: OpenTasks): Promise<void>;
  sweep(now: Instant): Promise<Run>;
}

/** An emulator of its own with the core table, as often as it is asked for: nothing else is needed. */
interface SweepSetup {
  openTable(name: string): Promise<SweepTable>;
}

const limits = { shards: ESCALATION_SHARDS, hasTime: () => true };

/** A second client, so that what the seeding takes is not metered. */
const copyClient = async ({ config }: DynamoDBClient): Promise<DynamoDBClient> => {
  const endpoint = await config.endpoint?.();
  if (endpoint === undefined) throw new Error('The emulator has no endpoint.');
  return new DynamoDBClient({
    endpoint,
    region: config.region,
    credentials: config.credentials,
  });
};

/** Starts the emulator in memory. `cleanup` stops it. */
export const prepareSweep = async (cleanup: AsyncDisposableStack): Promise<SweepSetup> => {
  const dynamo = await startDynamoLocal();
  cleanup.defer(() => dynamo.stop());
  const metered = await copyClient(dynamo.client);
  cleanup.defer(() => {
    metered.destroy();
  });
  const meter = createCapacityMeter(metered);
  const directory = readDirectory();
  const documents = createDocumentClient(dynamo.client);
  return {
    openTable: async (name) => {
      await createCoreTable(dynamo.client, name);
      const stores = { ...createDynamoStores(name, metered), directory, backOff };
      const ports = {
        ...stores,
        finishReviews: (now: Instant) => finishReviews(stores, now),
        checkStaff: (now: Instant) => checkStaff(stores, now),
      };
      return {
        seed: (tasks) => seedItems(documents, name, createItems(directory, tasks)),
        sweep: async (now) => {
          const begin = performance.now();
          const { result, consumed } = await meter.measure(() => sweep(ports, now, limits));
          return { report: result, ms: performance.now() - begin, consumed };
        },
      };
    },
  };
};
