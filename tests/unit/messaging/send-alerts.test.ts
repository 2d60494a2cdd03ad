import { formatTaskReference } from '../../../shared/episodes/task.ts';
import { beforeEach, describe, expect, it } from 'vitest';
import { addMs, type Instant } from '../../../shared/kernel/instant.ts';
import type { Alert } from '../../../shared/alerts/alert.ts';
import { createAlertWorld, type AlertWorld, buildAlert } from '../../support/alert-world.ts';
import { at } from '../../support/facts.ts';
import { NORFOLK } from '../../support/messages.ts';
import { sendAlerts } from '../../../shared/messaging/send-alerts.ts';

const NOW = at('2026-11-14T09:00Z');
const minutesAfter = (minutes: number): Instant => addMs(NOW, minutes * 60_000);

/** Before the deadline of the first task. */
const IN_TIME = at('2026-11-14T04:00Z');

describe('sending the alerts of a recipient', () => {
  let world: AlertWorld;
  beforeEach(() => {
    world = createAlertWorld();
  });

  const add = (...alerts: readonly Alert[]) => world.ports.alerts.addAlerts(alerts);
  const waitingFor = async (recipient: string) =>
    (await world.ports.alerts.readPending(recipient)).alerts;

  it('sends one alert with its own template: reference, deadline and link', async () => {
    const { taskId, dueAt } = await world.addTask();
    await add(buildAlert(1, { taskId, dueAt, kind: 'reallocated', recipient: 'p-1' }));
    await world.sendAlerts('p-1', NOW);
    const [message] = world.messages();
    expect(message).toMatchObject({
      medium: 'email',
      address: 'p-1@council.example',
      template: 'reallocated',
      personalisation: {
        deadline: 'by 8am on Saturday 14 November',
        link: `https://homeward.example/tasks/${taskId}`,
      },
      at: NOW,
    });
    expect(await waitingFor('p-1')).toEqual([]);
  });

  it('sends many breaches as one message that lists them, longest overdue first', async () => {
    const first = await world.addTask();
    const second = await world.addTask();
    await add(buildAlert(2, second), buildAlert(1, first));
    await world.sendAlerts('m-1', at('2026-11-14T10:00Z'));
    expect(world.listSent()).toEqual(['m-1@council.example several']);
    const sent = world.messages()[0]?.personalisation;
    expect(sent?.['interviews']).toBe('2 return home interviews');
    const lines = (sent?.['list'] ?? '').split('\n');
    expect(lines[0]).toBe('Past the deadline, to be acknowledged: 2 return home interviews');
    expect(lines[1]).toMatch(/by 8am on Saturday 14 November$/);
    expect(lines[2]).toMatch(/by 9am on Saturday 14 November$/);
  });

  it('says of a task at a moment what matters most: a breach swallows the rest', async () => {
    const task = await world.addTask();
    await add(
      buildAlert(1, { ...task, kind: { level: 'breach' } }),
      buildAlert(2, { ...task, kind: { level: 'due-soon' } }),
      buildAlert(3, { ...task, kind: { level: 'no-attempt' } }),
    );
    await world.sendAlerts('m-1', NOW);
    expect(world.listSent()).toEqual(['m-1@council.example breach']);
    expect(await waitingFor('m-1')).toEqual([]);
  });

  it('says that a task is due soon, and not as well that nobody tried, at once', async () => {
    const task = await world.addTask();
    const raisedAt = at('2026-11-13T09:00Z');
    await add(
      buildAlert(2, { ...task, raisedAt, kind: { level: 'due-soon' } }),
      buildAlert(3, { ...task, raisedAt, kind: { level: 'no-attempt' } }),
    );
    await world.sendAlerts('m-1', at('2026-11-14T05:00Z'));
    expect(world.listSent()).toEqual(['m-1@council.example due-soon']);
  });

  it('keeps in a list what there is to say of each task', async () => {
    const [late, soon, fresh] = [
      await world.addTask(),
      await world.addTask(),
      await world.addTask({ practitioner: null }),
    ];
    await world.sweepAt(at('2026-11-14T08:01Z'));
    await world.sendAlerts('m-1', at('2026-11-13T00:00Z'));
    await add(buildAlert(3, { ...fresh, kind: { level: 'unallocated' } }));
    const [email = ''] = await world.readEmails('m-1', at('2026-11-14T08:05Z'));
    expect(email.split('\n').slice(0, 13)).toEqual([
      'To do: 3 return home interviews',
      'These need action now:',
      '',
      'Past the deadline, to be acknowledged: 1 return home interview',
      `${formatTaskReference(late.taskId)}, by 8am on Saturday 14 November; goes to the head of service at 8pm on Saturday 14 November if nobody acknowledges it`,
      '',
      'Due soon: 2 return home interviews',
      `${formatTaskReference(soon.taskId)}, by 9am on Saturday 14 November`,
      `${formatTaskReference(fresh.taskId)}, by 10am on Saturday 14 November`,
      '',
      'Please open your task list in Homeward and start at the top.',
      '',
      'https://homeward.example/tasks',
    ]);
  });

  it('says nothing that is no longer so: an attempt was recorded, somebody has the task, the return is confirmed', async () => {
    const task = await world.addTask();
    for (const level of ['unallocated', 'return-unconfirmed'])
      await add(buildAlert(1, { ...task, alertId: level, kind: { level } }));
    await world.sendAlerts('m-1', NOW);
    expect(world.listSent()).toEqual([]);
  });

  it('sends nothing before its time', async () => {
    const task = await world.addTask();
    await add(buildAlert(1, { ...task, sendAt: minutesAfter(1) }));
    await world.sendAlerts('m-1', NOW);
    expect(world.listSent()).toEqual([]);
    await world.sendAlerts('m-1', minutesAfter(1));
    expect(world.listSent()).toHaveLength(1);
  });

  it('uses the chosen contact method, or the other when there is no address for it', async () => {
    world = createAlertWorld({
      'p-1': { phone: '07700 900123', contactBy: 'text' },
      'p-2': { phone: null, contactBy: 'text' },
    });
    const task = await world.addTask();
    await add(buildAlert(1, { ...task, recipient: 'p-1' }));
    await add(buildAlert(2, { ...task, recipient: 'p-2' }));
    await world.sendAlerts('p-1', NOW);
    await world.sendAlerts('p-2', NOW);
    expect(world.messages().map(({ medium, address }) => [medium, address])).toEqual([
      ['text', '07700 900123'],
      ['email', 'p-2@council.example'],
    ]);
  });

  it('drops a reminder of a closed task, but never a breach or a hand-back', async () => {
    const closed = await world.addTask();
    await world.decline(closed.taskId, at('2026-11-12T10:00Z'));
    await add(buildAlert(1, { ...closed, kind: { level: 'due-soon' } }));
    await world.sendAlerts('m-1', NOW);
    await add(buildAlert(2, { ...closed, kind: 'new-task' }));
    await world.sendAlerts('m-1', NOW);
    expect(world.listSent()).toEqual([]);
    for (const kind of [{ level: 'breach' }, 'handed-back'] as const) {
      await add(buildAlert(3, { ...closed, kind, alertId: JSON.stringify(kind) }));
      await world.sendAlerts('m-1', NOW);
    }
    expect(world.listSent()).toEqual([
      'm-1@council.example breach',
      'm-1@council.example handed-back',
    ]);
    expect(await waitingFor('m-1')).toEqual([]);
  });

  const GONE = { readState: () => Promise.resolve(null) };

  /** Tries to send a reminder, and then again when its task is no longer open. */
  const sendTwice = async (first: Partial<AlertWorld['ports']>) => {
    const { alerts, episodes } = world.ports;
    const { taskId, dueAt } = await world.addTask();
    await add(buildAlert(1, { taskId, dueAt, sendAt: IN_TIME, kind: { level: 'due-soon' } }));
    await sendAlerts({ ...world.ports, ...first }, 'm-1', NOW).catch(() => undefined);
    const { openMessage } = await alerts.readPending('m-1');
    const later = { ...world.ports, episodes: { ...episodes, ...GONE } };
    await sendAlerts(later, 'm-1', minutesAfter(3));
    return alerts.readMessage(openMessage ?? '');
  };

  it('records as sent what was sent before the sender was stopped, although it is outdated by then', async () => {
    const saveMessage = () => Promise.reject(new Error('stopped'));
    const record = await sendTwice({ alerts: { ...world.ports.alerts, saveMessage } });
    expect(record).toMatchObject({ end: { outcome: 'sent' } });
    expect(world.messages()).toHaveLength(1);
  });

  it('records as no longer needed what was never sent and is outdated when it is tried again', async () => {
    const send = () => Promise.reject(new Error('the provider is down'));
    const record = await sendTwice({ channel: { ...world.ports.channel, send } });
    expect(record).toMatchObject({ end: { outcome: 'no-longer-needed' } });
    expect(world.messages()).toHaveLength(0);
  });

  it('does not say "due soon" when quiet hours end after the deadline: the breach tells', async () => {
    const { taskId } = await world.addTask();
    const sendAt = at('2026-11-14T08:30Z');
    await add(buildAlert(1, { taskId, sendAt, kind: { level: 'due-soon' } }));
    await world.sendAlerts('m-1', sendAt);
    expect(world.listSent()).toEqual([]);
  });

  it('sends "overdue" instead of "due soon" when the provider let it wait until after the deadline', async () => {
    const { taskId } = await world.addTask();
    const sendAt = at('2026-11-14T07:00Z');
    const dueSoon = { taskId, sendAt, kind: { level: 'due-soon' } };
    await add(buildAlert(1, dueSoon));
    await world.sendAlerts('m-1', at('2026-11-14T08:00Z'));
    await add(buildAlert(2, dueSoon));
    await world.sendAlerts('m-1', at('2026-11-14T08:00:00.001Z'));
    expect(world.listSent()).toEqual([
      'm-1@council.example due-soon',
      'm-1@council.example overdue',
    ]);
  });

  it('has the deadline at the time of sending, not of raising', async () => {
    const { taskId } = await world.addTask();
    const dueAt = at('2026-11-13T20:00Z');
    await add(buildAlert(1, { taskId, dueAt, sendAt: IN_TIME, kind: { level: 'due-soon' } }));
    await world.sendAlerts('m-1', NOW);
    expect(world.messages()[0]?.personalisation['deadline']).toBe('by 8am on Saturday 14 November');
  });

  it('tries again after 1, 2, 5, 15 and then every 60 minutes while the provider is down', async () => {
    const task = await world.addTask();
    await add(buildAlert(1, task));
    world.world.provider = 'down';
    let now = NOW;
    const waits: number[] = [];
    for (let attempt = 1; attempt <= 7; attempt++) {
      await world.sendAlerts('m-1', now);
      const sendAt = (await waitingFor('m-1'))[0]?.sendAt ?? now;
      waits.push((Date.parse(sendAt) - Date.parse(now)) / 60_000);
      now = sendAt;
    }
    expect(waits).toEqual([1, 2, 5, 15, 60, 60, 60]);
    expect(world.faults).toHaveLength(7);
    world.world.provider = 'up';
    await world.sendAlerts('m-1', now);
    expect(world.listSent()).toEqual(['m-1@council.example breach']);
    expect(await waitingFor('m-1')).toEqual([]);
  });

  it('does not try a reminder again in quiet hours, but does try a breach', async () => {
    world.world.provider = 'down';
    const evening = at('2026-11-13T20:59:30Z');
    const task = await world.addTask();
    await add(buildAlert(1, { ...task, recipient: 'p-1', kind: 'reallocated', sendAt: evening }));
    await add(buildAlert(2, { ...task, recipient: 'm-1', sendAt: evening }));
    await world.sendAlerts('p-1', evening);
    await world.sendAlerts('m-1', evening);
    expect((await waitingFor('p-1'))[0]?.sendAt).toBe(at('2026-11-14T07:00Z'));
    expect((await waitingFor('m-1'))[0]?.sendAt).toBe(at('2026-11-13T21:00:30Z'));
  });

  it('is found by the sweep when it could not be sent', async () => {
    await add(buildAlert(1, await world.addTask()));
    world.world.provider = 'down';
    await world.sendAlerts('m-1', NOW);
    expect(await world.stores.wakeUps.listWaiting(NOW, 9)).toEqual([]);
    expect(await world.stores.wakeUps.listWaiting(minutesAfter(1), 9)).toEqual(['m-1']);
  });

  it('finishes the open message before it begins another', async () => {
    await add(buildAlert(1, await world.addTask()), buildAlert(2, await world.addTask()));
    world.world.provider = 'down';
    await world.sendAlerts('m-1', NOW);
    await add(buildAlert(3, await world.addTask()));
    world.world.provider = 'up';
    await world.sendAlerts('m-1', minutesAfter(1));
    expect(world.listSent()).toEqual(['m-1@council.example several', 'm-1@council.example breach']);
    expect(world.messages()[0]?.personalisation['interviews']).toBe('2 return home interviews');
  });

  it('leaves a message to its sender until the lease has expired', async () => {
    await add(buildAlert(1, await world.addTask()));
    const waiting = await world.ports.alerts.readPending('m-1');
    await world.ports.alerts.beginMessage(waiting, waiting.alerts, NOW, minutesAfter(2));
    await world.sendAlerts('m-1', minutesAfter(1));
    expect(world.world.sendings).toBe(0);
    await world.sendAlerts('m-1', minutesAfter(2));
    expect(world.listSent()).toEqual(['m-1@council.example breach']);
  });
});

