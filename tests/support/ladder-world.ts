import type { Directory } from '../../shared/directory/directory.ts';
import { type AuthoritySettings, DEFAULT_SETTINGS } from '../../shared/directory/settings.ts';
import type { StaffMember } from '../../shared/directory/staff.ts';
import { ALERTS_FROM, recipientPartition, parseAlertItem } from '../../shared/alerts/alert-item.ts';
import { createMemoryTable } from '../../shared/database/memory-table.ts';
import type { Action } from '../../shared/episodes/action.ts';
import type { RaisedLevel, Escalation } from '../../shared/episodes/escalation.ts';
import type { Instant } from '../../shared/kernel/instant.ts';
import { ESCALATION_SHARDS } from '../../shared/platform/names.ts';
import type { Alert } from '../../shared/alerts/alert.ts';
import { sweep, type SweepReport } from '../../shared/escalation/sweep.ts';
import { DIRECTORY, buildStaffMember } from './directory.ts';
import { type Table, LAST } from '../../shared/database/table.ts';
import type { WriteResult } from '../../shared/kernel/write-result.ts';
import type { SweepDependencies } from '../../shared/escalation/escalate-task.ts';
import type { Fact } from '../../shared/episodes/fact.ts';
import { foldEpisode } from '../../shared/episodes/rules/fold-episode.ts';
import { buildNextState } from '../../shared/episodes/rules/next-state.ts';
import type { NotificationWriteResult } from '../../shared/episodes/episode-writes.ts';
import type { EpisodeRecord } from '../../shared/episodes/episode-store.ts';
import { type CoreStores, createCoreStores } from './core-stores.ts';
import { type StoredEpisode, makeEpisodeId } from '../../shared/episodes/episode.ts';

/** Norfolk with a practitioner and a manager in Norwich, another manager, a head of service and a director. */
export const LADDER_PEOPLE: readonly StaffMember[] = [
  buildStaffMember('p-1', { teams: ['norfolk-norwich'] }),
  buildStaffMember('p-2', { teams: ['norfolk-norwich'] }),
  buildStaffMember('m-norwich', { role: 'team-manager', teams: ['norfolk-norwich'] }),
  buildStaffMember('m-broadland', { role: 'team-manager', teams: ['norfolk-broadland'] }),
  buildStaffMember('head', { role: 'head-of-service' }),
  buildStaffMember('director', { role: 'director' }),
];

const NORFOLK = 'E10000020';

const directoryWith = (people: readonly StaffMember[], settings: AuthoritySettings): Directory => ({
  ...DIRECTORY,
  authorities: DIRECTORY.authorities.map((authority) =>
    authority.code === NORFOLK ? { ...authority, people, settings } : authority,
  ),
});

/** What is written in a table, by whatever stores work on it, and ways to write and sweep. */
export interface LadderWorld {
  readonly table: Table;
  readonly stores: CoreStores;
  readonly ports: SweepDependencies;
  /** Takes a notification in, as the intake does. */
  receiveFact(fact: Fact): Promise<void>;
  /** Records an action of somebody. */
  act(action: Action): Promise<void>;
  /** Takes up what was raised, e.g. a breach. */
  acknowledge(level: string, at: Instant): Promise<void>;
  sweep(
    now: Instant,
    about?: Partial<SweepDependencies & Parameters<typeof sweep>[2]>,
  ): Promise<SweepReport>;
  read(reference?: string): Promise<StoredEpisode>;
  escalations(): Promise<readonly Escalation[]>;
  alertsOf(recipient: string): Promise<readonly Alert[]>;
}

const foldedState = (record: EpisodeRecord, directory: Directory): StoredEpisode => {
  const { stored, facts, actions } = record;
  const episode = foldEpisode(facts, directory, actions);
  const raised = stored?.raised ?? [];
  return buildNextState(stored, { episode, childId: null, childKeys: [], raised }, directory);
};

const NO_CONSEQUENCES = { actions: [], escalations: [], alerts: [], claim: null };

const mustBeStored = async (
  writing: Promise<NotificationWriteResult | WriteResult>,
): Promise<void> => {
  const written = await writing;
  const outcome = typeof written === 'string' ? written : written.outcome;
  if (outcome !== 'written') throw new Error(`It was ${outcome}.`);
};

const acknowledged =
  (level: string, at: Instant, dueAt: Instant | null) =>
  (one: RaisedLevel): RaisedLevel =>
    one.level === level && one.dueAt === dueAt && one.acknowledged === null
      ? { ...one, acknowledged: { by: 'm-norwich', at, planDate: '2026-11-20' } }
      : one;

/** A world in memory in which one child's task, or several, climb the ladder. */
export const createLadderWorld = (
  about: {
    people?: readonly StaffMember[];
    settings?: Partial<AuthoritySettings>;
    table?: Table;
  } = {},
): LadderWorld => {
  const settings = { ...DEFAULT_SETTINGS, ...about.settings };
  const directory = directoryWith(about.people ?? LADDER_PEOPLE, settings);
  const table = about.table ?? createMemoryTable();
  const stores = createCoreStores(table);
  const { episodes } = stores;
  const ports = { ...stores, directory, backOff: () => Promise.resolve() };
  const read = async (reference = 'NC-2026-000001', force = 'E23000024') => {
    const stored = await episodes.readState(makeEpisodeId(force, reference));
    if (stored === null) throw new Error('No such episode.');
    return stored;
  };
  return {
    table,
    stores,
    ports,
    read,
    receiveFact: async (fact) => {
      const record = await episodes.read(makeEpisodeId(fact.force, fact.reference));
      const next = foldedState({ ...record, facts: [...record.facts, fact] }, directory);
      const write = { fact, body: '', firstReceivedAt: fact.receivedAt, warnings: [], next };
      await mustBeStored(episodes.write({ ...write, previous: record.stored, ...NO_CONSEQUENCES }));
    },
    act: async (action) => {
      const previous = await read();
      const record = await episodes.read(previous.episode.episodeId);
      const next = foldedState({ ...record, actions: [...record.actions, action] }, directory);
      const actions = [{ action, texts: {}, debrief: null }];
      await mustBeStored(episodes.change([{ ...NO_CONSEQUENCES, previous, next, actions }]));
    },
    acknowledge: async (level, at) => {
      const previous = await read();
      const { episode } = previous;
      const take = acknowledged(level, at, episode.task?.dueAt ?? null);
      const raised = previous.raised.map(take);
      const next = buildNextState(previous, { ...previous, raised }, directory);
      await mustBeStored(episodes.change([{ ...NO_CONSEQUENCES, previous, next }]));
    },
    sweep: (now, { shards = ESCALATION_SHARDS, hasTime = () => true, ...others } = {}) =>
      sweep({ ...ports, ...others }, now, { shards, hasTime }),
    escalations: async () => {
      const query = { authorities: [NORFOLK], acknowledged: null, after: null, limit: 10_000 };
      const { items } = await episodes.listEscalations(query);
      return [...items].reverse();
    },
    alertsOf: async (recipient) =>
      (
        await table.readPartition(
          recipientPartition(recipient),
          ALERTS_FROM,
          `${ALERTS_FROM}${LAST}`,
        )
      ).map(parseAlertItem),
  };
};
