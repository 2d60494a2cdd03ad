import { formatTaskReference } from '../../../shared/episodes/task.ts';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Instant } from '../../../shared/kernel/instant.ts';
import type { Caller } from '../../../shared/access/caller.ts';
import { toEpisodeId } from '../../../shared/episodes/episode.ts';
import { acknowledgeEscalation } from '../../../shared/escalation/acknowledge-escalation.ts';
import { NORFOLK } from '../../support/messages.ts';
import { readValue } from '../../support/results.ts';
import { recordDelivery } from '../../../shared/messaging/record-delivery.ts';
import { createAlertWorld, type AlertWorld } from '../../support/alert-world.ts';
import { at, buildFoundFact, buildReportedFact, buildReturnedFact } from '../../support/facts.ts';
import { writeDigests } from '../../../shared/messaging/digest.ts';

/** The first two days of these tasks are calm: the first is due at 08:00 on the 14th. */
const CALM = at('2026-11-12T08:00Z');
const DUE_TOMORROW = at('2026-11-13T08:00Z');

const PEOPLE = ['p-1', 'p-2', 'm-1', 'm-2', 'h-1', 'd-1'];
const MANAGER: Caller = { subject: 'm-1', role: 'manager', authorities: [NORFOLK] };

const addressed = (person: string): string => `${person}@council.example digest`;

const digestsIn = (sent: readonly string[]) => sent.filter((one) => one.endsWith(' digest'));

/** A task whose breach was raised on the 11th, before police corrected the return: it is due on the 14th at 20:00. */
const addPastBreach = async (world: AlertWorld): Promise<void> => {
  const { taskId } = await world.addTask();
  const { reference } = (await world.stores.episodes.readState(toEpisodeId(taskId)))?.episode ?? {};
  if (reference === undefined) throw new Error('There is no such episode.');
  const earlier = { returnedAt: at('2026-11-08T08:00Z') };
  const about = { reference, id: 'earlier', time: '2026-11-11T08:20Z' };
  await world.receiveFacts(buildReturnedFact(earlier, about));
  await world.sweepAt(at('2026-11-11T08:30Z'));
  const returnedAt = at('2026-11-11T20:00Z');
  const corrected = { reference, id: 'corrected', time: '2026-11-11T20:10Z' };
  await world.receiveFacts(buildReturnedFact({ returnedAt }, corrected));
  for (const recipient of PEOPLE) await world.sendAlerts(recipient, at('2026-11-12T07:00Z'));
};

