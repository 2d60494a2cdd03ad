import * as z from 'zod';

/** What GOV.UK Notify says to a message that it took. */
export const notifySentSchema = z.object({ id: z.string().min(1) });

/** Messages that it knows already. */
export const notifyKnownSchema = z.object({ notifications: z.array(notifySentSchema) });

/** Its templates. */
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

/** Why Notify did not do what it was asked for. */
export interface NotifyFailure {
  /** HTTP status; null when there was no answer. */
  readonly status: number | null;
  /** Notify's own name of the error, or the system's; letters, digits and `_` only. */
  readonly code: string;
  /** Whether it is the address that Notify does not take. */
  readonly badAddress: boolean;
}

const BAD_ADDRESS =
  /^(InvalidEmailError|InvalidPhoneError|ValidationError: (email_address|phone_number)\b)/;

/**
 * Reads what Notify's client threw. The client's error holds the request with its authorisation and the address,
 * and Notify's message may quote it: neither goes on.
 */
export const readNotifyFailure = (thrown: unknown): NotifyFailure => {
  const { name, code, response } = failureSchema.safeParse(thrown).data ?? {};
  const errors = response?.data?.errors ?? [];
  const what = errors[0]?.error ?? code ?? name ?? 'unknown';
  return {
    status: response?.status ?? null,
    code: /^\w{1,60}$/.test(what) ? what : 'unknown',
    badAddress: errors.some(({ error, message }) => BAD_ADDRESS.test(`${error}: ${message}`)),
  };
};

/** The failure as an error that can be logged. */
export const notifyError = ({ status, code }: NotifyFailure): Error =>
  new Error(
    `GOV.UK Notify ${status === null ? 'gave no usable answer' : `answered ${status}`} (${code}).`,
  );
