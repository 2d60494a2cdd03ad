import { beforeAll, describe, expect, it } from 'vitest';
import { readDirectory } from '../../infra/directory.ts';
import {
  createMemoryRuntime,
  finishWork,
  type MemoryRuntime,
} from '../../infra/local/memory/memory-runtime.ts';
import { readMessageTemplates } from '../../infra/message-templates.ts';
import { createAccessItem } from '../../shared/access/access-tokens.ts';
import { addMs, DAY_MS } from '../../shared/kernel/instant.ts';
import { at } from '../support/facts.ts';
import { makeEpisodeId } from '../support/ids.ts';
import {
  bodyOf,
  buildReported,
  buildReturned,
  buildUpdated,
  NORFOLK,
  NORFOLK_FORCE,
} from '../support/messages.ts';

const NOW = at('2026-11-21T09:00Z');
const UPDATES = 2_000;
const PATH = `/api/v1/episodes/${makeEpisodeId(NORFOLK_FORCE, 'NC-2026-004512')}`;

/** Of DynamoDB, and of an answer of Lambda. */
const ITEM_LIMIT = 400 * 1024;
const ANSWER_LIMIT = 6 * 1024 * 1024;

const buildUpdate = (number: number) =>
  buildUpdated({
    id: `update-${number}`,
    time: addMs(at('2026-11-20T23:00Z'), number * 1_000),
    data: { riskLevel: number % 2 === 0 ? 'high' : 'low', riskFlags: ['cce'] },
  });

interface ShownEpisode {
  readonly riskLevel: string;
  readonly task: { readonly dueAt: string } | null;
  readonly history: readonly object[];
  readonly historyCursor: string | null;
}

let runtime: MemoryRuntime;

const receive = async (events: readonly object[]): Promise<void> => {
  for (const event of events) runtime.queues.notifications.send(bodyOf(event), runtime.now());
  await finishWork(runtime);
};

const read = async (query = '') => {
  const headers = { authorization: 'Bearer token' };
  const response = await runtime.request(`${PATH}${query}`, { headers });
  const text = await response.text();
  return { length: text.length, answer: JSON.parse(text) as ShownEpisode };
};

beforeAll(async () => {
  const caller = { subject: 'm', role: 'manager', authorities: [NORFOLK] } as const;
  runtime = createMemoryRuntime({
    directory: readDirectory(),
    templates: readMessageTemplates(),
    start: NOW,
    access: [createAccessItem('token', caller, addMs(NOW, 90 * DAY_MS))],
  });
  const updates = Array.from({ length: UPDATES }, (_, number) => buildUpdate(number));
  await receive([buildReported(), ...updates]);
});

describe(`an episode of ${UPDATES} facts`, () => {
  it('lost none of them, and has each in its history once, in pages', async () => {
    const facts = runtime.tables.core.listItems().filter(({ entity }) => entity === 'fact');
    expect(facts).toHaveLength(UPDATES + 1);
    const seen: string[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const { answer } = await read(cursor && `?historyCursor=${encodeURIComponent(cursor)}`);
      seen.push(...answer.history.map((entry) => JSON.stringify(entry)));
      cursor = answer.historyCursor;
    }
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.filter((entry) => entry.includes('"police"'))).toHaveLength(UPDATES + 1);
  });

  it('is answered far below what Lambda can send, and no item nears what DynamoDB holds', async () => {
    const { length, answer } = await read();
    expect(answer.riskLevel).toBe('low');
    expect(length).toBeLessThan(ANSWER_LIMIT / 50);
    const sizes = runtime.tables.core.listItems().map((item) => JSON.stringify(item).length);
    expect(Math.max(...sizes)).toBeLessThan(ITEM_LIMIT / 10);
  });

  it('takes in what comes next: the child is home, and the clock runs', async () => {
    await receive([buildReturned()]);
    expect((await read()).answer.task?.dueAt).toBe(at('2026-11-24T06:25Z'));
  });
});
