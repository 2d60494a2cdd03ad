import type { NotifyClient } from 'notifications-node-client';
import {
  notifyError,
  notifyKnownSchema,
  notifySentSchema,
  readNotifyFailure,
} from './notify-answers.ts';
import { type TemplateName, templateNameOf } from './message-template.ts';
import type { Message, MessageChannel, Sending } from './message-channel.ts';
import { createNotifyClient } from './notify-client.ts';

interface NotifySettings {
  /** As Notify shows it once: name, service id and secret. */
  readonly apiKey: string;
  /** Notify's id of each template. */
  readonly templateIds: Readonly<Record<TemplateName, string>>;
  /** GOV.UK Notify itself when left out. */
  readonly baseUrl?: string;
}

/** Notify takes the same reference any number of times, so it is asked first. It remembers for seven days. */
const findSent = async (
  client: NotifyClient,
  { medium, reference }: Message,
): Promise<string | null> => {
  const type = medium === 'email' ? 'email' : 'sms';
  const { data } = await client.getNotifications(type, undefined, reference);
  return notifyKnownSchema.parse(data).notifications[0]?.id ?? null;
};

const post = async (client: NotifyClient, templateId: string, message: Message) => {
  const { address, medium, personalisation, reference } = message;
  const options = { personalisation, reference };
  const { data } =
    medium === 'email'
      ? await client.sendEmail(templateId, address, options)
      : await client.sendSms(templateId, address, options);
  return notifySentSchema.parse(data).id;
};

/** 400 is for good; a wrong key, a limit and a fault of Notify or of the network may pass. */
const judge = (thrown: unknown): Sending => {
  const failure = readNotifyFailure(thrown);
  if (failure.status !== 400) throw notifyError(failure);
  return { outcome: 'refused', reason: failure.badAddress ? 'bad-address' : 'rejected' };
};

/**
 * Sends through GOV.UK Notify. A message whose reference Notify knows is not sent again, so a caller may repeat
 * it after a lost answer; two at once could both go, so one caller at a time sends a reference.
 */
export const createNotifyChannel = ({
  apiKey,
  templateIds,
  baseUrl,
}: NotifySettings): MessageChannel => {
  const client = createNotifyClient(apiKey, baseUrl);
  return {
    send: async (message) => {
      const templateId = templateIds[templateNameOf(message.template, message.medium)];
      try {
        const providerId =
          (await findSent(client, message)) ?? (await post(client, templateId, message));
        return { outcome: 'sent', providerId };
      } catch (thrown) {
        return judge(thrown);
      }
    },
  };
};
