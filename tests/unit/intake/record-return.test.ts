import { makeEpisodeId } from '../../support/ids.ts';
import { beforeEach, describe, expect, it } from 'vitest';
import { finishWork } from '../../../infra/local/memory/memory-runtime.ts';
import { toTaskId } from '../../../shared/episodes/episode.ts';
import { readTask } from '../../../shared/episodes/read-task.ts';
import { splitRecord } from '../../../shared/episodes/reference-record.ts';
import { recordReturn, type ReturnBody } from '../../../shared/intake/record-return.ts';
import { createCounty } from '../../support/county.ts';
import { buildStaffMember, employ } from '../../support/directory.ts';
import {
  at,
  buildCancelledFact,
  buildFoundFact,
  buildReportedFact,
  buildReturnedFact,
} from '../../support/facts.ts';
import { NORFOLK } from '../../support/messages.ts';
import { readRefusal, readValue } from '../../support/results.ts';

const FIRST = makeEpisodeId('E23000024', 'NC-2026-000001');
const TASK = toTaskId(FIRST);
const PRACTITIONER = { subject: 'p-1', role: 'practitioner', authorities: [NORFOLK] } as const;
const NOW = at('2026-11-12T12:00Z');

let county: ReturnType<typeof createCounty>;
beforeEach(() => {
  county = createCounty({
    directory: employ(NORFOLK, [
      buildStaffMember('p-1', { teams: ['norfolk-norwich'] }),
      buildStaffMember('m-1', { role: 'team-manager', teams: ['norfolk-norwich'] }),
    ]),
  });
});

const listEpisodes = async () =>
  splitRecord(await county.stores.episodes.readReference(FIRST)).flatMap(
    ({ stored }) => stored ?? [],
  );

const say = async (returnedAt: string | null, about: Partial<ReturnBody> = {}) => {
  const { taskVersion } = (await county.stores.episodes.readState(FIRST)) ?? { taskVersion: 0 };
  const body = {
    key: `return-${String(returnedAt)}`,
    taskVersion,
    returnedAt,
    saidBy: 'parent-or-carer' as const,
    how: 'Her mother phoned: she came in by herself.',
    ...about,
  };
  return recordReturn(county.ports, { taskId: TASK, body }, PRACTITIONER, NOW);
};

