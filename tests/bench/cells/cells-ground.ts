import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { createDynamoTable, createDocumentClient } from '../../../shared/database/dynamo-table.ts';
import { backOff, type Backoff } from '../../../shared/kernel/back-off.ts';
import { evidenceKey } from '../../../shared/themes/theme-keys.ts';
import { createThemeStore, type ThemeStore } from '../../../shared/themes/theme-store.ts';
import type { Evidence } from '../../../shared/themes/evidence.ts';
import {
  startDynamoLocal,
  createThemesTable,
  createCoreTable,
} from '../../support/dynamo-local.ts';
import { type CapacityMeter, createCapacityMeter } from '../capacity/capacity-meter.ts';
import { type EmulatorFactors, measureFactors } from '../capacity/emulator-factors.ts';
import { seedItems } from '../sweep/seed-items.ts';

/** An emulator of its own with a themes' table, metered. */
export interface CellsGround {
  readonly factors: EmulatorFactors;
  readonly meter: CapacityMeter;
  readonly themes: ThemeStore;
  readonly backOff: Backoff;
  /** Puts evidence there without counting it, and unmetered. */
  seed(evidence: readonly Evidence[]): Promise<void>;
}

const NAME = 'themes';

/** Starts the emulator in memory. What it starts is left with `cleanup`. */
export const prepareCellsGround = async (cleanup: AsyncDisposableStack): Promise<CellsGround> => {
  const dynamo = await startDynamoLocal();
  cleanup.defer(() => dynamo.stop());
  const { config } = dynamo.client;
  const endpoint = await config.endpoint?.();
  if (endpoint === undefined) throw new Error('The emulator has no endpoint.');
  const metered = new DynamoDBClient({
    endpoint,
    region: config.region,
    credentials: config.credentials,
  });
  cleanup.defer(() => {
    metered.destroy();
  });
  await createCoreTable(dynamo.client, 'calibration');
  const factors = await measureFactors(dynamo.client, 'calibration');
  await createThemesTable(dynamo.client, NAME);
  const plain = createDocumentClient(dynamo.client);
  return {
    factors,
    meter: createCapacityMeter(metered, factors),
    themes: createThemeStore(createDynamoTable(createDocumentClient(metered), NAME)),
    backOff,
    seed: (evidence) =>
      seedItems(
        plain,
        NAME,
        evidence.map((one) => ({ ...evidenceKey(one), entity: 'evidence', ...one })).values(),
      ),
  };
};
