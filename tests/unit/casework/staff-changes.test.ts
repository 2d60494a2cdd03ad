import { beforeEach, describe, expect, it } from 'vitest';
import type { Caller } from '../../../shared/access/caller.ts';
import { checkStaff, countEmptyRoles } from '../../../shared/casework/check-staff.ts';
import { listTaskCandidates } from '../../../shared/casework/list-candidates.ts';
import { putStaffMember } from '../../../shared/casework/put-staff-member.ts';
import {
  recordStaffAbsence,
  withdrawStaffAbsence,
} from '../../../shared/casework/record-staff-absence.ts';
import { listStaffChanges } from '../../../shared/directory/list-staff-changes.ts';
import type { PractitionerBody } from '../../../shared/directory/practitioner-api.ts';
import { DEFAULT_SETTINGS } from '../../../shared/directory/settings.ts';
import { readStaff } from '../../../shared/directory/staff-store.ts';
import { formatTaskReference } from '../../../shared/episodes/task.ts';
import { addMs, HOUR_MS, type Instant } from '../../../shared/kernel/instant.ts';
import { type AlertWorld, createAlertWorld } from '../../support/alert-world.ts';
import { buildPractitioner } from '../../support/directory.ts';
import { at } from '../../support/facts.ts';
import { NORFOLK } from '../../support/messages.ts';
import { readRefusal, readValue } from '../../support/results.ts';
import { buildCaller } from '../../support/work-world.ts';

const NOW = at('2026-11-12T09:00Z');
const managerOf = (id: string): Caller => buildCaller(id, { role: 'manager' });

let world: AlertWorld;
beforeEach(() => {
  world = createAlertWorld();
});

const readBody = async (practitionerId: string): Promise<PractitionerBody> => {
  const { practitioners } = await readStaff(world.ports, NORFOLK);
  const person = practitioners.find((one) => one.practitionerId === practitionerId);
  if (person === undefined) throw new Error('There is nobody of this id.');
  return { ...person, teams: [...person.teams], ties: [...person.ties] };
};

const put = async (
  practitionerId: string,
  about: Partial<PractitionerBody>,
  caller: Caller = managerOf('m-1'),
  now: Instant = NOW,
) => {
  const body = { ...(await readBody(practitionerId)), ...about };
  return putStaffMember(world.ports, body, caller, now);
};

const readHolder = async (reference = 'NC-2026-000001') =>
  (await world.read(reference)).episode.task?.allocation;

describe('the role of somebody', () => {
  it('is not given at or above one’s own, but by an operator, or by a peer', async () => {
    const refused = 'role-above-yours /role';
    expect(readRefusal(await put('p-1', { role: 'head-of-service' }))).toBe(refused);
    expect(readRefusal(await put('m-1', { role: 'practitioner' }))).toBe(refused);
    expect(readRefusal(await put('h-1', { inactive: true }))).toBe(refused);
    readValue(await put('p-1', { role: 'team-manager' }, managerOf('m-2')));
    const operator = buildCaller('o-1', { role: 'operator' });
    readValue(await put('d-1', { role: 'head-of-service' }, operator));
    readValue(await put('m-2', { role: 'practitioner' }, managerOf('h-1')));
  });

  it('does not keep a manager from putting their own address right', async () => {
    readValue(await put('m-1', { email: 'new@council.example' }));
  });
});