describe('a return that the authority knows of', () => {
  it('starts the 72 hours while police have only found the child', async () => {
    await county.receiveFacts(buildReportedFact(), buildFoundFact());
    const { task } = readValue(await say('2026-11-11T09:00:00Z'));
    expect(task).toMatchObject({
      returnedAt: '2026-11-11T09:00:00.000Z',
      dueAt: '2026-11-14T09:00:00.000Z',
      dueVersion: 1,
      clock: { state: 'running' },
    });
    const [only] = await listEpisodes();
    expect(only?.episode).toMatchObject({
      status: 'returned',
      authorityReturn: { saidBy: 'parent-or-carer', by: 'p-1', recordedAt: NOW },
    });
  });

  it('opens the task, and somebody gets it, when police have sent neither find nor return', async () => {
    await county.receiveFacts(buildReportedFact());
    expect((await listEpisodes())[0]?.episode.task).toBeNull();
    const { task } = readValue(await say('2026-11-11T09:00:00Z'));
    expect(task).toMatchObject({ state: 'open', practitioner: 'p-1', openedAt: NOW });
    county.runtime.setTime(NOW);
    await finishWork(county.runtime);
    expect(county.runtime.messages.map(({ template }) => template)).toEqual([]);
  });

  it('gives way to that of the police, and the difference is shown', async () => {
    await county.receiveFacts(buildReportedFact(), buildFoundFact());
    readValue(await say('2026-11-11T09:00:00Z'));
    await county.receiveFacts(
      buildReturnedFact(
        { returnedAt: at('2026-11-11T07:30Z') },
        { receivedAt: at('2026-11-12T13:00Z') },
      ),
    );
    const task = readValue(await readTask(county.ports, TASK, {}, PRACTITIONER, NOW));
    expect(task).toMatchObject({
      returnedAt: '2026-11-11T07:30:00.000Z',
      dueAt: '2026-11-14T07:30:00.000Z',
      dueVersion: 2,
      authorityReturn: { returnedAt: '2026-11-11T09:00:00.000Z' },
    });
  });

  it('changes nothing but what is shown when police were first', async () => {
    await county.receiveFacts(buildReportedFact(), buildReturnedFact());
    readValue(await say('2026-11-11T09:00:00Z'));
    const [only] = await listEpisodes();
    expect(only?.episode).toMatchObject({
      returnedAt: '2026-11-11T08:00:00.000Z',
      authorityReturn: { returnedAt: '2026-11-11T09:00:00.000Z' },
      task: { dueAt: '2026-11-14T08:00:00.000Z', dueVersion: 1 },
    });
  });

  it('makes a report after it a further absence, with an interview of its own', async () => {
    await county.receiveFacts(buildReportedFact());
    readValue(await say('2026-11-11T09:00:00Z'));
    await county.receiveFacts(
      buildReportedFact(
        { reportedAt: at('2026-11-12T20:00Z') },
        { id: 'reported-2', time: '2026-11-12T20:05Z' },
      ),
      buildReturnedFact(
        { returnedAt: at('2026-11-13T08:00Z') },
        { id: 'returned-2', time: '2026-11-13T08:05Z' },
      ),
    );
    expect((await listEpisodes()).map(({ episode }) => episode.task?.dueAt)).toEqual([
      '2026-11-14T09:00:00.000Z',
      '2026-11-16T08:00:00.000Z',
    ]);
  });

  it('can be corrected, and taken back: there is nothing to offer until somebody says that the child is home', async () => {
    await county.receiveFacts(buildReportedFact());
    readValue(await say('2026-11-11T09:00:00Z'));
    const { task } = readValue(await say('2026-11-11T10:00:00Z'));
    expect(task).toMatchObject({ returnedAt: '2026-11-11T10:00:00.000Z', dueVersion: 2 });
    expect(readValue(await say(null)).task).toBeNull();
    const [only] = await listEpisodes();
    expect(only?.episode).toMatchObject({ status: 'missing', returnedAt: null, task: null });
  });

  it('has no escalations in the list while it is taken back, and has them again afterwards', async () => {
    await county.receiveFacts(buildReportedFact());
    readValue(await say('2026-11-11T09:00:00Z'));
    county.runtime.setTime(at('2026-11-14T10:00Z'));
    await county.runtime.run('sweep');
    const list = async () => {
      const query = { authorities: [NORFOLK], acknowledged: null, after: null, limit: 50 };
      const { items } = await county.stores.episodes.listEscalations(query);
      return items.map(({ level }) => level);
    };
    expect(await list()).toContain('breach');
    readValue(await say(null));
    expect(await list()).toEqual([]);
    readValue(await say('2026-11-11T09:00:00Z', { key: 'return-again' }));
    expect(await list()).toContain('breach');
  });

  it('sent twice is recorded once', async () => {
    await county.receiveFacts(buildReportedFact(), buildFoundFact());
    const taskVersion = (await county.stores.episodes.readState(FIRST))?.taskVersion ?? 0;
    const once = readValue(await say('2026-11-11T09:00:00Z', { taskVersion }));
    const twice = readValue(await say('2026-11-11T09:00:00Z', { taskVersion }));
    expect(twice.actionId).toBe(once.actionId);
    const { actions } = await county.stores.episodes.readReference(FIRST);
    expect(actions.filter(({ kind }) => kind === 'return')).toHaveLength(1);
  });

  it.each([
    ['in the future', '2026-11-12T13:00:00Z', 'in-the-future /returnedAt'],
    ['before the report', '2026-11-10T21:00:00Z', 'before-report /returnedAt'],
    ['before the find', '2026-11-11T05:00:00Z', 'before-found /returnedAt'],
    ['without an offset', '2026-11-11T09:00:00', 'time-without-offset /returnedAt'],
    ['that nobody recorded, to take back', null, 'no-return /returnedAt'],
  ])('is refused %s', async (_, returnedAt, refusal) => {
    await county.receiveFacts(buildReportedFact(), buildFoundFact());
    expect(readRefusal(await say(returnedAt))).toBe(refusal);
  });

  it('is refused of a cancelled report, and on a page that has changed since', async () => {
    await county.receiveFacts(buildReportedFact(), buildFoundFact());
    expect(readRefusal(await say('2026-11-11T09:00:00Z', { taskVersion: 0 }))).toBe('stale');
    await county.receiveFacts(buildCancelledFact());
    expect(readRefusal(await say('2026-11-11T09:00:00Z'))).toBe('task-withdrawn ');
  });
});
