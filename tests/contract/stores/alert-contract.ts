import { beforeEach, describe, expect, it } from 'vitest';
import type { CalendarFeed } from '../../../shared/casework/calendar-feeds.ts';
import { createAlertWorld, buildAlert } from '../../support/alert-world.ts';
import { at } from '../../support/facts.ts';
import type { AlertStore, Lease } from '../../../shared/messaging/alert-store.ts';
import type { CoreStores } from '../../support/core-stores.ts';

const NOW = at('2026-11-14T08:02Z');
const LEASED_UNTIL = at('2026-11-14T08:04Z');

const numbers = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

const beginAll = async (alerts: AlertStore): Promise<Lease> => {
  const waiting = await alerts.readPending('m-1');
  const lease = await alerts.beginMessage(waiting, waiting.alerts, NOW, LEASED_UNTIL);
  if (lease === null) throw new Error('somebody else has it');
  return lease;
};

const endedAs = async (alerts: AlertStore, { message }: Lease): Promise<void> => {
  await alerts.saveMessage({ ...message, end: { outcome: 'no-longer-needed', at: NOW } });
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

    it('are pending for their recipient, and for no other', async () => {
      await alerts.addAlerts([buildAlert(1), buildAlert(2, { recipient: 'm-2' })]);
      const waiting = await alerts.readPending('m-1');
      expect(waiting).toMatchObject({ alerts: [buildAlert(1)], openMessage: null, version: 0 });
    });

    it('are read without the wake-up of their recipient', async () => {
      await alerts.addAlerts([buildAlert(1)]);
      await stores.wakeUps.wake(['m-1'], NOW);
      expect((await alerts.readPending('m-1')).alerts).toEqual([buildAlert(1)]);
    });

    it('stay as they are when they are added again', async () => {
      await alerts.addAlerts([buildAlert(1)]);
      await alerts.addAlerts([buildAlert(1, { sendAt: at('2026-11-15T08:00Z') })]);
      expect((await alerts.readPending('m-1')).alerts).toEqual([buildAlert(1)]);
    });

    it('are leased by one of two senders who read the same', async () => {
      await alerts.addAlerts([buildAlert(1), buildAlert(2)]);
      const waiting = await alerts.readPending('m-1');
      const both = await Promise.all([
        alerts.beginMessage(waiting, waiting.alerts, NOW, LEASED_UNTIL),
        alerts.beginMessage(waiting, waiting.alerts.slice(0, 1), NOW, LEASED_UNTIL),
      ]);
      expect(both.filter((lease) => lease !== null)).toHaveLength(1);
    });

    it('make a message whose reference is derived from its recipient and alerts', async () => {
      await alerts.addAlerts([buildAlert(1), buildAlert(2)]);
      const waiting = await alerts.readPending('m-1');
      const turned = waiting.alerts.toReversed();
      const lease = await alerts.beginMessage(waiting, turned, NOW, LEASED_UNTIL);
      const other = await open();
      await other.alerts.addAlerts([buildAlert(1), buildAlert(2)]);
      expect((await beginAll(other.alerts)).message.reference).toBe(lease?.message.reference);
    });

    it('have the open message, so that another sender can finish it', async () => {
      await alerts.addAlerts([buildAlert(1)]);
      const { message } = await beginAll(alerts);
      const waiting = await alerts.readPending('m-1');
      expect(waiting).toMatchObject({ openMessage: message.reference, leasedUntil: LEASED_UNTIL });
      expect((await alerts.resumeMessage(waiting, LEASED_UNTIL))?.message).toEqual(message);
      expect(await alerts.resumeMessage(waiting, LEASED_UNTIL)).toBeNull();
    });

    it('are gone when their message has ended, however many they are', async () => {
      await alerts.addAlerts(numbers(230).map((number) => buildAlert(number)));
      const lease = await beginAll(alerts);
      await endedAs(alerts, lease);
      await alerts.finishMessage(lease);
      expect(await alerts.readPending('m-1')).toMatchObject({ alerts: [], openMessage: null });
      expect(await stores.wakeUps.listWaiting(at('2027-01-01T00:00Z'), 10)).toEqual([]);
      expect((await alerts.readMessage(lease.message.reference))?.alerts).toHaveLength(230);
    });

    it('do not come back when they are added again after they were sent', async () => {
      const both = [buildAlert(1), buildAlert(2)];
      await alerts.addAlerts(both);
      const first = await beginAll(alerts);
      await endedAs(alerts, first);
      await alerts.finishMessage(first);
      await alerts.addAlerts(both);
      expect((await alerts.readPending('m-1')).alerts).toEqual([]);
    });

    it('are not sent again in a message that has ended', async () => {
      await alerts.addAlerts([buildAlert(1)]);
      const first = await beginAll(alerts);
      await endedAs(alerts, first);
      await alerts.finishMessage(first);
      const waiting = await alerts.readPending('m-1');
      const again = await alerts.beginMessage(waiting, [buildAlert(1)], NOW, LEASED_UNTIL);
      expect(again?.message.end).toEqual({ outcome: 'no-longer-needed', at: NOW });
    });

    it('wait for their new time when the message is given back, still open', async () => {
      await alerts.addAlerts(
        numbers(120).map((number) => buildAlert(number, { wakesSender: true })),
      );
      const lease = await beginAll(alerts);
      const later = at('2026-11-14T08:07Z');
      await alerts.postponeMessage(lease, later);
      const waiting = await alerts.readPending('m-1');
      expect(waiting).toMatchObject({ openMessage: lease.message.reference, leasedUntil: null });
      expect(new Set(waiting.alerts.map(({ sendAt }) => sendAt))).toEqual(new Set([later]));
      expect(await stores.wakeUps.listWaiting(at('2026-11-14T08:06Z'), 10)).toEqual([]);
      expect(await stores.wakeUps.listWaiting(later, 10)).toEqual(['m-1']);
    });

    it('are not brought back by a sender whose lease has ended', async () => {
      await alerts.addAlerts([buildAlert(1)]);
      const expired = await beginAll(alerts);
      const lease = await alerts.resumeMessage(await alerts.readPending('m-1'), LEASED_UNTIL);
      if (lease === null) throw new Error('somebody else has it');
      await endedAs(alerts, lease);
      await alerts.finishMessage(lease);
      await alerts.postponeMessage(expired, LEASED_UNTIL);
      expect(await alerts.readPending('m-1')).toMatchObject({ alerts: [], openMessage: null });
    });

    it('keep the change of the first of two writers, and refuse the second', async () => {
      await alerts.addAlerts([buildAlert(1)]);
      const { message } = await beginAll(alerts);
      const sent = { outcome: 'sent', providerId: 'n-1', at: NOW } as const;
      expect(await alerts.saveMessage({ ...message, end: sent })).toBe('written');
      expect(await alerts.saveMessage({ ...message, attempts: 7 })).toBe('conflict');
      const stored = await alerts.readMessage(message.reference);
      expect(stored).toEqual({ ...message, end: sent, version: 2 });
    });

    it('are sent once each, in one message, by three senders at once', async () => {
      const world = createAlertWorld({}, stores);
      await alerts.addAlerts(numbers(230).map((number) => buildAlert(number)));
      await Promise.allSettled([1, 2, 3].map(() => world.sendAlerts('m-1', NOW)));
      await world.sendAlerts('m-1', LEASED_UNTIL);
      expect(world.messages().map(({ personalisation }) => personalisation['interviews'])).toEqual([
        '230 return home interviews',
      ]);
      expect((await alerts.readPending('m-1')).alerts).toEqual([]);
    });

    it('have no message for an unknown reference', async () => {
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