describe('a change of a member of staff', () => {
  it('is a fact with what was before and after, and who made it', async () => {
    readValue(await put('p-1', { caseloadCap: 4 }));
    readValue(await put('p-1', { caseloadCap: 6 }, managerOf('h-1')));
    const { items } = readValue(await listStaffChanges(world.ports, 'p-1', managerOf('m-1')));
    expect(
      items.map(({ before, after, by }) => [before?.caseloadCap, after.caseloadCap, by]),
    ).toEqual([
      [null, 4, 'm-1'],
      [4, 6, 'h-1'],
    ]);
    const dorset = buildCaller('m-9', { role: 'manager', authorities: ['E06000059'] });
    expect(readValue(await listStaffChanges(world.ports, 'p-1', dorset)).items).toEqual([]);
  });

  it('is told where they were reached before, in words, never to what', async () => {
    readValue(await put('p-1', { email: 'somebody.else@council.example', role: 'team-manager' }));
    const [email = '', ...more] = await world.readEmails('p-1', addMs(NOW, HOUR_MS));
    expect(more).toEqual([]);
    expect(world.messages().at(-1)?.address).toBe('p-1@council.example');
    expect(email).toContain('Person m-1 has changed your entry in the staff list of Homeward.');
    expect(email).toContain('Changed: your role, how you are contacted');
    expect(email).not.toContain('somebody.else');
  });

  it('of oneself is told when the address changed, and else not', async () => {
    readValue(await put('m-1', { deputy: 'm-2' }));
    expect(await world.readEmails('m-1', addMs(NOW, HOUR_MS))).toEqual([]);
    readValue(await put('m-1', { email: 'new@council.example' }));
    const [email] = await world.readEmails('m-1', addMs(NOW, HOUR_MS));
    expect(email).toContain('Changed: how you are contacted');
  });
});

describe('a deputy', () => {
  it('is somebody else at work in the authority', async () => {
    const refused = 'unknown-practitioner /deputy';
    expect(readRefusal(await put('m-1', { deputy: 'm-1' }))).toBe(refused);
    expect(readRefusal(await put('m-1', { deputy: 'm-404' }))).toBe(refused);
  });

  it('hears what is meant for somebody who is away, instead of the next role up', async () => {
    readValue(await put('m-1', { deputy: 'm-2' }));
    await world.addTask();
    await world.whileAway(['m-1'], at('2026-11-14T08:00Z'), async () => {
      await world.sweepAt(at('2026-11-14T08:01Z'));
    });
    const { raised } = await world.read('NC-2026-000001');
    const breach = raised.find(({ level }) => level === 'breach');
    const escalation = await world.ports.episodes.readEscalation(breach?.escalationId ?? '');
    expect(escalation?.notified).toEqual(['m-1', 'm-2']);
  });
});

describe('an absence', () => {
  const away = (from: string, until: string) => ({
    key: `away-${from}`,
    practitionerId: 'p-1',
    from,
    until,
  });

  it('into which a deadline falls is told to the manager of the task, once, and not to who recorded it', async () => {
    const { taskId } = await world.addTask();
    await world.readEmails('m-1', NOW);
    const body = away('2026-11-12', '2026-11-20');
    const record = () => recordStaffAbsence(world.ports, body, buildCaller('p-1'), NOW);
    readValue(await record());
    readValue(await record());
    const [email = '', ...more] = await world.readEmails('m-1', addMs(NOW, HOUR_MS));
    expect(more).toEqual([]);
    expect(email).toContain(`With somebody who will be away: ${formatTaskReference(taskId)}`);
    const own = { ...body, key: 'away-by-manager' };
    readValue(await recordStaffAbsence(world.ports, own, managerOf('m-1'), NOW));
    expect(await world.readEmails('m-1', addMs(NOW, 2 * HOUR_MS))).toEqual([]);
  });

  it('that ends before the deadline is told to nobody', async () => {
    await world.addTask();
    await world.readEmails('m-1', NOW);
    const body = away('2026-11-12', '2026-11-12');
    readValue(await recordStaffAbsence(world.ports, body, buildCaller('p-1'), NOW));
    expect(await world.readEmails('m-1', addMs(NOW, HOUR_MS))).toEqual([]);
  });
});

