import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { describe, expect, it } from 'vitest';
import { createNotifySecret } from '../../../shared/messaging/notify-secret.ts';

const SECRET = { apiKey: 'homeward-key', callbackToken: 'c'.repeat(32) };

/** A client whose answers are these, one after another; it makes no connection. */
const clientAnswering = (...answers: readonly string[]) => {
  const client = new SecretsManagerClient({ region: 'eu-west-2' });
  let reads = 0;
  client.middlewareStack.add(
    () => () => {
      const SecretString = answers[reads];
      reads += 1;
      return Promise.resolve({ response: {}, output: { SecretString, $metadata: {} } });
    },
    { step: 'initialize' },
  );
  return { client, reads: () => reads };
};

describe('the secret of GOV.UK Notify', () => {
  it('is read once and kept', async () => {
    const { client, reads } = clientAnswering(JSON.stringify(SECRET));
    const read = createNotifySecret('arn:secret', client);
    expect(await read()).toEqual(SECRET);
    expect(await read()).toEqual(SECRET);
    expect(reads()).toBe(1);
    expect(new GetSecretValueCommand({ SecretId: 'arn:secret' }).input.SecretId).toBe('arn:secret');
  });

  it.each(['no JSON but s3cr3t', JSON.stringify({ apiKey: 's3cr3t' })])(
    'that is invalid is refused without revealing it, and read again',
    async (unusable) => {
      const { client } = clientAnswering(unusable, JSON.stringify(SECRET));
      const read = createNotifySecret('arn:secret', client);
      await expect(read()).rejects.toThrow(/^(?!.*s3cr3t)The secret of GOV.UK Notify/);
      expect(await read()).toEqual(SECRET);
    },
  );
});
