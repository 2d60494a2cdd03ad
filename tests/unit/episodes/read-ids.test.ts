import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { describe, expect, it } from 'vitest';
import { createMemoryTable } from '../../../shared/database/memory-table.ts';
import { createEpisodeIds, NO_IDS } from '../../../shared/episodes/episode-ids.ts';
import { createIdsReader } from '../../../shared/episodes/read-ids.ts';

const [KEY, OTHER] = ['k'.repeat(64), 'o'.repeat(64)];
const TRIAL = { STAGE: 'trial', ID_KEY_SECRET: 'arn:secret' };

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

describe('the id of an episode', () => {
  it('is the same for the same reference under one key, and another under another key', () => {
    const [ids, again, others] = [KEY, KEY, OTHER].map(createEpisodeIds);
    const made = ids?.makeEpisodeId('E23000024', 'NC-1');
    expect(made).toMatch(/^ep-[0-9a-f]{32}$/);
    expect(again?.makeEpisodeId('E23000024', 'NC-1')).toBe(made);
    expect(others?.makeEpisodeId('E23000024', 'NC-1')).not.toBe(made);
    expect(ids?.hashIdentifier('nhs-number', '9990000018')).not.toBe(
      others?.hashIdentifier('nhs-number', '9990000018'),
    );
  });

  it('is made by no function that has no key', () => {
    expect(() => NO_IDS.makeEpisodeId('E23000024', 'NC-1')).toThrow('has no key for ids');
  });
});

describe('the key for ids', () => {
  it('is read once', async () => {
    const { client, reads } = clientAnswering(KEY);
    const read = createIdsReader(TRIAL, createMemoryTable(), client);
    expect((await read()).fingerprint).toBe(createEpisodeIds(KEY).fingerprint);
    await read();
    expect(reads()).toBe(1);
  });

  it('is refused for a table that was begun with another, without showing either', async () => {
    const table = createMemoryTable();
    await createIdsReader(TRIAL, table, clientAnswering(KEY).client)();
    const other = createIdsReader(TRIAL, table, clientAnswering(OTHER, KEY).client);
    await expect(other()).rejects.toThrow(
      'The core table was begun with another key for ids. See "The key for ids" in docs/runbook.md.',
    );
    await expect(other()).resolves.toMatchObject({ fingerprint: expect.any(String) as unknown });
    expect(JSON.stringify(table.listItems())).not.toMatch(/kkkk|oooo/);
  });

  it('is the first one, when two functions begin a table at the same time', async () => {
    const table = createMemoryTable();
    const [first, second] = [KEY, OTHER].map((key) =>
      createIdsReader(TRIAL, table, clientAnswering(key).client),
    );
    const done = await Promise.allSettled([first?.(), second?.()]);
    expect(done.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  it('has at least 32 characters', async () => {
    const read = createIdsReader(TRIAL, createMemoryTable(), clientAnswering('short').client);
    await expect(read()).rejects.toThrow(/^(?!.*short)The key for ids must have at least 32/);
  });

  it('is fixed in stage local, and no other stage takes a fixed one', async () => {
    const local = createIdsReader({ STAGE: 'local', ID_KEY: KEY }, createMemoryTable());
    expect((await local()).fingerprint).toBe(createEpisodeIds(KEY).fingerprint);
    expect(() => createIdsReader({ STAGE: 'trial', ID_KEY: KEY }, createMemoryTable())).toThrow(
      'ID_KEY is for stage local only.',
    );
    const without = createIdsReader({ STAGE: 'trial' }, createMemoryTable());
    await expect(without()).rejects.toThrow('ID_KEY_SECRET is missing.');
  });
});
