import { makeEpisodeId } from '../../support/ids.ts';
import { allocateByPolicy } from '../../../shared/casework/allocate-by-policy.ts';
import type { Directory } from '../../../shared/directory/directory.ts';
import type { StaffMember } from '../../../shared/directory/staff.ts';
import type { StaffStore } from '../../../shared/directory/staff-store.ts';
import { describe, expect, it } from 'vitest';
import {
  ALERTS_FROM,
  recipientPartition,
  parseAlertItem,
} from '../../../shared/alerts/alert-item.ts';
import { createMemoryTable } from '../../../shared/database/memory-table.ts';
import { recordNotification } from '../../../shared/intake/record-notification.ts';
import { createNotificationSequences } from '../../../shared/intake/record-notification.ts';
import { DIRECTORY, buildStaffMember } from '../../support/directory.ts';
import {
  at,
  buildCancelledFact,
  buildReportedFact,
  buildReturnedFact,
  buildUpdatedFact,
} from '../../support/facts.ts';
import { LAST } from '../../../shared/database/table.ts';
import type { Fact } from '../../../shared/episodes/fact.ts';
import { createCoreStores } from '../../support/core-stores.ts';
import { allocate } from '../../support/actions.ts';

const FORCE = 'E23000024';
const NORFOLK = 'E10000020';
const inNorwich = (id: string, about: Partial<StaffMember> = {}) =>
  buildStaffMember(id, { teams: ['norfolk-norwich'], ...about });

const directoryOf = (people: readonly StaffMember[]): Directory => ({
  ...DIRECTORY,
  authorities: DIRECTORY.authorities.map((authority) =>
    authority.code === NORFOLK ? { ...authority, people } : authority,
  ),
});

/** A child of Norwich, known to the authority by an id of its own. */
const CHILD = { homePostcode: 'NR3 1AU', authorityChildId: 'N000123' };

const reported = (reference: string, child: object = CHILD): Fact =>
  buildReportedFact({ child }, { reference, id: `reported-${reference}` });
const returned = (reference: string, about: { receivedAt?: string } = {}): Fact =>
  buildReturnedFact(
    {},
    {
      reference,
      id: `returned-${reference}`,
      receivedAt: at(about.receivedAt ?? '2026-11-11T08:10:00Z'),
    },
  );

const createWorld = (people: readonly StaffMember[], change: (staff: StaffStore) => StaffStore) => {
  const table = createMemoryTable();
  const stores = createCoreStores(table);
  const directory = directoryOf(people);
  let waits = 0;
  const ports = {
    ...stores,
    staff: change(stores.staff),
    directory,
    backOff: () => Promise.resolve(void (waits += 1)),
    runInSequence: createNotificationSequences(),
  };
  const receiveFacts = async (...facts: readonly Fact[]): Promise<void> => {
    for (const fact of facts) {
      const received = {
        fact,
        subject: 'as sent',
        body: '{}',
        firstReceivedAt: fact.receivedAt,
        warnings: [],
      };
      await recordNotification(ports, received);
    }
  };
  const read = (reference: string) => stores.episodes.read(makeEpisodeId(FORCE, reference));
  const allocationOf = async (reference: string) =>
    (await read(reference)).stored?.episode.task?.allocation ?? null;
  const alertsOf = async (id: string) => {
    const items = await table.readPartition(recipientPartition(id), ALERTS_FROM, LAST);
    return items.map(parseAlertItem);
  };
  const give = (reference: string, id: string | null) =>
    allocate(ports, makeEpisodeId(FORCE, reference), id);
  return { stores, receiveFacts, read, allocationOf, alertsOf, give, waits: () => waits };
};

const worldOf = (people: readonly StaffMember[], change = (staff: StaffStore) => staff) =>
  createWorld(people, change);

