import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addMs } from '../../../shared/kernel/instant.ts';
import { sendAlerts } from '../../../shared/messaging/send-alerts.ts';
import { createAlertWorld, type AlertWorld, buildAlert } from '../../support/alert-world.ts';
import { at } from '../../support/facts.ts';
import type { MessageRecord } from '../../../shared/messaging/message.ts';
import type { SendDependencies } from '../../../shared/messaging/deliver-message.ts';

const NOW = at('2026-11-14T09:00Z');

/** Breaks at its `steps`-th step, before or after the step is done, as a killed function does. */
const breaking = (ports: SendDependencies, steps: number, after: boolean): SendDependencies => {
  let left = steps;
  const guard = async <T>(work: () => Promise<T>): Promise<T> => {
    left -= 1;
    if (left === 0 && !after) throw new Error('killed before it was done');
    const done = await work();
    if (left === 0) throw new Error('killed after it was done');
    return done;
  };
  const { alerts, channel } = ports;
  return {
    ...ports,
    channel: {
      send: (message) => guard(() => channel.send(message)),
      findSent: (message) => guard(() => channel.findSent(message)),
    },
    alerts: {
      ...alerts,
      beginMessage: (...begun) => guard(() => alerts.beginMessage(...begun)),
      resumeMessage: (...resumed) => guard(() => alerts.resumeMessage(...resumed)),
      saveMessage: (message) => guard(() => alerts.saveMessage(message)),
      postponeMessage: (...lease) => guard(() => alerts.postponeMessage(...lease)),
      finishMessage: (lease) => guard(() => alerts.finishMessage(lease)),
    },
  };
};

const runs = fc.array(
  fc.record({
    minute: fc.nat({ max: 30 }),
    steps: fc.integer({ min: 1, max: 9 }),
    after: fc.boolean(),
    down: fc.boolean(),
    together: fc.integer({ min: 1, max: 3 }),
  }),
  { maxLength: 8 },
);

/** As the sweep does: wakes while any alert is pending. */
const sendTheRest = async (world: AlertWorld): Promise<void> => {
  world.world.provider = 'up';
  for (let hour = 1; hour <= 4; hour++) await world.sendAlerts('m-1', addMs(NOW, hour * 3_600_000));
};

const messagesOf = (world: AlertWorld): Promise<readonly (MessageRecord | null)[]> =>
  Promise.all(world.messages().map(({ reference }) => world.ports.alerts.readMessage(reference)));

describe('sending alerts', () => {
  it('puts each alert in exactly one message, however many senders there are and whatever fails', async () => {
    await fc.assert(
      fc.asyncProperty(
        runs,
        fc.array(fc.nat({ max: 30 }), { minLength: 1, maxLength: 8 }),
        async (plan, minutes) => {
          const world = createAlertWorld();
          const alerts = minutes.map((minute, index) =>
            buildAlert(index + 1, { raisedAt: addMs(NOW, minute * 60_000) }),
          );
          await world.ports.alerts.addAlerts(alerts);
          for (const { minute, steps, after, down, together } of plan) {
            world.world.provider = down ? 'down' : 'up';
            const now = addMs(NOW, minute * 60_000);
            await Promise.allSettled([
              sendAlerts(breaking(world.ports, steps, after), 'm-1', now),
              ...Array.from({ length: together }, () => world.sendAlerts('m-1', now)),
            ]);
          }
          await sendTheRest(world);
          const messages = await messagesOf(world);
          const sent = messages.flatMap((message) => message?.alerts.map(({ alertId }) => alertId));
          expect(sent.toSorted()).toEqual(alerts.map(({ alertId }) => alertId).toSorted());
          expect(messages.every((message) => message?.end?.outcome === 'sent')).toBe(true);
          expect((await world.ports.alerts.readPending('m-1')).alerts).toEqual([]);
        },
      ),
      { numRuns: 200 },
    );
  });
});