describe('a task that the policy could give to nobody', () => {
  const leaveUnallocated = async () => {
    const { taskId } = await world.addTask({ practitioner: null });
    expect(await readHolder()).toBeNull();
    await world.readEmails('m-1', NOW);
    return taskId;
  };

  it('says of everybody why not', async () => {
    const taskId = await leaveUnallocated();
    readValue(
      await put('p-1', {
        ties: [{ kind: 'key-worker', childId: (await world.read('NC-2026-000001')).childId ?? '' }],
      }),
    );
    const body = {
      key: 'away-long',
      practitionerId: 'p-2',
      from: '2026-11-12',
      until: '2026-11-20',
    };
    readValue(await recordStaffAbsence(world.ports, body, managerOf('m-1'), NOW));
    const { candidates } = readValue(
      await listTaskCandidates(world.ports, taskId, managerOf('m-1'), NOW),
    );
    expect(candidates.map(({ practitioner, fitness }) => [practitioner, fitness])).toEqual([
      ['p-1', 'not-independent'],
      ['p-2', 'absent'],
    ]);
  });

  it('is tried again on the day on which somebody is back, and they read it', async () => {
    const taskId = await leaveUnallocated();
    const { practitioners } = await readStaff(world.ports, NORFOLK);
    for (const { practitionerId, role } of practitioners) {
      if (role !== 'practitioner') continue;
      await world.stores.staff.putAbsence(NORFOLK, {
        absenceId: `abs-${practitionerId}`,
        practitionerId,
        from: '2026-11-11',
        until: practitionerId === 'p-2' ? '2026-11-12' : '2026-11-20',
      });
    }
    await checkStaff(world.ports, at('2026-11-12T10:00Z'));
    expect(await readHolder()).toBeNull();
    await checkStaff(world.ports, at('2026-11-13T07:00Z'));
    expect(await readHolder()).toMatchObject({ practitioner: 'p-2', by: 'policy' });
    const [email] = await world.readEmails('p-2', at('2026-11-13T09:00Z'));
    expect(email).toContain(formatTaskReference(taskId));
  });

  it.each([
    ['a cap is raised', { caseloadCap: 20 }],
    ['somebody joins the team', { teams: ['norfolk-norwich', 'norfolk-broadland'] }],
  ])('is tried again when %s', async (_, about) => {
    readValue(
      await put('p-1', {
        caseloadCap: 1,
        ...('teams' in about && { teams: ['norfolk-broadland'] }),
      }),
    );
    await leaveUnallocated();
    await put('p-1', { caseloadCap: 1, ...about });
    expect(await readHolder()).toMatchObject({ by: 'policy', basis: 'least-load' });
  });

  it('is tried again when an absence is withdrawn', async () => {
    const body = {
      key: 'away-long',
      practitionerId: 'p-1',
      from: '2026-11-11',
      until: '2026-11-20',
    };
    const { absence } = readValue(
      await recordStaffAbsence(world.ports, body, managerOf('m-1'), NOW),
    );
    await leaveUnallocated();
    readValue(await withdrawStaffAbsence(world.ports, absence.absenceId, managerOf('m-1'), NOW));
    expect(await readHolder()).toMatchObject({ by: 'policy', basis: 'least-load' });
  });

  it('stays with the managers when a person took it from somebody', async () => {
    const { taskId } = await world.addTask();
    await world.give(taskId, null, NOW);
    await put('p-2', { teams: [] });
    await put('p-2', { teams: ['norfolk-norwich'] });
    expect(await readHolder()).toMatchObject({ practitioner: null });
  });
});

describe('a role of the ladders in which nobody is', () => {
  it('is counted, whoever left it', () => {
    const all = [
      buildPractitioner('m-1', { role: 'team-manager' }),
      buildPractitioner('h-1', { role: 'head-of-service' }),
      buildPractitioner('d-1', { role: 'director' }),
    ];
    expect(countEmptyRoles(DEFAULT_SETTINGS, all)).toBe(0);
    expect(countEmptyRoles(DEFAULT_SETTINGS, all.slice(1))).toBe(1);
    const left = all.map((one) => ({ ...one, inactive: one.role === 'director' }));
    expect(countEmptyRoles(DEFAULT_SETTINGS, left)).toBe(1);
  });
});
