import type { IsoWeek } from '../kernel/iso-week.ts';
import type { Signal } from './signal.ts';
import type { DetectionRun, SignalStore } from './signals.ts';
import { storedRun, storedSignal } from './stored-signal.ts';
import { type Item, type ItemKey, type Table, type TableWrite, LAST } from '../database/table.ts';

const listingOf = ({ authority, lastWeek, signalId }: Signal): ItemKey =>
  signalListingKey(authority, lastWeek, signalId);

const signalItem = (signal: Signal): Item => ({
  ...signalKey(signal.signalId),
  entity: 'signal',
  ...signal,
});

/** The signal decides; where it is listed moves in the same transaction. */
const writesOf = (signal: Signal, previous: Signal | null): readonly TableWrite[] => {
  const listing = listingOf(signal);
  const before = previous === null ? null : listingOf(previous);
  return [
    {
      put: signalItem(signal),
      onlyIf: previous === null ? 'absent' : { version: previous.version },
    },
    { put: { ...listing, entity: 'signal-listing', signalId: signal.signalId } },
    ...(before === null || before.sk === listing.sk ? [] : [{ remove: before }]),
  ];
};

const newestFirst = (a: Signal, b: Signal): number => {
  const rankOf = ({ lastWeek, raisedAt, signalId }: Signal): string =>
    `${lastWeek} ${raisedAt} ${signalId}`;
  return rankOf(a) < rankOf(b) ? 1 : -1;
};

/** A signal that moves while the listing is read may stand in it twice. */
const listSignals = async (
  table: Table,
  authority: string,
  from: IsoWeek,
): Promise<readonly Signal[]> => {
  const listed = await table.readPartition(
    signalsPartition(authority),
    signalsFrom(from),
    signalsFrom(LAST),
  );
  const ids = new Set(listed.map(({ signalId }) => String(signalId)));
  const items = await table.getMany([...ids].map(signalKey));
  return items.map((item) => storedSignal.parse(item)).sort(newestFirst);
};

const keepRun = async (table: Table, run: DetectionRun): Promise<void> => {
  const put = { ...detectionKey(run.authority, run.day), entity: 'detection-run', ...run };
  const { outcome } = await table.transact([{ put, onlyIf: 'absent' }]);
  if (outcome === 'contended') throw new Error('Another write of this run is under way.');
};

/** Signals and detection runs in the core table. */
export const createSignalStore = (table: Table): SignalStore => ({
  listSignals: (authority, from) => listSignals(table, authority, from),
  readSignal: async (signalId) => {
    const item = await table.get(signalKey(signalId));
    return item === null ? null : storedSignal.parse(item);
  },
  writeSignal: async (signal, previous) => {
    const { outcome } = await table.transact(writesOf(signal, previous));
    return outcome === 'written' ? 'written' : 'conflict';
  },
  readRun: async (authority, day) => {
    const item = await table.get(detectionKey(authority, day));
    return item === null ? null : storedRun.parse(item);
  },
  keepRun: (run) => keepRun(table, run),
  listRuns: async (authority, limit) => {
    const pk = detectionPartition(authority);
    const items = await table.readPart({ pk, from: ' ', to: LAST, order: 'descending', limit });
    return items.map((item) => storedRun.parse(item));
  },
});

/** A signal is read by its id, which says nothing of whose it is, and listed for its authority. */
export const signalKey = (signalId: string): ItemKey => ({
  pk: `signal#${signalId}`,
  sk: 'signal',
});

/** Where the signals of an authority stand by the week in which they were last found. */
export const signalsPartition = (authority: string): string => `signals#${authority}`;

export const signalsFrom = (week: string): string => `signal#${week}#`;

export const signalListingKey = (
  authority: string,
  lastWeek: string,
  signalId: string,
): ItemKey => ({
  pk: signalsPartition(authority),
  sk: `${signalsFrom(lastWeek)}${signalId}`,
});

/** The detection runs of an authority, one a day. */
export const detectionPartition = (authority: string): string => `detection#${authority}`;

export const detectionKey = (authority: string, day: string): ItemKey => ({
  pk: detectionPartition(authority),
  sk: day,
});
