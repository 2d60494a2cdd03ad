import { NotifyClient } from 'notifications-node-client';
import * as z from 'zod';
import type { Message, MessageChannel, SendResult } from './message-channel.ts';
import { formatTemplateName, type TemplateName } from './message-templates.ts';

const notifySentSchema = z.object({ id: z.string().min(1) });

const notifyKnownSchema = z.object({ notifications: z.array(notifySentSchema) });

export const notifyTemplatesSchema = z.object({
  templates: z.array(
    z.object({
      id: z.string().min(1),
      name: z.string(),
      type: z.string(),
      subject: z.string().nullish(),
      body: z.string(),
    }),
  ),
});

const failureSchema = z.object({
  name: z.string().optional(),
  code: z.string().optional(),
  response: z
    .object({
      status: z.int(),
      data: z
        .object({ errors: z.array(z.object({ error: z.string(), message: z.string() })) })
        .optional()
        .catch(undefined),
    })
    .optional(),
});

export interface NotifyFailure {
  readonly status: number | null;
  /** Name of the error in Notify or in the system; letters, digits and `_` only. */
  readonly code: string;
  readonly badAddress: boolean;
}

const BAD_ADDRESS =
  /^(InvalidEmailError|InvalidPhoneError|ValidationError: (email_address|phone_number)\b)/;

/**
 * Reads an error of Notify's client. It contains the request with its authorisation and the address,
 * and Notify's message may quote the address: neither is passed on.
 */
export const readNotifyFailure = (thrown: unknown): NotifyFailure => {
  const { name, code, response } = failureSchema.safeParse(thrown).data ?? {};
  const errors = response?.data?.errors ?? [];
  const error = errors[0]?.error ?? code ?? name ?? 'unknown';
  return {
    status: response?.status ?? null,
    code: /^\w{1,60}$/.test(error) ? error : 'unknown',
    badAddress: errors.some((one) => BAD_ADDRESS.test(`${one.error}: ${one.message}`)),
  };
};

export const createNotifyError = ({ status, code }: NotifyFailure): Error =>
  new Error(
    status === null
      ? `GOV.UK Notify sent no usable response (${code}).`
      : `GOV.UK Notify responded ${status} (${code}).`,
  );

/** Notify responds within about a second. Its client has no time limit of its own. */
const TIMEOUT_MS = 10_000;

type RestClient = Parameters<NotifyClient['setClient']>[0];
interface RestClientMaker {
  create(defaults: { timeout: number; maxRedirects: number }): RestClient;
}

const createNotifyClient = (apiKey: string, baseUrl?: string): NotifyClient => {
  const client =
    baseUrl === undefined ? new NotifyClient(apiKey) : new NotifyClient(baseUrl, apiKey);
  const { restClient } = client.apiClient as { restClient: RestClientMaker };
  client.setClient(restClient.create({ timeout: TIMEOUT_MS, maxRedirects: 0 }));
  return client;
};

interface NotifySettings {
  readonly apiKey: string;
  readonly templateIds: Readonly<Record<TemplateName, string>>;
  readonly baseUrl?: string;
}

/** Notify accepts a reference any number of times, so look it up first. Notify keeps it for 7 days. */
const findSent = async (
  client: NotifyClient,
  { medium, reference }: Pick<Message, 'medium' | 'reference'>,
): Promise<string | null> => {
  const type = medium === 'email' ? 'email' : 'sms';
  const { data } = await client.getNotifications(type, undefined, reference);
  return notifyKnownSchema.parse(data).notifications[0]?.id ?? null;
};

const post = async (
  client: NotifyClient,
  templateId: string,
  { address, medium, personalisation, reference }: Message,
): Promise<string> => {
  const options = { personalisation, reference };
  const { data } =
    medium === 'email'
      ? await client.sendEmail(templateId, address, options)
      : await client.sendSms(templateId, address, options);
  return notifySentSchema.parse(data).id;
};

/** Status 400 is for good; a wrong key, a rate limit and a failure of Notify or the network may pass. */
const refuseOrThrow = (thrown: unknown): SendResult => {
  const failure = readNotifyFailure(thrown);
  if (failure.status !== 400) throw createNotifyError(failure);
  return { outcome: 'refused', reason: failure.badAddress ? 'bad-address' : 'rejected' };
};

/**
 * Sends through GOV.UK Notify. A message whose reference Notify has is not sent again, so it can be
 * repeated after a lost response. Two callers at once could both send, so only one sends a reference
 * at a time.
 */
export const createNotifyChannel = ({
  apiKey,
  templateIds,
  baseUrl,
}: NotifySettings): MessageChannel => {
  const client = createNotifyClient(apiKey, baseUrl);
  return {
    send: async (message) => {
      const templateId = templateIds[formatTemplateName(message.template, message.medium)];
      try {
        const providerId =
          (await findSent(client, message)) ?? (await post(client, templateId, message));
        return { outcome: 'sent', providerId };
      } catch (thrown) {
        return refuseOrThrow(thrown);
      }
    },
    findSent: async (message) => {
      try {
        return await findSent(client, message);
      } catch (thrown) {
        throw createNotifyError(readNotifyFailure(thrown));
      }
    },
  };
};
