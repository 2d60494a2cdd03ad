import { describe, expect, it } from 'vitest';
import { checkStaff } from '../../../shared/casework/check-staff.ts';
import { putStaffMember } from '../../../shared/casework/put-staff-member.ts';
import { readStaff } from '../../../shared/directory/staff-store.ts';
import { formatTaskReference } from '../../../shared/episodes/task.ts';
import { type AlertWorld, createAlertWorld } from '../../support/alert-world.ts';
import { at } from '../../support/facts.ts';
import { NORFOLK } from '../../support/messages.ts';
import { readValue } from '../../support/results.ts';
import { buildCaller } from '../../support/work-world.ts';

const NOW = at('2026-11-12T09:00Z');

const leave = async (world: AlertWorld, practitionerId: string, by = 'h-1') => {
  const { practitioners } = await readStaff(world.ports, NORFOLK);
  const person = practitioners.find((one) => one.practitionerId === practitionerId);
  if (person === undefined) throw new Error('There is nobody of this id.');
  const { version, ties, ...rest } = person;
  const body = { ...rest, teams: [...rest.teams], ties: [...ties], version, inactive: true };
  return putStaffMember(world.ports, body, buildCaller(by, { role: 'manager' }), NOW);
};

describe('somebody who leaves', () => {
  it('hands their tasks back to the team, whose manager reads it', async () => {
    const world = createAlertWorld();
    const tasks = [await world.addTask(), await world.addTask()];
    for (const person of ['p-1', 'm-1']) await world.readEmails(person, NOW);
    const left = readValue(await leave(world, 'p-1'));
    expect(left).toMatchObject({ inactive: true, openTasks: 0 });
    for (const reference of ['NC-2026-000001', 'NC-2026-000002']) {
      const { task } = (await world.read(reference)).episode;
      expect(task?.allocation).toMatchObject({ practitioner: null, basis: 'left', by: 'h-1' });
    }
    const [email = ''] = await world.readEmails('m-1', NOW);
    for (const { taskId } of tasks) expect(email).toContain(formatTaskReference(taskId));
    expect(email).toContain('Unallocated: 2 return home interviews');
    await world.sweepAt(at('2026-11-12T10:01Z'));
    const { raised } = await world.read('NC-2026-000001');
    expect(raised.at(-1)?.level).toBe('unallocated');
  });

  it('hands back what was left when the request was cut off, when it is sent again', async () => {
    const world = createAlertWorld();
    await world.addTask();
    const { practitioners } = await readStaff(world.ports, NORFOLK);
    const person = practitioners.find(({ practitionerId }) => practitionerId === 'p-1');
    if (person === undefined) throw new Error('There is no p-1.');
    await world.stores.staff.put({ ...person, inactive: true });
    const body = { ...person, teams: [...person.teams], ties: [], inactive: true };
    const again = { ...body, version: person.version };
    readValue(await putStaffMember(world.ports, again, buildCaller('m-1'), NOW));
    expect((await world.read('NC-2026-000001')).episode.task?.allocation?.practitioner).toBeNull();
  });

  it('keeps no task that reached them at that moment: the check of the staff hands it back', async () => {
    const world = createAlertWorld();
    const { taskId } = await world.addTask();
    await world.readEmails('m-1', NOW);
    const { practitioners } = await readStaff(world.ports, NORFOLK);
    const person = practitioners.find(({ practitionerId }) => practitionerId === 'p-1');
    if (person === undefined) throw new Error('There is no p-1.');
    await world.stores.staff.put({ ...person, inactive: true });
    await checkStaff(world.ports, NOW);
    await checkStaff(world.ports, NOW);
    const { task } = (await world.read('NC-2026-000001')).episode;
    expect(task?.allocation).toMatchObject({ practitioner: null, basis: 'left', by: 'policy' });
    const emails = await world.readEmails('m-1', NOW);
    expect(emails).toHaveLength(1);
    expect(emails[0]).toContain(formatTaskReference(taskId));
  });
});

describe('a level of the ladder for somebody who is away', () => {
  it('goes to the next role up as well', async () => {
    const world = createAlertWorld();
    await world.addTask();
    await world.whileAway(['m-1'], at('2026-11-14T08:00Z'), async () => {
      await world.sweepAt(at('2026-11-14T08:01Z'));
    });
    const { raised } = await world.read('NC-2026-000001');
    const breach = raised.find(({ level }) => level === 'breach');
    const escalation = await world.ports.episodes.readEscalation(breach?.escalationId ?? '');
    expect(escalation?.notified).toEqual(['h-1', 'm-1']);
  });

  it('goes to nobody else when everybody is there', async () => {
    const world = createAlertWorld();
    await world.addTask();
    await world.sweepAt(at('2026-11-14T08:01Z'));
    const { raised } = await world.read('NC-2026-000001');
    const breach = raised.find(({ level }) => level === 'breach');
    const escalation = await world.ports.episodes.readEscalation(breach?.escalationId ?? '');
    expect(escalation?.notified).toEqual(['m-1']);
  });
});
