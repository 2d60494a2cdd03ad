import { makeEpisodeId } from './ids.ts';
import { DEFAULT_SETTINGS } from '../../shared/directory/settings.ts';
import { addMs, type Instant, MINUTE_MS } from '../../shared/kernel/instant.ts';
import { readTask } from '../../shared/episodes/read-task.ts';
import { readValue } from './results.ts';
import type { StaffMember } from '../../shared/directory/staff.ts';
import { employ, buildStaffMember } from './directory.ts';
import { at, buildFoundFact, buildReportedFact, buildReturnedFact } from './facts.ts';
import type { Caller } from '../../shared/access/caller.ts';
import type { Table, TableWrite } from '../../shared/database/table.ts';
import type { Fact } from '../../shared/episodes/fact.ts';
import type { EpisodeStore } from '../../shared/episodes/episode-store.ts';
import { createCounty } from './county.ts';
import { toTaskId } from '../../shared/episodes/episode.ts';

const NORFOLK = 'E10000020';

/** Norfolk's people: of every role, with managers of two teams, and practitioners who belong to none. */
export const WORK_PEOPLE: readonly StaffMember[] = [
  buildStaffMember('p-1'),
  buildStaffMember('p-2'),
  buildStaffMember('m-norwich', { role: 'team-manager', teams: ['norfolk-norwich'] }),
  buildStaffMember('m-broadland', { role: 'team-manager', teams: ['norfolk-broadland'] }),
  buildStaffMember('head', { role: 'head-of-service' }),
];

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
  buildReturnedFact({ returnedAt }, { reference, time: addMs(returnedAt, 10 * MINUTE_MS) }),
];

/** Found, with the return unconfirmed. */
export const buildFoundFacts = (reference: string): readonly Fact[] =>
  buildReturnFacts(reference).slice(0, 2);

export const makeTaskId = (reference: string): string =>
  toTaskId(makeEpisodeId('E23000024', reference));

export interface WorkOptions {
  readonly people?: readonly StaffMember[];
  /** Stands between the use cases and the store of episodes. */
  readonly change?: (episodes: EpisodeStore) => EpisodeStore;
}

/** A county where a task waits until a person takes it or gives it: the teams have no practitioner. */
export const createWorkWorld = ({
  people = WORK_PEOPLE,
  change = (episodes) => episodes,
}: WorkOptions = {}) => {
  const settings = { ...DEFAULT_SETTINGS, contactAttempts: 2 };
  const directory = employ(NORFOLK, people, settings);
  const written: TableWrite[] = [];
  const wrapTable = (table: Table): Table => ({
    ...table,
    transact: (writes) => {
      written.push(...writes);
      return table.transact(writes);
    },
  });
  const county = createCounty({ directory, wrapTable });
  const { core: table, stores, read } = county;
  const ports = { ...county.ports, episodes: change(stores.episodes) };

  /** Takes these notifications in; the authority calls the child by `authorityChildId`. */
  const receiveFacts = (facts: readonly Fact[], authorityChildId = 'child-1'): Promise<void> =>
    county.receiveFacts(
      ...facts.map((fact) =>
        fact.kind === 'reported'
          ? { ...fact, data: { ...fact.data, child: { authorityChildId, ...fact.data.child } } }
          : fact,
      ),
    );

  const detail = async (reference: string, now = NOW, caller = P1) =>
    readValue(await readTask(ports, makeTaskId(reference), {}, caller, now));

  const versionOf = async (reference: string): Promise<number> =>
    (await read(reference)).taskVersion;

  /** `written`: all that anybody wanted to write to the table. */
  return { ...county, table, written, ports, receiveFacts, detail, versionOf };
};
export type WorkWorld = ReturnType<typeof createWorkWorld>;
