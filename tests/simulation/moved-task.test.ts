import { beforeEach, describe, expect, it } from 'vitest';
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
import {
  bodyOf,
  buildReported,
  buildReturned,
  buildUpdated,
  DORSET,
  NORFOLK,
} from '../support/messages.ts';

const NOW = at('2026-11-21T12:00Z');

const createAccess = (authority: string) =>
  createAccessItem(
    `token-${authority}`,
    { subject: `manager-of-${authority}`, role: 'manager', authorities: [authority] },
    addMs(NOW, 90 * DAY_MS),
  );

let runtime: MemoryRuntime;

const receive = async (event: Parameters<typeof bodyOf>[0]): Promise<void> => {
  runtime.queues.notifications.send(bodyOf(event), runtime.now());
  await finishWork(runtime);
};

const listLevels = async (authority: string): Promise<readonly unknown[]> => {
  const response = await runtime.request('/api/v1/escalations', {
    headers: { authorization: `Bearer token-${authority}` },
  });
  const { items } = (await response.json()) as { items: { level: string; authority: string }[] };
  return items.map((one) => `${one.authority} ${one.level}`);
};

beforeEach(async () => {
  runtime = createMemoryRuntime({
    directory: readDirectory(),
    templates: readMessageTemplates(),
    start: NOW,
    access: [createAccess(NORFOLK), createAccess(DORSET)],
  });
  await receive(buildReported({ data: { reportedAt: '2026-11-20T20:00:00Z' } }));
  await receive(buildReturned({ data: { returnedAt: '2026-11-21T08:00:00Z' } }));
  runtime.setTime(addMs(NOW, 3 * DAY_MS));
  await runtime.run('sweep');
});

describe('a task that turns out to belong to another authority', () => {
  it('takes its escalations along: the authority before no longer sees them', async () => {
    expect(await listLevels(NORFOLK)).toContain(`${NORFOLK} breach`);
    await receive(
      buildUpdated({ time: '2026-11-22T08:00:00Z', data: { responsibleAuthority: DORSET } }),
    );
    expect(await listLevels(NORFOLK)).toEqual([]);
    expect(await listLevels(DORSET)).toContain(`${DORSET} breach`);
  });

  it('leaves them where they are when a message does not change the authority', async () => {
    await receive(buildUpdated({ time: '2026-11-22T08:00:00Z', data: { riskLevel: 'high' } }));
    expect(await listLevels(NORFOLK)).toContain(`${NORFOLK} breach`);
  });
});
