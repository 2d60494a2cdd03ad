import { beforeEach, describe, expect, it } from 'vitest';
import type { CoreStores } from '../../../shared/core-stores.ts';
import type { AlertStore, Hold } from '../../../shared/messaging/messages.ts';
import { alertNumber } from '../../support/alerts.ts';
import { createAlertWorld } from '../../support/alert-world.ts';
import { at } from '../../support/facts.ts';
import type { CalendarFeed } from '../../../shared/casework/calendar-feeds.ts';

const NOW = at('2026-11-14T08:02Z');
const BUSY_UNTIL = at('2026-11-14T08:04Z');

const numbers = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

const beginAll = async (alerts: AlertStore): Promise<Hold> => {
  const waiting = await alerts.readWaiting('m-1');
  const held = await alerts.begin(waiting, waiting.alerts, NOW, BUSY_UNTIL);
  if (held === null) throw new Error('somebody else has it');
  return held;
};

const endedAs = async (alerts: AlertStore, { message }: Hold): Promise<void> => {
  await alerts.saveMessage({ ...message, end: { outcome: 'needless', at: NOW } });
};

/** What alerts, messages and calendars of a store must do, in memory and on DynamoDB alike. */
export const describeAlerts = (name: string, open: () => Promise<CoreStores>): void => {
  describe(`the alerts of a store ${name}`, () => {
    let stores: CoreStores;
    let alerts: AlertStore;
    beforeEach(async () => {
      stores = await open();
      ({ alerts } = stores);
    });

    it('wait for their recipient, and for nobody else', async () => {
      await alerts.add([alertNumber(1), alertNumber(2, { recipient: 'm-2' })]);
      const waiting = await alerts.readWaiting('m-1');
      expect(waiting).toMatchObject({ alerts: [alertNumber(1)], open: null, version: 0 });
    });

    it('are read without the bell that was rung for them', async () => {
      await alerts.add([alertNumber(1)]);
      await stores.bells.ring(['m-1'], NOW);
      expect((await alerts.readWaiting('m-1')).alerts).toEqual([alertNumber(1)]);
    });

    it('stay as they are when they are added again', async () => {
      await alerts.add([alertNumber(1)]);
      await alerts.add([alertNumber(1, { sendAt: at('2026-11-15T08:00Z') })]);
      expect((await alerts.readWaiting('m-1')).alerts).toEqual([alertNumber(1)]);
    });

    it('are taken by one of two senders who read the same', async () => {
      await alerts.add([alertNumber(1), alertNumber(2)]);
      const waiting = await alerts.readWaiting('m-1');
      const both = await Promise.all([
        alerts.begin(waiting, waiting.alerts, NOW, BUSY_UNTIL),
        alerts.begin(waiting, waiting.alerts.slice(0, 1), NOW, BUSY_UNTIL),
      ]);
      expect(both.filter((held) => held !== null)).toHaveLength(1);
    });

    it('make a message whose reference follows from whom it is for and what it tells', async () => {
      await alerts.add([alertNumber(1), alertNumber(2)]);
      const waiting = await alerts.readWaiting('m-1');
      const turned = waiting.alerts.toReversed();
      const held = await alerts.begin(waiting, turned, NOW, BUSY_UNTIL);
      const other = await open();
      await other.alerts.add([alertNumber(1), alertNumber(2)]);
      expect((await beginAll(other.alerts)).message.reference).toBe(held?.message.reference);
    });

    it('name the message that is open, so that another sender finishes it', async () => {
      await alerts.add([alertNumber(1)]);
      const { message } = await beginAll(alerts);
      const waiting = await alerts.readWaiting('m-1');
      expect(waiting).toMatchObject({ open: message.reference, busyUntil: BUSY_UNTIL });
      expect((await alerts.resume(waiting, BUSY_UNTIL))?.message).toEqual(message);
      expect(await alerts.resume(waiting, BUSY_UNTIL)).toBeNull();
    });

    it('are gone when their message has ended, however many they are', async () => {
      await alerts.add(numbers(230).map((number) => alertNumber(number)));
      const held = await beginAll(alerts);
      await endedAs(alerts, held);
      await alerts.finish(held);
      expect(await alerts.readWaiting('m-1')).toMatchObject({ alerts: [], open: null });
      expect(await stores.bells.listWaiting(at('2027-01-01T00:00Z'), 10)).toEqual([]);
      expect((await alerts.readMessage(held.message.reference))?.alerts).toHaveLength(230);
    });

    it('are not sent again when they come back after their message has ended', async () => {
      await alerts.add([alertNumber(1)]);
      const first = await beginAll(alerts);
      await endedAs(alerts, first);
      await alerts.finish(first);
      await alerts.add([alertNumber(1)]);
      expect((await beginAll(alerts)).message.end).toEqual({ outcome: 'needless', at: NOW });
    });

    it('wait for their new time when the message is given back, still open', async () => {
      await alerts.add(numbers(120).map((number) => alertNumber(number, { wakes: true })));
      const held = await beginAll(alerts);
      const later = at('2026-11-14T08:07Z');
      await alerts.postpone(held, later);
      const waiting = await alerts.readWaiting('m-1');
      expect(waiting).toMatchObject({ open: held.message.reference, busyUntil: null });
      expect(new Set(waiting.alerts.map(({ sendAt }) => sendAt))).toEqual(new Set([later]));
      expect(await stores.bells.listWaiting(at('2026-11-14T08:06Z'), 10)).toEqual([]);
      expect(await stores.bells.listWaiting(later, 10)).toEqual(['m-1']);
    });

    it('are not brought back by a sender whose hold has lapsed', async () => {
      await alerts.add([alertNumber(1)]);
      const lapsed = await beginAll(alerts);
      const held = await alerts.resume(await alerts.readWaiting('m-1'), BUSY_UNTIL);
      if (held === null) throw new Error('somebody else has it');
      await endedAs(alerts, held);
      await alerts.finish(held);
      await alerts.postpone(lapsed, BUSY_UNTIL);
      expect(await alerts.readWaiting('m-1')).toMatchObject({ alerts: [], open: null });
    });

    it('keep of a message what the first of two writers said, and refuse the second', async () => {
      await alerts.add([alertNumber(1)]);
      const { message } = await beginAll(alerts);
      const sent = { outcome: 'sent', providerId: 'n-1', at: NOW } as const;
      expect(await alerts.saveMessage({ ...message, end: sent })).toBe('written');
      expect(await alerts.saveMessage({ ...message, attempts: 7 })).toBe('conflict');
      const stored = await alerts.readMessage(message.reference);
      expect(stored).toEqual({ ...message, end: sent, version: 2 });
    });

    it('are told once each, in one message, by three senders at once', async () => {
      const world = createAlertWorld({}, stores);
      await alerts.add(numbers(230).map((number) => alertNumber(number)));
      await Promise.allSettled([1, 2, 3].map(() => world.tell('m-1', NOW)));
      await world.tell('m-1', BUSY_UNTIL);
      expect(world.messages().map(({ personalisation }) => personalisation['count'])).toEqual([
        '230',
      ]);
      expect((await alerts.readWaiting('m-1')).alerts).toEqual([]);
    });

    it('know nothing of a message that never was', async () => {
      expect(await alerts.readMessage('msg-none')).toBeNull();
    });
  });

  describe(`the calendar feeds of a store ${name}`, () => {
    const feed = (number: number, practitionerId = 'p-1'): CalendarFeed => ({
      feedId: `cal-${number}`,
      tokenHash: `hash-${number}`,
      practitionerId,
      authority: 'E10000020',
      createdAt: at(`2026-11-1${number}T08:00Z`),
    });

    it('are found by their token and listed for their owner, oldest first', async () => {
      const { calendars } = await open();
      for (const one of [feed(2), feed(1), feed(3, 'p-2')]) await calendars.add(one);
      expect(await calendars.find('hash-2')).toEqual(feed(2));
      expect(await calendars.list('p-1')).toEqual([feed(1), feed(2)]);
    });

    it('are found no more once they are revoked, also when that is done twice', async () => {
      const { calendars } = await open();
      await calendars.add(feed(1));
      await calendars.add(feed(2));
      await calendars.revoke(feed(1));
      await calendars.revoke(feed(1));
      expect(await calendars.find('hash-1')).toBeNull();
      expect(await calendars.list('p-1')).toEqual([feed(2)]);
    });
  });
};
