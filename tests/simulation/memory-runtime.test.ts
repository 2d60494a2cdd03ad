import { beforeEach, describe, expect, it } from 'vitest';
import { readDirectory } from '../../infra/directory.ts';
import {
  createMemoryRuntime,
  finishWork,
  type MemoryRuntime,
} from '../../infra/local/memory/memory-runtime.ts';
import { readMessageTemplates } from '../../infra/message-templates.ts';
import { createAccessItem } from '../../shared/access/access-tokens.ts';
import { addMs, DAY_MS, HOUR_MS } from '../../shared/kernel/instant.ts';
import { createSignalStore } from '../../shared/signals/signal-store.ts';
import { at } from '../support/facts.ts';
import { bodyOf, buildReported, buildReturned, NORFOLK } from '../support/messages.ts';

const NOW = at('2026-11-21T12:00Z');
const PRACTITIONER = { subject: 'p-1', role: 'practitioner', authorities: [NORFOLK] } as const;

let runtime: MemoryRuntime;

const receive = async (...events: readonly Parameters<typeof bodyOf>[0][]): Promise<void> => {
  for (const event of events) runtime.queues.notifications.send(bodyOf(event), runtime.now());
  await finishWork(runtime);
};

const read = async (path: string): Promise<Record<string, unknown>> => {
  const response = await runtime.request(`/api/v1${path}`, {
    headers: { authorization: 'Bearer the-token' },
  });
  expect(response.status).toBe(200);
  return (await response.json()) as Record<string, unknown>;
};

beforeEach(() => {
  runtime = createMemoryRuntime({
    directory: readDirectory(),
    templates: readMessageTemplates(),
    start: NOW,
    access: [createAccessItem('the-token', PRACTITIONER, addMs(NOW, 30 * DAY_MS))],
  });
});

describe('the product in one process', () => {
  it('takes a child from the police report to a task, a reply to each message and an alert', async () => {
    await receive(
      buildReported({ data: { reportedAt: '2026-11-20T20:00:00Z' } }),
      buildReturned({ data: { returnedAt: '2026-11-21T08:00:00Z' } }),
    );
    const { items } = await read(`/tasks?authority=${NORFOLK}&state=open`);
    expect(items).toMatchObject([{ dueAt: '2026-11-24T08:00:00.000Z' }]);
    expect(runtime.replies.map(({ event }) => event['type'])).toEqual([
      expect.stringContaining('accepted'),
      expect.stringContaining('accepted'),
    ]);
    expect(runtime.messages.map(({ template }) => template)).toContain('new-task');
    expect(runtime.faults).toEqual([]);
  });

  it('escalates a deadline that passes at the sweep after it', async () => {
    await receive(buildReported(), buildReturned({ data: { returnedAt: '2026-11-21T08:00:00Z' } }));
    runtime.setTime(addMs(at('2026-11-24T08:00Z'), HOUR_MS));
    await runtime.run('sweep');
    await finishWork(runtime);
    expect(runtime.messages.map(({ template }) => template)).toContain('breach');
  });

  it('has one run of detection for an authority and day', async () => {
    await runtime.run('detect');
    await runtime.run('detect');
    const runs = await createSignalStore(runtime.tables.core).listRuns(NORFOLK, 10);
    expect(runs.map(({ day }) => day)).toEqual(['2026-11-21']);
  });
});
