import { describe, expect, it } from 'vitest';
import { buildMessage } from './example-messages.ts';
import { createLazyChannel } from '../../../shared/messaging/message-channel.ts';

describe('a channel whose key must be fetched first', () => {
  it('is created for the first message and kept; a failed fetch is tried again', async () => {
    let made = 0;
    const channel = createLazyChannel(() => {
      made += 1;
      if (made === 1) return Promise.reject(new Error('the secret cannot be read'));
      return Promise.resolve({
        send: ({ reference }) => Promise.resolve({ outcome: 'sent', providerId: reference }),
        findSent: ({ reference }) => Promise.resolve(reference),
      });
    });
    await expect(channel.send(buildMessage())).rejects.toThrow('the secret cannot be read');
    for (const reference of ['msg-1', 'msg-2']) {
      const sending = await channel.send(buildMessage({ reference }));
      expect(sending).toEqual({ outcome: 'sent', providerId: reference });
    }
    expect(await channel.findSent({ reference: 'msg-2', medium: 'email' })).toBe('msg-2');
    expect(made).toBe(2);
  });
});
