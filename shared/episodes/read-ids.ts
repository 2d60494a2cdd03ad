import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import * as z from 'zod';
import type { Table } from '../database/table.ts';
import { requiredVariable } from '../platform/environment.ts';
import { ENVIRONMENT, LOCAL_STAGE } from '../platform/names.ts';
import { createEpisodeIds, type EpisodeIds } from './episode-ids.ts';
import { FaultError } from '../kernel/fault-error.ts';

/** The key itself only in stage `local`; in every other stage, where it is kept. */
export const idVariables = {
  [ENVIRONMENT.stage]: requiredVariable,
  [ENVIRONMENT.idKey]: requiredVariable.optional(),
  [ENVIRONMENT.idKeySecret]: requiredVariable.optional(),
};
type IdSettings = Readonly<z.infer<z.ZodObject<typeof idVariables>>>;

const SHORTEST_KEY = 32;

const readSecret = async (arn: string, client: SecretsManagerClient): Promise<string> => {
  const { SecretString = '' } = await client.send(new GetSecretValueCommand({ SecretId: arn }));
  if (SecretString.length < SHORTEST_KEY)
    throw new FaultError(
      'settings',
      `The key for ids must have at least ${SHORTEST_KEY} characters.`,
    );
  return SecretString;
};

const readKey = (settings: IdSettings, client?: SecretsManagerClient): Promise<string> => {
  const { [ENVIRONMENT.idKey]: key, [ENVIRONMENT.idKeySecret]: arn } = settings;
  if (arn !== undefined) return readSecret(arn, client ?? new SecretsManagerClient({}));
  if (key === undefined) throw new FaultError('settings', `${ENVIRONMENT.idKeySecret} is missing.`);
  return Promise.resolve(key);
};

const FINGERPRINT = { pk: 'episode-ids', sk: 'key' };
const fingerprintItem = z.object({ fingerprint: z.string() });

const WRONG_KEY =
  'The core table was begun with another key for ids. See "The key for ids" in docs/runbook.md.';

/** With another key, a repeated notification would become a second episode: nothing works with it. */
const requireSameKey = async (table: Table, { fingerprint }: EpisodeIds): Promise<void> => {
  const stored = await table.get(FINGERPRINT);
  const done =
    stored === null
      ? await table.transact([
          { put: { ...FINGERPRINT, entity: 'id-key', fingerprint }, onlyIf: 'absent' },
        ])
      : { outcome: 'refused' as const, existing: stored };
  if (done.outcome === 'written') return;
  const existing = done.outcome === 'refused' ? done.existing : await table.get(FINGERPRINT);
  if (fingerprintItem.safeParse(existing).data?.fingerprint !== fingerprint)
    throw new FaultError('wrong-id-key', WRONG_KEY);
};

/**
 * Reads the key once in the lifetime of the function, and compares it with the one that the core table was begun with. A
 * failure is tried again by the next call. Throws at once when a stage other than `local` has a fixed key.
 */
export const createIdsReader = (
  settings: IdSettings,
  table: Table,
  client?: SecretsManagerClient,
): (() => Promise<EpisodeIds>) => {
  if (settings[ENVIRONMENT.stage] !== LOCAL_STAGE && settings[ENVIRONMENT.idKey] !== undefined)
    throw new FaultError('settings', `${ENVIRONMENT.idKey} is for stage ${LOCAL_STAGE} only.`);
  let ids: EpisodeIds | null = null;
  return async () => {
    if (ids !== null) return ids;
    const made = createEpisodeIds(await readKey(settings, client));
    await requireSameKey(table, made);
    ids = made;
    return ids;
  };
};
