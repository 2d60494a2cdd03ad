import { formatTaskReference } from '../../../shared/episodes/task.ts';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Instant } from '../../../shared/kernel/instant.ts';
import type { RaisedLevel } from '../../../shared/episodes/escalation.ts';
import { recordDelivery } from '../../../shared/messaging/record-delivery.ts';
import { allocatedTo } from '../../support/actions.ts';
import { createAlertWorld, type AlertWorld } from '../../support/alert-world.ts';
import { at } from '../../support/facts.ts';
import { writeDigests } from '../../../shared/messaging/digest.ts';

/** The first two days of these tasks are calm: the first is due at 08:00 on the 14th. */
const CALM = at('2026-11-12T08:00Z');
const DUE_TOMORROW = at('2026-11-13T08:00Z');

const breach = (acknowledged: RaisedLevel['acknowledged']): RaisedLevel => ({
  level: 'breach',
  dueVersion: 0,
  dueAt: null,
  at: at('2026-11-10T08:00Z'),
  raisedAt: at('2026-11-10T08:00Z'),
  acknowledged,
});

describe('the digest of the morning', () => {
  let world: AlertWorld;
  beforeEach(() => {
    world = createAlertWorld();
  });

  const morning = async (now: Instant): Promise<readonly string[]> => {
    await writeDigests(world.ports, now);
    for (const recipient of ['p-1', 'p-2', 'm-1', 'm-2', 'h-1', 'd-1']) {
      await world.tell(recipient, now);
    }
    return world.told();
  };

  it('goes to a practitioner with open tasks, and to nobody who has nothing', async () => {
    await world.addTask([allocatedTo('p-1')]);
    await world.addTask([allocatedTo('p-1')]);
    expect(await morning(CALM)).toEqual(['p-1@council.example digest']);
    expect(world.messages()[0]?.personalisation).toMatchObject({
      count: '2',
      link: 'https://homeward.example/tasks',
    });
  });

  it('goes out once a day, however late and often the run comes', async () => {
    await world.addTask([allocatedTo('p-1')]);
    await morning(CALM);
    await morning(CALM);
    await morning(at('2026-11-12T21:30Z'));
    expect(world.told()).toHaveLength(1);
    await morning(at('2026-11-13T08:05Z'));
    expect(world.told().filter((one) => one.startsWith('p-1@'))).toHaveLength(2);
  });

  it('waits for its hour when it is written before', async () => {
    await world.addTask([allocatedTo('p-1')]);
    await morning(at('2026-11-12T00:50Z'));
    expect(world.told()).toEqual([]);
    await world.tell('p-1', CALM);
    expect(world.told()).toEqual(['p-1@council.example digest']);
  });

  it('is of the day in London: an hour before midnight in summer is the next day', async () => {
    await world.addTask([allocatedTo('p-1')]);
    await writeDigests(world.ports, at('2027-06-01T22:59Z'));
    await writeDigests(world.ports, at('2027-06-01T23:00Z'));
    const { alerts } = await world.ports.alerts.readPending('p-1');
    expect(alerts.map(({ sendAt }) => sendAt)).toEqual([
      at('2027-06-01T07:00Z'),
      at('2027-06-02T07:00Z'),
    ]);
  });

  it('shows the manager of the team what is with nobody, at any time', async () => {
    await world.addTask([]);
    expect(await morning(CALM)).toEqual(['m-1@council.example digest']);
  });

  it('shows every manager what is of no team, for nobody else would be shown it', async () => {
    await world.addTask([], {}, 'LS1 1AA');
    expect(await morning(CALM)).toEqual([
      'm-1@council.example digest',
      'm-2@council.example digest',
    ]);
  });

  it('shows the manager what is due within 24 hours, and not yet what is due an hour later', async () => {
    const { taskId } = await world.addTask([allocatedTo('p-1')]);
    await world.addTask([allocatedTo('p-1')]);
    expect(await morning(DUE_TOMORROW)).toEqual([
      'p-1@council.example digest',
      'm-1@council.example digest',
    ]);
    const told = world.messages()[1]?.personalisation;
    expect(told).toMatchObject({ count: '1' });
    expect(told?.['list']).toContain(formatTaskReference(taskId));
  });

  it('shows the manager what is to be acknowledged, and a plan whose day has passed', async () => {
    const planned = (planDate: string) => breach({ by: 'm-1', at: CALM, planDate });
    await world.addTask([allocatedTo('p-1')], { raised: [planned('2026-11-12')] });
    expect(await morning(CALM)).toEqual(['p-1@council.example digest']);
    for (const raised of [[breach(null)], [planned('2026-11-11')]]) {
      world = createAlertWorld();
      await world.addTask([allocatedTo('p-1')], { raised });
      expect(await morning(CALM)).toContain('m-1@council.example digest');
    }
  });

  it('says what is so when it is sent', async () => {
    await world.addTask([allocatedTo('p-1')]);
    await writeDigests(world.ports, CALM);
    await world.addTask([allocatedTo('p-1')]);
    await world.tell('p-1', CALM);
    expect(world.messages()[0]?.personalisation['count']).toBe('2');
  });

  it('is not given to somebody who has left', async () => {
    await world.addTask([allocatedTo('p-1')]);
    const staff = await world.stores.staff.read(
      'E10000020',
      world.ports.directory.authorities[0]?.people ?? [],
    );
    const left = staff.practitioners.find(({ practitionerId }) => practitionerId === 'p-1');
    if (left === undefined) throw new Error('nobody is p-1');
    await world.stores.staff.put({ ...left, inactive: true });
    expect(await writeDigests(world.ports, CALM)).toBe(0);
  });

  it('that cannot be delivered is told to the manager by its most urgent task', async () => {
    const { taskId } = await world.addTask([allocatedTo('p-1')]);
    await world.addTask([allocatedTo('p-1')]);
    await morning(CALM);
    const reference = world.messages()[0]?.reference ?? '';
    await recordDelivery(world.ports, { reference, status: 'permanent-failure' }, CALM);
    const { alerts } = await world.ports.alerts.readPending('m-1');
    expect(alerts.map((one) => [one.kind, one.taskId])).toEqual([['undeliverable', taskId]]);
  });
});
