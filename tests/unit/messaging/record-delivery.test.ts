import { beforeEach, describe, expect, it } from 'vitest';
import { addMs, type Instant } from '../../../shared/kernel/instant.ts';
import {
  recordDelivery,
  messageStatusBodySchema,
  isCallbackToken,
} from '../../../shared/messaging/record-delivery.ts';
import { alertNumber } from '../../support/alerts.ts';
import { createAlertWorld, type AlertWorld } from '../../support/alert-world.ts';
import { at } from '../../support/facts.ts';

const SENT_AT = at('2026-11-14T09:00Z');
const NOW = at('2026-11-14T09:10Z');

describe('what GOV.UK Notify says of a message', () => {
  let world: AlertWorld;
  let reference: string;
  beforeEach(async () => {
    world = createAlertWorld();
    const task = await world.addTask();
    await world.ports.alerts.addAlerts([alertNumber(1, { ...task, recipient: 'p-1' })]);
    await world.tell('p-1', SENT_AT);
    reference = world.messages()[0]?.reference ?? '';
  });

  const say = (status: string, now: Instant = NOW, about = reference) =>
    recordDelivery(world.ports, { reference: about, status }, now);
  const kindsFor = async (recipient: string) =>
    (await world.ports.alerts.readPending(recipient)).alerts.map(({ kind }) => kind);

  it('is kept with the message, once, and a repeat changes nothing', async () => {
    expect(await say('delivered')).toBe('recorded');
    expect(await say('delivered', addMs(NOW, 60_000))).toBe('ignored');
    const message = await world.ports.alerts.readMessage(reference);
    expect(message?.delivery).toEqual({ status: 'delivered', at: NOW });
    expect(message?.end).toMatchObject({ outcome: 'sent', providerId: `n-${reference}` });
  });

  it('that it failed for good is told to the manager, once, with the breach', async () => {
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
      await world.tell('p-1', addMs(NOW, 14 * 60_000));
      expect(world.messages()).toHaveLength(1);
      await world.tell('p-1', addMs(NOW, 15 * 60_000));
      expect(world.told()).toEqual(['p-1@council.example breach', 'p-1@council.example breach']);
      expect(await kindsFor('m-1')).toEqual([]);
    },
  );

  it('that the second one failed too is told to the manager, and not tried a third time', async () => {
    await say('temporary-failure');
    const later = addMs(NOW, 3_600_000);
    await world.tell('p-1', later);
    await say('temporary-failure', later, world.messages()[1]?.reference);
    expect(await kindsFor('m-1')).toHaveLength(2);
    expect(await kindsFor('p-1')).toEqual([]);
  });

  it('is done again whole when it was interrupted', async () => {
    const broken = {
      ...world.ports,
      alerts: { ...world.ports.alerts, saveMessage: () => Promise.reject(new Error('lost')) },
    };
    const body = { reference, status: 'permanent-failure' };
    await expect(recordDelivery(broken, body, NOW)).rejects.toThrow('lost');
    await recordDelivery(world.ports, body, addMs(NOW, 300_000));
    expect(await kindsFor('m-1')).toHaveLength(2);
  });

  it('is ignored when it is of no message of ours, or ends nothing', async () => {
    expect(await say('permanent-failure', NOW, 'msg-unknown')).toBe('ignored');
    expect(await say('sending')).toBe('ignored');
    expect(await recordDelivery(world.ports, { reference: null, status: 'delivered' }, NOW)).toBe(
      'ignored',
    );
    expect(await kindsFor('m-1')).toEqual([]);
  });

  it('is read without the address that came with it', () => {
    const body = { id: 'n-1', reference, to: 'p-1@council.example', status: 'delivered' };
    expect(messageStatusBodySchema.parse(body)).toEqual({ reference, status: 'delivered' });
  });
});

describe('the token of the callback', () => {
  it('is taken when it is the one that was agreed, and no other, nor a part of it', () => {
    const expected = 'a'.repeat(40);
    expect(isCallbackToken(expected, expected)).toBe(true);
    for (const given of ['', 'a'.repeat(39), 'a'.repeat(41), 'b'.repeat(40)]) {
      expect(isCallbackToken(given, expected)).toBe(false);
    }
  });
});
