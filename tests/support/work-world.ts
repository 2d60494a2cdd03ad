import type { Directory } from '../../shared/directory/directory.ts';
import { DEFAULT_SETTINGS } from '../../shared/directory/settings.ts';
import { ALERTS_FROM, recipientPartition, parseAlertItem } from '../../shared/alerts/alert-item.ts';
import { createMemoryTable } from '../../shared/database/memory-table.ts';
import {
  createEscalationId,
  type RaisedLevel,
  type Escalation,
} from '../../shared/episodes/escalation.ts';
import type { Instant } from '../../shared/kernel/instant.ts';
import { readTask } from '../../shared/episodes/read-task.ts';
import type { Result } from '../../shared/kernel/result.ts';
import { DIRECTORY, buildStaffMember } from './directory.ts';
import { at, buildFoundFact, buildReportedFact, buildReturnedFact } from './facts.ts';
import type { Caller } from '../../shared/access/caller.ts';
import { type Table, type TableWrite, LAST } from '../../shared/database/table.ts';
import type { CaseworkDependencies } from '../../shared/casework/task-record.ts';
import type { Fact } from '../../shared/episodes/fact.ts';
import { foldEpisode } from '../../shared/episodes/rules/fold-episode.ts';
import { buildNextState } from '../../shared/episodes/rules/next-state.ts';
import type { EpisodeStore } from '../../shared/episodes/episode-store.ts';
import { createCoreStores } from './core-stores.ts';
import { type StoredEpisode, makeEpisodeId, toTaskId } from '../../shared/episodes/episode.ts';

const NORFOLK = 'E10000020';

/** Norfolk with people of every role, in two teams. */
const WORK_DIRECTORY: Directory = {
  ...DIRECTORY,
  authorities: DIRECTORY.authorities.map((authority) =>
    authority.code === NORFOLK
      ? {
          ...authority,
          settings: { ...DEFAULT_SETTINGS, contactAttempts: 2 },
          people: [
            buildStaffMember('p-1', { teams: ['norfolk-norwich'] }),
            buildStaffMember('p-2', { teams: ['norfolk-norwich'] }),
            buildStaffMember('m-norwich', { role: 'team-manager', teams: ['norfolk-norwich'] }),
            buildStaffMember('m-broadland', { role: 'team-manager', teams: ['norfolk-broadland'] }),
            buildStaffMember('head', { role: 'head-of-service' }),
          ],
        }
      : authority,
  ),
};

export const buildCaller = (subject: string, about: Partial<Caller> = {}): Caller => ({
  subject,
  role: /^p-/.test(subject) ? 'practitioner' : 'manager',
  authorities: [NORFOLK],
  ...about,
});
export const P1 = buildCaller('p-1');

/** Two days after the return of the default facts, a day before their task is due. */
export const NOW = at('2026-11-13T10:00:00Z');
export const RETURNED_AT = at('2026-11-11T08:00:00Z');

const aboutReference = (reference: string) => ({ reference });

/** Found at 06:00 and home at 08:00 on 11 November 2026, in Norwich. */
export const buildReturnFacts = (
  reference: string,
  returnedAt: Instant = RETURNED_AT,
): readonly Fact[] => [
  buildReportedFact({}, aboutReference(reference)),
  buildFoundFact({}, aboutReference(reference)),
  buildReturnedFact({ returnedAt }, aboutReference(reference)),
];

/** Found, with the return unconfirmed. */
export const buildFoundFacts = (reference: string): readonly Fact[] =>
  buildReturnFacts(reference).slice(0, 2);

export const makeTaskId = (reference: string): string =>
  toTaskId(makeEpisodeId('E23000024', reference));

/** What was answered; throws with the refusal. */
export const readValue = <T>(answer: Result<T>): T => {
  if ('refusal' in answer) throw new Error(`Refused: ${JSON.stringify(answer.refusal)}`);
  return answer.value;
};

/** Code and pointer of each rule that was broken, or the problem. */
export const readRefusal = (answer: Result<unknown>): string => {
  if (!('refusal' in answer)) return 'answered';
  const { refusal } = answer;
  return 'errors' in refusal
    ? refusal.errors.map(({ code, path }) => `${code} ${path}`).join(', ')
    : refusal.problem;
};