describe('a message that cannot be delivered', () => {
  const breachOf = async (world: AlertWorld, recipient: string, number = 1) => {
    const task = await world.addTask();
    await world.ports.alerts.addAlerts([buildAlert(number, { ...task, recipient })]);
  };
  const kindsFor = async (world: AlertWorld, recipient: string) =>
    (await world.ports.alerts.readPending(recipient)).alerts.map(({ kind }) => kind);
  const BOTH = expect.arrayContaining(['undeliverable', { level: 'breach' }]) as unknown;

  it('is escalated to the manager of the team, with its breach', async () => {
    const world = createAlertWorld();
    await breachOf(world, 'p-1');
    world.world.provider = 'refusing';
    await world.sendAlerts('p-1', NOW);
    expect(await kindsFor(world, 'm-1')).toEqual(BOTH);
    expect(await kindsFor(world, 'm-2')).toEqual([]);
    expect(await kindsFor(world, 'p-1')).toEqual([]);
    expect(world.undeliverable).toHaveLength(1);
    const wakeUps = (await world.ports.alerts.readPending('m-1')).alerts.map(
      ({ wakesSender }) => wakesSender,
    );
    expect(wakeUps).toEqual([true, true]);
  });

  it('without a breach is escalated after quiet hours, once a task', async () => {
    const world = createAlertWorld({ 'p-1': { email: null } });
    const task = await world.addTask();
    const about = { ...task, recipient: 'p-1' };
    await world.ports.alerts.addAlerts([buildAlert(1, { ...about, kind: 'reallocated' })]);
    await world.sendAlerts('p-1', at('2026-11-14T22:00Z'));
    const { alerts } = await world.ports.alerts.readPending('m-1');
    expect(alerts.map(({ kind, sendAt }) => [kind, sendAt])).toEqual([
      ['undeliverable', at('2026-11-15T07:00Z')],
    ]);
  });

  it('is escalated to the next higher role when no manager of the team can be reached', async () => {
    const world = createAlertWorld({ 'p-1': { email: null }, 'm-1': { email: null } });
    await breachOf(world, 'p-1');
    await world.sendAlerts('p-1', NOW);
    expect(await kindsFor(world, 'm-2')).toEqual([]);
    expect(await kindsFor(world, 'h-1')).toEqual(BOTH);
  });

  it('is escalated to the head of service when its recipient is not known', async () => {
    const world = createAlertWorld();
    await breachOf(world, 'p-gone');
    await world.sendAlerts('p-gone', NOW);
    expect(await kindsFor(world, 'h-1')).toEqual(BOTH);
  });

  it('is not one that was sent when its sender was interrupted, though its recipient left since', async () => {
    const world = createAlertWorld();
    await breachOf(world, 'p-1');
    const alerts = { ...world.ports.alerts, saveMessage: () => Promise.reject(new Error('lost')) };
    await expect(sendAlerts({ ...world.ports, alerts }, 'p-1', NOW)).rejects.toThrow('lost');
    const { practitioners } = await world.stores.staff.read(NORFOLK, []);
    const left = practitioners.find(({ practitionerId }) => practitionerId === 'p-1');
    if (left === undefined) throw new Error('nobody is p-1');
    await world.stores.staff.put({ ...left, inactive: true });
    await world.sendAlerts('p-1', minutesAfter(3));
    expect(await kindsFor(world, 'm-1')).toEqual([]);
    expect(world.undeliverable).toEqual([]);
    expect(world.listSent()).toEqual(['p-1@council.example breach']);
  });

  it('is told to a manager once, when its sender was interrupted and the manager was told meanwhile', async () => {
    const world = createAlertWorld({ 'p-1': { email: null } });
    await breachOf(world, 'p-1');
    await breachOf(world, 'p-1', 2);
    const alerts = { ...world.ports.alerts, saveMessage: () => Promise.reject(new Error('lost')) };
    await expect(sendAlerts({ ...world.ports, alerts }, 'p-1', NOW)).rejects.toThrow('lost');
    const another = await world.addTask();
    await world.ports.alerts.addAlerts([buildAlert(3, { ...another, recipient: 'm-1' })]);
    await world.sendAlerts('m-1', minutesAfter(1));
    await world.sendAlerts('p-1', minutesAfter(3));
    await world.sendAlerts('m-1', minutesAfter(4));
    expect(world.listSent()).toEqual(['m-1@council.example several']);
  });

  it('is escalated up to the director and no further, however often it is tried', async () => {
    const world = createAlertWorld();
    await breachOf(world, 'p-1');
    world.world.provider = 'refusing';
    for (const recipient of ['p-1', 'm-1', 'h-1', 'd-1', 'p-1', 'm-1', 'h-1', 'd-1']) {
      await world.sendAlerts(recipient, NOW);
    }
    expect(await world.stores.wakeUps.listWaiting(minutesAfter(999_999), 9)).toEqual([]);
    // One of the practitioner; of each above, one that it was not delivered and one of the breach.
    expect(new Set(world.undeliverable).size).toBe(world.undeliverable.length);
    expect(world.undeliverable.length).toBeGreaterThanOrEqual(4);
  });
});
