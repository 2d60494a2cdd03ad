import { beforeEach, describe, expect, it } from 'vitest';
import type { MessageChannel } from '../../../shared/messaging/message-channel.ts';
import { at } from '../../support/facts.ts';
import { buildMessage } from '../../unit/messaging/example-messages.ts';

export interface OpenChannel {
  readonly channel: MessageChannel;
  /** What has gone out, in no fixed order. */
  sent(): Promise<readonly { readonly reference: string; readonly address: string }[]>;
}

/** What every message channel must do. */
export const describeMessageChannel = (where: string, open: () => Promise<OpenChannel>): void => {
  describe(`a message channel ${where}`, () => {
    let opened: OpenChannel;

    beforeEach(async () => {
      opened = await open();
    });

    const referencesSent = async (): Promise<readonly string[]> =>
      (await opened.sent()).map(({ reference }) => reference).sort();

    it('sends an e-mail and a text, each to its address', async () => {
      await opened.channel.send(buildMessage({ reference: 'a' }));
      await opened.channel.send(
        buildMessage({
          reference: 'b',
          medium: 'text',
          address: '07700 900123',
          template: 'breach',
        }),
      );
      const sent = (await opened.sent()).map(({ reference, address }) => [reference, address]);
      expect(sent.sort()).toEqual([
        ['a', 'practitioner@council.example'],
        ['b', '07700 900123'],
      ]);
    });

    it('sends the same reference once, however often and however late it is repeated', async () => {
      const first = await opened.channel.send(buildMessage());
      const again = await opened.channel.send(buildMessage({ at: at('2026-11-21T17:00Z') }));
      expect(first.outcome).toBe('sent');
      expect(again).toEqual(first);
      expect(await referencesSent()).toEqual([buildMessage().reference]);
    });

    it('knows which references it has sent', async () => {
      const message = buildMessage({ reference: 'asked-for' });
      expect(await opened.channel.findSent(message)).toBeNull();
      const sent = await opened.channel.send(message);
      expect(sent).toMatchObject({ providerId: await opened.channel.findSent(message) });
    });

    it('sends two references to the same person twice', async () => {
      const one = await opened.channel.send(buildMessage({ reference: 'breach#1' }));
      const two = await opened.channel.send(buildMessage({ reference: 'breach#2' }));
      expect(one).not.toEqual(two);
      expect(await referencesSent()).toEqual(['breach#1', 'breach#2']);
    });

    it.each([
      ['email', 'practitioner at council'],
      ['text', 'not a number'],
    ] as const)(
      'permanently refuses an invalid address for an %s, and sends nothing',
      async (medium, address) => {
        expect(await opened.channel.send(buildMessage({ medium, address }))).toEqual({
          outcome: 'refused',
          reason: 'bad-address',
        });
        expect(await referencesSent()).toEqual([]);
      },
    );
  });
};