/** Tasks over stores in memory. */
export const createWorkWorld = (change: (episodes: EpisodeStore) => EpisodeStore = (it) => it) => {
  const memory = createMemoryTable();
  const written: TableWrite[] = [];
  const table: Table = {
    ...memory,
    transact: (writes) => {
      written.push(...writes);
      return memory.transact(writes);
    },
  };
  const stores = createCoreStores(table);
  const ports: CaseworkDependencies = {
    episodes: change(stores.episodes),
    staff: stores.staff,
    codes: stores.codes,
    pseudonyms: stores.pseudonyms,
    directory: WORK_DIRECTORY,
    backOff: () => Promise.resolve(),
  };

  const read = async (reference: string): Promise<StoredEpisode> => {
    const stored = await stores.episodes.readState(makeEpisodeId('E23000024', reference));
    if (stored === null) throw new Error('There is no such episode.');
    return stored;
  };

  /** Receives notifications; the child is known by `childId`. */
  const receiveFacts = async (facts: readonly Fact[], childId = 'child-1'): Promise<void> => {
    for (const fact of facts) {
      const episodeId = makeEpisodeId(fact.force, fact.reference);
      const record = await stores.episodes.read(episodeId);
      const episode = foldEpisode([...record.facts, fact], WORK_DIRECTORY, record.actions);
      const raised = record.stored?.raised ?? [];
      const parts = { episode, childId, childKeys: [], raised };
      const unique = { ...fact, id: `${fact.id}-of-${fact.reference}` };
      const written = await stores.episodes.write({
        fact: unique,
        body: '{}',
        firstReceivedAt: fact.receivedAt,
        warnings: [],
        previous: record.stored,
        next: buildNextState(record.stored, parts, WORK_DIRECTORY),
        actions: [],
        escalations: [],
        alerts: [],
        claim: null,
      });
      if (written.outcome !== 'written') throw new Error(`Not stored: ${written.outcome}`);
    }
  };

  /** Raises a level of the ladder, as a sweep does; its id. */
  const raise = async (
    reference: string,
    level: string,
    { mustAcknowledge = true, notified = [] }: Partial<Escalation> = {},
  ): Promise<string> => {
    const previous = await read(reference);
    const { task, episodeId } = previous.episode;
    const raised: RaisedLevel = {
      level,
      dueVersion: task?.dueVersion ?? 0,
      dueAt: task?.dueAt ?? null,
      at: at('2026-11-14T08:00:00.001Z'),
      raisedAt: at('2026-11-14T08:01:00Z'),
      acknowledged: null,
    };
    const escalationId = createEscalationId(makeTaskId(reference), raised);
    const { episode, childId, childKeys } = previous;
    const parts = { episode, childId, childKeys, raised: [...previous.raised, raised] };
    const written = await stores.episodes.change([
      {
        previous,
        next: buildNextState(previous, parts, WORK_DIRECTORY),
        actions: [],
        escalations: [
          {
            ...raised,
            escalationId,
            taskId: makeTaskId(reference),
            episodeId,
            authority: NORFOLK,
            team: task?.team ?? null,
            mustAcknowledge,
            notified,
          },
        ],
        alerts: [],
        claim: null,
      },
    ]);
    if (written !== 'written') throw new Error('Not raised.');
    return escalationId;
  };

  const detail = async (reference: string, now = NOW, caller = P1) =>
    readValue(await readTask(ports, makeTaskId(reference), caller, now));

  const versionOf = async (reference: string): Promise<number> =>
    (await read(reference)).taskVersion;

  const alertsOf = async (recipient: string) => {
    const items = await table.readPartition(recipientPartition(recipient), ALERTS_FROM, LAST);
    return items.filter((item) => 'alert' in item).map(parseAlertItem);
  };

  /** `written`: all that anybody wanted to write to the table. */
  return { table, written, stores, ports, receiveFacts, raise, read, detail, versionOf, alertsOf };
};
export type WorkWorld = ReturnType<typeof createWorkWorld>;