describe('the daily digest', () => {
  let world: AlertWorld;
  beforeEach(() => {
    world = createAlertWorld();
  });

  const morning = async (now: Instant): Promise<readonly string[]> => {
    await writeDigests(world.ports, now);
    for (const recipient of PEOPLE) await world.sendAlerts(recipient, now);
    return world.listSent();
  };

  it('is sent to a practitioner with open tasks, and not to one without tasks', async () => {
    await world.addTask();
    await world.addTask();
    expect(await morning(CALM)).toEqual(['p-1@council.example digest']);
    expect(world.messages()[0]?.personalisation).toMatchObject({
      interviews: '2 return home interviews',
      link: 'https://homeward.example/tasks',
    });
  });

  it('is sent once a day, however late and often the function runs', async () => {
    await world.addTask();
    await morning(CALM);
    await morning(CALM);
    await morning(at('2026-11-12T21:30Z'));
    expect(world.listSent()).toHaveLength(1);
    await morning(at('2026-11-13T08:05Z'));
    expect(world.listSent().filter((one) => one.startsWith('p-1@'))).toHaveLength(2);
  });

  it('waits for 08:00 when it is written before', async () => {
    await world.addTask();
    await morning(at('2026-11-12T00:50Z'));
    expect(world.listSent()).toEqual([]);
    await world.sendAlerts('p-1', CALM);
    expect(world.listSent()).toEqual(['p-1@council.example digest']);
  });

  it('belongs to the London day: 23:30 UTC in summer is the next day', async () => {
    await world.addTask();
    await writeDigests(world.ports, at('2027-06-01T22:59Z'));
    await writeDigests(world.ports, at('2027-06-01T23:00Z'));
    const { alerts } = await world.ports.alerts.readPending('p-1');
    expect(alerts.map(({ sendAt }) => sendAt)).toEqual([
      at('2027-06-01T07:00Z'),
      at('2027-06-02T07:00Z'),
    ]);
  });

  it('shows the manager of the team the unallocated tasks, whenever they are due', async () => {
    await world.addTask({ practitioner: null });
    expect(await morning(CALM)).toEqual(['m-1', 'h-1', 'd-1'].map(addressed));
    expect(world.messages()[0]?.personalisation['list']).toMatch(
      /^Unallocated: 1 return home interview\nRHI-[-0-9A-F]+, by 8am on Saturday 14 November$/,
    );
  });

  it('shows every manager the tasks without a team', async () => {
    await world.addTask({ practitioner: null, postcode: 'LS1 1AA' });
    expect(await morning(CALM)).toEqual(['m-1', 'm-2', 'h-1', 'd-1'].map(addressed));
  });

  it('shows the manager the tasks that are due within 24 hours, and none that is due an hour later', async () => {
    const { taskId } = await world.addTask();
    await world.addTask();
    expect(await morning(DUE_TOMORROW)).toEqual([
      'p-1@council.example digest',
      'm-1@council.example digest',
    ]);
    const sent = world.messages()[1]?.personalisation;
    expect(sent).toMatchObject({ interviews: '1 return home interview' });
    expect(sent?.['list']).toContain(formatTaskReference(taskId));
  });

  it('shows what is late, with what must be acknowledged first, to everybody above', async () => {
    await world.addTask();
    await world.addTask();
    await world.sweepAt(at('2026-11-14T08:01Z'));
    await morning(at('2026-11-14T10:00Z'));
    for (const role of ['m-1', 'h-1', 'd-1']) {
      const digest = world
        .messages()
        .find(({ address, template }) => template === 'digest' && address.startsWith(role));
      expect(digest?.personalisation['list']).toMatch(
        /^Past the deadline, to be acknowledged: 1 return home interview\nRHI-.*\n\nPast the deadline: 1 return home interview\nRHI-/,
      );
    }
  });

  it('shows plans whose day has passed', async () => {
    const { taskId } = await world.addTask();
    await world.sweepAt(at('2026-11-14T08:01Z'));
    const { raised } = await world.read('NC-2026-000001');
    const breach = raised.find(({ level }) => level === 'breach');
    const body = { key: 'key-of-a-plan', note: 'We visit.', planDate: '2026-11-14' };
    const input = { escalationId: breach?.escalationId ?? '', body };
    readValue(await acknowledgeEscalation(world.ports, input, MANAGER, at('2026-11-14T09:00Z')));
    await morning(at('2026-11-15T10:00Z'));
    const digest = world
      .messages()
      .find(({ address, template }) => template === 'digest' && address.startsWith('d-1'));
    expect(digest?.personalisation['list']).toContain(
      `Planned day has passed: 1 return home interview\n${formatTaskReference(taskId)}`,
    );
  });

  it('does not ask anybody to acknowledge a breach of a deadline that was corrected since', async () => {
    await addPastBreach(world);
    expect(digestsIn(await morning(CALM))).toEqual(['p-1'].map(addressed));
  });

  it('shows a child who was found and is not known to be home, and the appointments of the day', async () => {
    const { taskId } = await world.addTask();
    await world.book(taskId, at('2026-11-12T16:00Z'), at('2026-11-12T07:00Z'));
    const about = { reference: 'NC-9', time: '2026-11-11T06:10:00Z' };
    await world.receiveFacts(
      buildReportedFact({ missingFrom: { kind: 'home', place: { postcode: 'NR3 1AU' } } }, about),
      buildFoundFact({ foundAt: at('2026-11-11T06:00Z') }, about),
    );
    await morning(CALM);
    const digest = world
      .messages()
      .find(({ address, template }) => template === 'digest' && address.startsWith('m-1'));
    expect(digest?.personalisation['list']).toMatch(
      /^Appointment today: 1 return home interview\nRHI-.*; appointment at 4pm on Thursday 12 November\n\nFound, return not confirmed: 1 return home interview\nRHI-/,
    );
  });

  it('shows a child who is not known to be home although the interview was held', async () => {
    const about = { reference: 'NC-9', time: '2026-11-11T06:10:00Z' };
    await world.receiveFacts(
      buildReportedFact({ missingFrom: { kind: 'home', place: { postcode: 'NR3 1AU' } } }, about),
      buildFoundFact({ foundAt: at('2026-11-11T06:00Z') }, about),
    );
    const { task } = (await world.read('NC-9')).episode;
    await world.decline(task?.taskId ?? '', at('2026-11-11T12:00Z'));
    await morning(CALM);
    const digest = world
      .messages()
      .find(({ address, template }) => template === 'digest' && address.startsWith('m-1'));
    expect(digest?.personalisation['list']).toMatch(
      /^Found, return not confirmed: 1 return home interview\nRHI-/,
    );
  });

  it('lists the tasks at the time of sending', async () => {
    await world.addTask();
    await writeDigests(world.ports, CALM);
    await world.addTask();
    await world.sendAlerts('p-1', CALM);
    expect(world.messages()[0]?.personalisation['interviews']).toBe('2 return home interviews');
  });

  it('is not sent to somebody who is inactive', async () => {
    await world.addTask();
    const staff = await world.stores.staff.read(
      'E10000020',
      world.ports.directory.authorities[0]?.people ?? [],
    );
    const left = staff.practitioners.find(({ practitionerId }) => practitionerId === 'p-1');
    if (left === undefined) throw new Error('nobody is p-1');
    await world.stores.staff.put({ ...left, inactive: true });
    expect(await writeDigests(world.ports, CALM)).toBe(0);
  });

  it('that cannot be delivered is escalated to the manager by its most urgent task', async () => {
    const { taskId } = await world.addTask();
    await world.addTask();
    await morning(CALM);
    const reference = world.messages()[0]?.reference ?? '';
    await recordDelivery(world.ports, { reference, status: 'permanent-failure' }, CALM);
    const { alerts } = await world.ports.alerts.readPending('m-1');
    expect(alerts.map((one) => [one.kind, one.taskId])).toEqual([['undeliverable', taskId]]);
  });
});
