import { formatTaskReference } from '../../../shared/episodes/task.ts';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Instant } from '../../../shared/kernel/instant.ts';
import type { Caller } from '../../../shared/access/caller.ts';
import { toEpisodeId } from '../../../shared/episodes/episode.ts';
import { createEscalationId } from '../../../shared/episodes/escalation.ts';
import { acknowledgeEscalation } from '../../../shared/escalation/acknowledge-escalation.ts';
import { NORFOLK } from '../../support/messages.ts';
import { readValue } from '../../support/results.ts';
import { recordDelivery } from '../../../shared/messaging/record-delivery.ts';
import { createAlertWorld, type AlertWorld } from '../../support/alert-world.ts';
import { at, buildReturnedFact } from '../../support/facts.ts';
import { writeDigests } from '../../../shared/messaging/digest.ts';

/** The first two days of these tasks are calm: the first is due at 08:00 on the 14th. */
const CALM = at('2026-11-12T08:00Z');
const DUE_TOMORROW = at('2026-11-13T08:00Z');

const PEOPLE = ['p-1', 'p-2', 'm-1', 'm-2', 'h-1', 'd-1'];
const MANAGER: Caller = { subject: 'm-1', role: 'manager', authorities: [NORFOLK] };

const digestsIn = (sent: readonly string[]) => sent.filter((one) => one.endsWith(' digest'));

/**
 * A task whose breach was raised on the 11th, before police corrected the return: it is due on the 14th at 20:00.
 * Whoever was notified of it then has read it.
 */
const addPastBreach = async (world: AlertWorld, planDate: string | null): Promise<void> => {
  const { taskId } = await world.addTask();
  const { reference } = (await world.stores.episodes.readState(toEpisodeId(taskId)))?.episode ?? {};
  if (reference === undefined) throw new Error('There is no such episode.');
  const earlier = { returnedAt: at('2026-11-08T08:00Z') };
  const about = { reference, id: 'earlier', time: '2026-11-11T08:20Z' };
  await world.receiveFacts(buildReturnedFact(earlier, about));
  await world.sweepAt(at('2026-11-11T08:30Z'));
  const { raised } = await world.read(reference);
  const breach = raised.find(({ level }) => level === 'breach');
  if (breach === undefined) throw new Error('It was not raised.');
  if (planDate !== null) {
    const body = { key: 'key-of-a-plan', note: 'We visit.', planDate };
    const input = { escalationId: createEscalationId(taskId, breach), body };
    readValue(await acknowledgeEscalation(world.ports, input, MANAGER, at('2026-11-11T09:00Z')));
  }
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
      interviews: '2 open return home interviews',
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
    expect(await morning(CALM)).toEqual(['m-1@council.example digest']);
  });

  it('shows every manager the tasks without a team', async () => {
    await world.addTask({ practitioner: null, postcode: 'LS1 1AA' });
    expect(await morning(CALM)).toEqual([
      'm-1@council.example digest',
      'm-2@council.example digest',
    ]);
  });

  it('shows the manager the tasks that are due within 24 hours, and none that is due an hour later', async () => {
    const { taskId } = await world.addTask();
    await world.addTask();
    expect(await morning(DUE_TOMORROW)).toEqual([
      'p-1@council.example digest',
      'm-1@council.example digest',
    ]);
    const sent = world.messages()[1]?.personalisation;
    expect(sent).toMatchObject({ interviews: '1 open return home interview' });
    expect(sent?.['list']).toContain(formatTaskReference(taskId));
  });

  it('shows the manager escalations to acknowledge, and plans whose day has passed', async () => {
    await addPastBreach(world, '2026-11-12');
    expect(digestsIn(await morning(CALM))).toEqual(['p-1@council.example digest']);
    for (const planDate of [null, '2026-11-11']) {
      world = createAlertWorld();
      await addPastBreach(world, planDate);
      expect(await morning(CALM)).toContain('m-1@council.example digest');
    }
  });

  it('lists the tasks at the time of sending', async () => {
    await world.addTask();
    await writeDigests(world.ports, CALM);
    await world.addTask();
    await world.sendAlerts('p-1', CALM);
    expect(world.messages()[0]?.personalisation['interviews']).toBe(
      '2 open return home interviews',
    );
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
