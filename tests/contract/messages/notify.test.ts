import { inspect } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createNotifyChannel } from '../../../shared/messaging/notify-channel.ts';
import type { MessageChannel } from '../../../shared/messaging/message-channel.ts';
import { buildMessage, buildExample } from '../../unit/messaging/example-messages.ts';
import { describeMessageChannel } from './message-channel-contract.ts';
import {
  API_KEY,
  type Fault,
  type NotifyServer,
  SECRET,
  startNotifyServer,
  TEMPLATE_IDS,
} from './notify-server.ts';

let notify: NotifyServer;
let channel: MessageChannel;

beforeEach(async () => {
  notify = await startNotifyServer();
  channel = createNotifyChannel({
    apiKey: API_KEY,
    templateIds: TEMPLATE_IDS,
    baseUrl: notify.url,
  });
});

afterEach(() => notify.stop());

describeMessageChannel("through Notify's client", () =>
  Promise.resolve({ channel, sent: () => Promise.resolve(notify.accepted) }),
);

const failWith = async (fault: Fault): Promise<unknown> => {
  notify.faults.push(fault);
  return channel.send(buildMessage()).then(
    (sending) => sending,
    (error: unknown) => error,
  );
};

describe('GOV.UK Notify', () => {
  it('gets the template, the personalisation and the reference', async () => {
    await channel.send(
      buildMessage({ template: 'breach', personalisation: buildExample('breach') }),
    );
    expect(notify.accepted).toMatchObject([
      {
        type: 'email',
        templateId: TEMPLATE_IDS['breach.email'],
        personalisation: buildExample('breach'),
        reference: buildMessage().reference,
      },
    ]);
  });

  it('does not get a message again whose response was lost', async () => {
    expect(await failWith('answer-lost')).toBeInstanceOf(Error);
    const [taken] = notify.accepted;
    expect(await channel.send(buildMessage())).toEqual({ outcome: 'sent', providerId: taken?.id });
    expect(notify.accepted).toHaveLength(1);
  });

  it('does not get a message again whose response could not be read', async () => {
    expect(await failWith('not-json')).toBeInstanceOf(Error);
    expect(await channel.send(buildMessage())).toMatchObject({ outcome: 'sent' });
    expect(notify.accepted).toHaveLength(1);
  });

  it.each([
    [429, 'RateLimitError', 'Exceeded rate limit'],
    [429, 'TooManyRequestsError', 'Exceeded send limits for today'],
    [403, 'AuthError', 'Invalid token: API key not found'],
    [500, 'Exception', 'Internal server error'],
    [503, 'Exception', 'Unavailable'],
  ])(
    'responds %i %s: the error is thrown, and the message is sent later',
    async (status, error, message) => {
      expect(await failWith({ status, error, message })).toEqual(
        new Error(`GOV.UK Notify responded ${status} (${error}).`),
      );
      expect(await channel.send(buildMessage())).toMatchObject({ outcome: 'sent' });
      expect(notify.accepted).toHaveLength(1);
    },
  );

  it('refuses a message for good for a reason other than the address', async () => {
    const message = "Can't send to this recipient using a team-only API key";
    expect(await failWith({ status: 400, error: 'BadRequestError', message })).toEqual({
      outcome: 'refused',
      reason: 'rejected',
    });
  });

  it('cannot be reached: the error is thrown', async () => {
    const nowhere = createNotifyChannel({
      apiKey: API_KEY,
      templateIds: TEMPLATE_IDS,
      baseUrl: 'http://127.0.0.1:1',
    });
    await expect(nowhere.send(buildMessage())).rejects.toThrow('no usable response (ECONNREFUSED)');
  });

  it.each<[string, Fault]>([
    ['a fault', { status: 500, error: 'Exception', message: buildMessage().address }],
    [
      'a fault that names itself oddly',
      { status: 500, error: buildMessage().address, message: '' },
    ],
    ['a lost answer', 'answer-lost'],
  ])('leaves nothing of key, address or message in the error of %s', async (_, fault) => {
    const shown = inspect(await failWith(fault), { depth: 20, showHidden: true });
    expect(shown).toContain('GOV.UK Notify');
    for (const secret of [SECRET, 'Bearer', buildMessage().address, 'RHI-3F2A']) {
      expect(shown).not.toContain(secret);
    }
  });
});
