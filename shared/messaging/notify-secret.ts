import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import * as z from 'zod';
import { FaultError } from '../kernel/fault-error.ts';

const notifySecretSchema = z.object({
  apiKey: z.string().min(1),
  callbackToken: z.string().min(32),
});
export type NotifySecret = Readonly<z.infer<typeof notifySecretSchema>>;

/** No error may contain any of the secret. */
const parseSecret = (text: string): NotifySecret => {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new FaultError('settings', 'The secret of GOV.UK Notify must be JSON.');
  }
  const parsed = notifySecretSchema.safeParse(json);
  if (parsed.success) return parsed.data;
  throw new FaultError(
    'settings',
    'The secret of GOV.UK Notify must have an apiKey, and a callbackToken of at least 32 characters.',
  );
};

/**
 * Reads the secret from AWS Secrets Manager once in the lifetime of the function. A failed read is
 * tried again by the next call. Throws when the secret cannot be read or is not valid.
 */
export const createNotifySecret = (
  arn: string,
  client: SecretsManagerClient = new SecretsManagerClient({}),
): (() => Promise<NotifySecret>) => {
  let secret: NotifySecret | null = null;
  return async () => {
    if (secret !== null) return secret;
    const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId: arn }));
    secret = parseSecret(SecretString ?? '');
    return secret;
  };
};
