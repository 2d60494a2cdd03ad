import { beforeEach, describe, expect, it } from 'vitest';
import { addMs, type Instant } from '../../../shared/kernel/instant.ts';
import {
  recordDelivery,
  messageStatusBodySchema,
  isCallbackToken,
} from '../../../shared/messaging/record-delivery.ts';
import { createAlertWorld, type AlertWorld, buildAlert } from '../../support/alert-world.ts';
import { at } from '../../support/facts.ts';

const SENT_AT = at('2026-11-14T09:00Z');
const NOW = at('2026-11-14T09:10Z');

describe('the status that GOV.UK Notify reports', () => {
  let world: AlertWorld;
  let reference: string;
  beforeEach(async () => {
    world = createAlertWorld();
    const task = await world.addTask();
    await world.ports.alerts.addAlerts([buildAlert(1, { ...task, recipient: 'p-1' })]);
    await world.sendAlerts('p-1', SENT_AT);
    reference = world.messages()[0]?.reference ?? '';
  });

  const say = (status: string, now: Instant = NOW, about = reference) =>
    recordDelivery(world.ports, { reference: about, status }, now);
  const kindsFor = async (recipient: string) =>
    (await world.ports.alerts.readPending(recipient)).alerts.map(({ kind }) => kind);

  it('is recorded once, and a repeat changes nothing', async () => {
    expect(await say('delivered')).toBe('recorded');
    expect(await say('delivered', addMs(NOW, 60_000))).toBe('ignored');
    const message = await world.ports.alerts.readMessage(reference);
    expect(message?.delivery).toEqual({ status: 'delivered', at: NOW });
    expect(message?.end).toMatchObject({ outcome: 'sent', providerId: `n-${reference}` });
  });

  it('escalates a permanent failure to the manager, once, with the breach', async () => {
    await say('permanent-failure');
    await say('permanent-failure');
    const kinds = await kindsFor('m-1');
    expect(kinds).toHaveLength(2);
    expect(kinds).toEqual(expect.arrayContaining(['undeliverable', { level: 'breach' }]));
    expect(world.undeliverable).toEqual([reference]);
  });

  it.each(['temporary-failure', 'technical-failure'])(
    'that it was a %s makes one more message, a quarter of an hour later',
    async (status) => {
      await say(status);
      await world.sendAlerts('p-1', addMs(NOW, 14 * 60_000));
      expect(world.messages()).toHaveLength(1);
      await world.sendAlerts('p-1', addMs(NOW, 15 * 60_000));
      expect(world.listSent()).toEqual([
        'p-1@council.example breach',
        'p-1@council.example breach',
      ]);
      expect(await kindsFor('m-1')).toEqual([]);
    },
  );

  it('escalates a second temporary failure to the manager and does not try a third time', async () => {
    await say('temporary-failure');
    const later = addMs(NOW, 3_600_000);
    await world.sendAlerts('p-1', later);
    await say('temporary-failure', later, world.messages()[1]?.reference);
    expect(await kindsFor('m-1')).toHaveLength(2);
    expect(await kindsFor('p-1')).toEqual([]);
  });

  it('is handled again in full when it was interrupted', async () => {
    const broken = {
      ...world.ports,
      alerts: { ...world.ports.alerts, saveMessage: () => Promise.reject(new Error('lost')) },
    };
    const body = { reference, status: 'permanent-failure' };
    await expect(recordDelivery(broken, body, NOW)).rejects.toThrow('lost');
    await recordDelivery(world.ports, body, addMs(NOW, 300_000));
    expect(await kindsFor('m-1')).toHaveLength(2);
  });

  it('is ignored when the message is not ours or the status is not final', async () => {
    expect(await say('permanent-failure', NOW, 'msg-unknown')).toBe('ignored');
    expect(await say('sending')).toBe('ignored');
    expect(await recordDelivery(world.ports, { reference: null, status: 'delivered' }, NOW)).toBe(
      'ignored',
    );
    expect(await kindsFor('m-1')).toEqual([]);
  });

  it('is read without the address in the body', () => {
    const body = { id: 'n-1', reference, to: 'p-1@council.example', status: 'delivered' };
    expect(messageStatusBodySchema.parse(body)).toEqual({ reference, status: 'delivered' });
  });
});

describe('the token of the callback', () => {
  it('is accepted only when it is exactly the agreed one', () => {
    const expected = 'a'.repeat(40);
    expect(isCallbackToken(expected, expected)).toBe(true);
    for (const given of ['', 'a'.repeat(39), 'a'.repeat(41), 'b'.repeat(40)]) {
      expect(isCallbackToken(given, expected)).toBe(false);
    }
  });
});
