import { type Item, type ItemKey, type Table, type TableWrite, LAST } from '../database/table.ts';
import type { IsoWeek } from '../kernel/iso-week.ts';
import type { WriteResult } from '../kernel/write-result.ts';
import { type DetectionRun, detectionRunSchema, type Signal, signalSchema } from './signal.ts';
import { FaultError } from '../kernel/fault-error.ts';

/** In the core table, because what people did about a signal cannot be rebuilt. */
export interface SignalStore {
  /** Those of an authority that were last found in that week or later, the latest found first. */
  listSignals(authority: string, from: IsoWeek): Promise<readonly Signal[]>;
  readSignal(signalId: string): Promise<Signal | null>;
  /** `previous` is the signal as it was read; null for a new one. */
  writeSignal(signal: Signal, previous: Signal | null): Promise<WriteResult>;
  readRun(authority: string, day: string): Promise<DetectionRun | null>;
  /** Written last, so that an interrupted run is done again. The first run of a day is kept. */
  writeRun(run: DetectionRun): Promise<void>;
  listRuns(authority: string, limit: number): Promise<readonly DetectionRun[]>;
}

const signalKey = (signalId: string): ItemKey => ({ pk: `signal#${signalId}`, sk: 'signal' });

const listPartition = (authority: string): string => `signals#${authority}`;
const listFrom = (week: string): string => `signal#${week}#`;

const listingKey = ({ authority, lastWeek, signalId }: Signal): ItemKey => ({
  pk: listPartition(authority),
  sk: `${listFrom(lastWeek)}${signalId}`,
});

const runPartition = (authority: string): string => `detection#${authority}`;
const runKey = (authority: string, day: string): ItemKey => ({
  pk: runPartition(authority),
  sk: day,
});

const buildItem = (signal: Signal): Item => ({
  ...signalKey(signal.signalId),
  entity: 'signal',
  ...signal,
});

const buildWrites = (signal: Signal, previous: Signal | null): readonly TableWrite[] => {
  const listing = listingKey(signal);
  const before = previous === null ? null : listingKey(previous);
  return [
    {
      put: buildItem(signal),
      onlyIf: previous === null ? 'absent' : { version: previous.version },
    },
    { put: { ...listing, entity: 'signal-listing', signalId: signal.signalId } },
    ...(before === null || before.sk === listing.sk ? [] : [{ remove: before }]),
  ];
};

const compareNewestFirst = (a: Signal, b: Signal): number => {
  const buildRank = ({ lastWeek, raisedAt, signalId }: Signal): string =>
    `${lastWeek} ${raisedAt} ${signalId}`;
  return buildRank(a) < buildRank(b) ? 1 : -1;
};

const listSignals = async (
  table: Table,
  authority: string,
  from: IsoWeek,
): Promise<readonly Signal[]> => {
  const partition = listPartition(authority);
  const listed = await table.readPartition(partition, listFrom(from), listFrom(LAST));
  // A signal whose week changes during the read may be listed twice.
  const ids = new Set(listed.map(({ signalId }) => String(signalId)));
  const items = await table.getMany([...ids].map(signalKey));
  return items.map((item) => signalSchema.parse(item)).sort(compareNewestFirst);
};

const writeRun = async (table: Table, run: DetectionRun): Promise<void> => {
  const put = { ...runKey(run.authority, run.day), entity: 'detection-run', ...run };
  const { outcome } = await table.transact([{ put, onlyIf: 'absent' }]);
  if (outcome === 'contended')
    throw new FaultError('write-conflict', 'Another write of this run is under way.');
};

export const createSignalStore = (table: Table): SignalStore => ({
  listSignals: (authority, from) => listSignals(table, authority, from),
  readSignal: async (signalId) => {
    const item = await table.get(signalKey(signalId));
    return item === null ? null : signalSchema.parse(item);
  },
  writeSignal: async (signal, previous) => {
    const { outcome } = await table.transact(buildWrites(signal, previous));
    return outcome === 'written' ? 'written' : 'conflict';
  },
  readRun: async (authority, day) => {
    const item = await table.get(runKey(authority, day));
    return item === null ? null : detectionRunSchema.parse(item);
  },
  writeRun: (run) => writeRun(table, run),
  listRuns: async (authority, limit) => {
    const pk = runPartition(authority);
    const items = await table.readPart({ pk, from: ' ', to: LAST, order: 'descending', limit });
    return items.map((item) => detectionRunSchema.parse(item));
  },
});
