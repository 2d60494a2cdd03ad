import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { createDynamoTable, createDocumentClient } from '../../../shared/database/dynamo-table.ts';
import { evidenceKey } from '../../../shared/themes/theme-keys.ts';
import { createThemeStore, type ThemeStore } from '../../../shared/themes/theme-store.ts';
import type { Evidence } from '../../../shared/themes/evidence.ts';
import { createThemesTable, startDynamoLocal } from '../../support/dynamo-local.ts';
import { type CapacityMeter, createCapacityMeter } from '../capacity/capacity-meter.ts';
import { seedItems } from '../emulator-tables.ts';
import { buildEvidence } from '../../support/evidence.ts';
import { backOff, type Backoff } from '../../../shared/kernel/system-random.ts';

/** An emulator of its own with a themes' table, metered. */
export interface CellsSetup {
  readonly meter: CapacityMeter;
  readonly themes: ThemeStore;
  readonly backOff: Backoff;
  /** Puts evidence there without counting it, and unmetered. */
  seed(evidence: readonly Evidence[]): Promise<void>;
}

const NAME = 'themes';

/** Starts the emulator in memory. `cleanup` stops it. */
export const prepareCells = async (cleanup: AsyncDisposableStack): Promise<CellsSetup> => {
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
  await createThemesTable(dynamo.client, NAME);
  const plain = createDocumentClient(dynamo.client);
  return {
    meter: createCapacityMeter(metered),
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

const LOCALITIES = ['norwich', 'broadland', 'great-yarmouth', 'breckland', 'north-norfolk'];

const HARMS = [
  'child-criminal-exploitation',
  'substance-misuse',
  'serious-youth-violence',
  'mental-health',
];

const CONTEXTS = ['transport', 'peer-group', 'neighbourhood-public-place'];

const pick = (list: readonly string[], at: number): string => list[at % list.length] ?? '';

/** As many as a debrief has on average in the demonstration: items and factors, each in a cell of its own. */
export const CELLS_OF_A_DEBRIEF = 6;

/** The evidence of one debrief of a county, spread over its cells of one week. */
export const createDebriefEvidence = (number: number): readonly Evidence[] =>
  Array.from({ length: CELLS_OF_A_DEBRIEF }, (_, at) =>
    buildEvidence({
      childKey: `child-${number}`,
      locality: pick(LOCALITIES, number),
      theme: {
        kind: 'harm',
        harm: pick(HARMS, number + at),
        context: pick(CONTEXTS, Math.floor(at / 2) + number),
      },
      evidenceId: `evi-${number}-${at}`,
    }),
  );

/** Evidence of that many children in one cell. */
export const createCellEvidence = (name: string, children: number): readonly Evidence[] =>
  Array.from({ length: children }, (_, at) =>
    buildEvidence({ childKey: `child-${at}`, locality: name, evidenceId: `evi-${name}-${at}` }),
  );
