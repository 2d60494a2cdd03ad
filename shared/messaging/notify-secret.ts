import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import * as z from 'zod';

/** What is secret between Homeward and GOV.UK Notify. */
export interface NotifySecret {
  /** As Notify shows it once: name, service id and secret. */
  readonly apiKey: string;
  /** The bearer token that Notify's callback brings. */
  readonly callbackToken: string;
}

const secretSchema: z.ZodType<NotifySecret> = z.object({
  apiKey: z.string().min(1),
  callbackToken: z.string().min(32),
});

/** Nothing of the secret may come into an error. */
const parseSecret = (text: string): NotifySecret => {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new Error('The secret of GOV.UK Notify is no JSON.');
  }
  const parsed = secretSchema.safeParse(json);
  if (parsed.success) return parsed.data;
  throw new Error('The secret of GOV.UK Notify needs an apiKey and a callbackToken of 32 or more.');
};

/**
 * Reads the secret from AWS Secrets Manager once for the life of the function; a reading that failed
 * is tried again. Throws when it cannot be read or used.
 */
export const createNotifySecret = (
  arn: string,
  client: SecretsManagerClient = new SecretsManagerClient({}),
): (() => Promise<NotifySecret>) => {
  let known: NotifySecret | null = null;
  return async () => {
    if (known !== null) return known;
    const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId: arn }));
    known = parseSecret(SecretString ?? '');
    return known;
  };
};