describe('when a notification opens a task', () => {
  it('allocates it in the same write, with the reason, and notifies the practitioner', async () => {
    const world = worldOf([inNorwich('p-1')]);
    await world.receiveFacts(reported('NC-1'), returned('NC-1'));
    const { stored, actions } = await world.read('NC-1');
    const now = at('2026-11-11T08:10:00Z');
    const why = { candidates: 1, atCap: 0, absent: 0, notIndependent: 0 };
    const allocation = { practitioner: 'p-1', basis: 'least-load', why, by: 'policy' };
    expect(stored?.version).toBe(2);
    expect(stored?.episode.task).toMatchObject({
      allocation: { ...allocation, at: now },
      unallocated: null,
    });
    expect(actions).toMatchObject([{ ...allocation, happenedAt: now, recordedAt: now }]);
    const { taskId = '', dueAt = null } = stored?.episode.task ?? {};
    expect((await world.stores.staff.readCaseload('p-1')).tasks).toEqual([{ taskId, dueAt }]);
    expect(await world.alertsOf('p-1')).toMatchObject([
      { kind: 'new-task', taskId, dueAt, raisedAt: now, sendAt: now, wakesSender: true },
    ]);
  });

  it('notifies the practitioner in the morning, when it came in quiet hours', async () => {
    const world = worldOf([inNorwich('p-1')]);
    await world.receiveFacts(
      reported('NC-1'),
      returned('NC-1', { receivedAt: '2026-11-11T23:30:00Z' }),
    );
    expect(await world.alertsOf('p-1')).toMatchObject([
      {
        raisedAt: at('2026-11-11T23:30:00Z'),
        sendAt: at('2026-11-12T07:00:00Z'),
        wakesSender: false,
      },
    ]);
  });

  it('allocates once, however often the message comes', async () => {
    const world = worldOf([inNorwich('p-1'), inNorwich('p-2')]);
    await world.receiveFacts(reported('NC-1'), returned('NC-1'), returned('NC-1'));
    const { actions } = await world.read('NC-1');
    expect(actions).toHaveLength(1);
    const updated = buildUpdatedFact({ riskLevel: 'high' }, { reference: 'NC-1' });
    await world.receiveFacts(updated);
    expect((await world.read('NC-1')).actions).toEqual(actions);
  });

  it('spreads tasks over the team, and stops at the cap', async () => {
    const people = [inNorwich('p-1', { caseloadCap: 2 }), inNorwich('p-2', { caseloadCap: 2 })];
    const world = worldOf(people);
    const given: (string | undefined)[] = [];
    for (const number of [1, 2, 3, 4, 5]) {
      const child = { ...CHILD, authorityChildId: `N-${number}` };
      await world.receiveFacts(reported(`NC-${number}`, child), returned(`NC-${number}`));
      given.push((await world.allocationOf(`NC-${number}`))?.practitioner ?? undefined);
    }
    expect(given.slice(0, 4).sort()).toEqual(['p-1', 'p-1', 'p-2', 'p-2']);
    expect(given[4]).toBeUndefined();
  });

  it('gives it to the practitioner who has an open task of the same child', async () => {
    const world = worldOf([inNorwich('p-1'), inNorwich('p-2'), inNorwich('p-3')]);
    await world.receiveFacts(reported('NC-1'), returned('NC-1'));
    const first = (await world.allocationOf('NC-1'))?.practitioner;
    await world.receiveFacts(reported('NC-2'), returned('NC-2'));
    expect(await world.allocationOf('NC-2')).toMatchObject({
      practitioner: first,
      basis: 'continuity',
    });
  });

  it('leaves it unallocated when no practitioner is suitable, and tries with the next notification', async () => {
    const world = worldOf([inNorwich('p-1')]);
    const away = {
      absenceId: 'abs-1',
      practitionerId: 'p-1',
      from: '2026-11-11',
      until: '2026-11-20',
    };
    await world.stores.staff.putAbsence(NORFOLK, away);
    await world.receiveFacts(reported('NC-1'), returned('NC-1'));
    expect((await world.read('NC-1')).actions).toEqual([]);
    expect(await world.alertsOf('p-1')).toEqual([]);
    await world.stores.staff.removeAbsence(NORFOLK, 'abs-1');
    const time = '2026-11-12T09:00:00Z';
    await world.receiveFacts(buildUpdatedFact({ riskLevel: 'high' }, { reference: 'NC-1', time }));
    expect(await world.allocationOf('NC-1')).toMatchObject({ practitioner: 'p-1', at: at(time) });
  });

  it('leaves it unallocated when the team is not known', async () => {
    const world = worldOf([inNorwich('p-1')]);
    const child = { authorityChildId: 'N-9', homePostcode: 'ZE1 0AA' };
    const missingFrom = { kind: 'home' } as const;
    await world.receiveFacts(
      buildReportedFact({ child, missingFrom }, { reference: 'NC-1' }),
      returned('NC-1'),
    );
    const { stored } = await world.read('NC-1');
    expect(stored?.episode.task).toMatchObject({ team: null, allocation: null });
  });

  it('never overrides people: a task that was handed back stays so', async () => {
    const world = worldOf([inNorwich('p-1'), inNorwich('p-2')]);
    await world.receiveFacts(reported('NC-1'), returned('NC-1'));
    await world.give('NC-1', null);
    await world.receiveFacts(buildUpdatedFact({ riskLevel: 'high' }, { reference: 'NC-1' }));
    expect(await world.allocationOf('NC-1')).toMatchObject({ practitioner: null });
  });

  it('reads no staff for a child who is still missing, or whose episode was cancelled', async () => {
    const unreadable = (staff: StaffStore): StaffStore => ({
      ...staff,
      read: () => Promise.reject(new Error('the table does not answer')),
    });
    const world = worldOf([inNorwich('p-1')], unreadable);
    await world.receiveFacts(reported('NC-1'), buildCancelledFact({}, { reference: 'NC-1' }));
    await world.receiveFacts(returned('NC-1'));
    expect((await world.read('NC-1')).stored?.episode.task?.state).toBe('withdrawn');
    await world.receiveFacts(reported('NC-2'));
    await expect(world.receiveFacts(returned('NC-2'))).rejects.toThrow('the table does not answer');
    expect((await world.read('NC-2')).facts).toHaveLength(1);
  });

  it('decides again when the caseload grew meanwhile: no practitioner exceeds the cap', async () => {
    const people = [inNorwich('p-1', { caseloadCap: 1 }), inNorwich('p-2', { caseloadCap: 1 })];
    const world = worldOf(people);
    const child = (number: number) => ({ ...CHILD, authorityChildId: `N-${number}` });
    const references = [1, 2, 3, 4];
    for (const number of references)
      await world.receiveFacts(reported(`NC-${number}`, child(number)));
    await Promise.all(references.map((number) => world.receiveFacts(returned(`NC-${number}`))));
    const given = await Promise.all(references.map((number) => world.allocationOf(`NC-${number}`)));
    const ids = given.flatMap((allocation) => allocation?.practitioner ?? []);
    expect(ids.sort()).toEqual(['p-1', 'p-2']);
    expect(world.waits()).toBeGreaterThan(0);
  });

  it('removes a task from its practitioner when the episode turns out to be another authority’s', async () => {
    const world = worldOf([inNorwich('p-1')]);
    await world.receiveFacts(reported('NC-1'), returned('NC-1'));
    const moved = { responsibleAuthority: 'E06000059' };
    await world.receiveFacts(
      buildUpdatedFact(moved, { reference: 'NC-1', receivedAt: at('2026-11-11T09:00Z') }),
    );
    const { stored } = await world.read('NC-1');
    expect(stored?.episode.task).toMatchObject({
      allocation: { practitioner: null, basis: 'other-authority' },
      unallocated: { since: at('2026-11-11T09:00Z'), until: null },
    });
    expect((await world.alertsOf('p-1')).map(({ kind, authority }) => [kind, authority])).toEqual([
      ['new-task', NORFOLK],
      ['no-longer-yours', NORFOLK],
    ]);
  });

  it('and leaves it allocated when a notification does not change the authority', async () => {
    const world = worldOf([inNorwich('p-1')]);
    await world.receiveFacts(reported('NC-1'), returned('NC-1'));
    await world.receiveFacts(buildUpdatedFact({ riskLevel: 'high' }, { reference: 'NC-1' }));
    expect(await world.allocationOf('NC-1')).toMatchObject({ practitioner: 'p-1' });
  });
});

describe('an episode that moves to an authority where the same person has it', () => {
  it('tells them that it is new, and not as well that it is no longer theirs', async () => {
    const world = worldOf([inNorwich('p-1')]);
    await world.receiveFacts(reported('NC-1'), returned('NC-1'));
    const { stored } = await world.read('NC-1');
    if (stored === null) throw new Error('There is no episode.');
    const moved = await allocateByPolicy(
      { ...world.stores, directory: directoryOf([inNorwich('p-1')]) },
      {
        fact: { force: FORCE, id: 'moved', receivedAt: at('2026-11-12T09:00Z') },
        episode: stored.episode,
        link: stored,
        workedFor: 'returned-NC-1',
        authorityBefore: 'E06000059',
        isNew: false,
      },
    );
    expect(moved?.action).toMatchObject({ practitioner: 'p-1' });
    expect(moved?.alerts.map(({ kind, recipient }) => [kind, recipient])).toEqual([
      ['new-task', 'p-1'],
    ]);
  });
});
