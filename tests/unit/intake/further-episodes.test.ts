import { makeEpisodeId } from '../../support/ids.ts';
import { beforeEach, describe, expect, it } from 'vitest';
import { countTimescales } from '../../../shared/casework/count-timescales.ts';
import { recordOutcome } from '../../../shared/casework/record-outcome.ts';
import { toEpisodeId, toTaskId } from '../../../shared/episodes/episode.ts';
import { splitRecord } from '../../../shared/episodes/reference-record.ts';
import { formatTaskReference } from '../../../shared/episodes/task.ts';
import type { Caller } from '../../../shared/access/caller.ts';
import { createCounty } from '../../support/county.ts';
import { at, buildFoundFact, buildReportedFact, buildReturnedFact } from '../../support/facts.ts';
import { readValue } from '../../support/results.ts';
import { buildOutcomeBody } from '../../support/work-bodies.ts';

const PRACTITIONER: Caller = {
  subject: 'p-1',
  role: 'practitioner',
  authorities: ['E10000020'],
};
const FIRST = makeEpisodeId('E23000024', 'NC-2026-000001');

let county: ReturnType<typeof createCounty>;
beforeEach(() => {
  county = createCounty();
});

/** A child was reported missing and came home. */
const absent = (number: number, day: string, backOn: string) => [
  buildReportedFact(
    { reportedAt: at(`${day}T20:00Z`) },
    { id: `reported-${number}`, time: `${day}T20:05Z` },
  ),
  buildReturnedFact(
    { returnedAt: at(`${backOn}T08:00Z`) },
    { id: `returned-${number}`, time: `${backOn}T08:05Z` },
  ),
];

const listEpisodes = async () => {
  const record = await county.stores.episodes.readReference(FIRST);
  return splitRecord(record).flatMap(({ stored }) => stored ?? []);
};

const holdInterview = async (taskId: string, happenedAt: string): Promise<void> => {
  const stored = await county.stores.episodes.readState(toEpisodeId(taskId));
  const taskVersion = stored?.taskVersion ?? 0;
  const body = { ...buildOutcomeBody('held', { happenedAt }), taskVersion };
  const now = at('2026-11-20T12:00Z');
  readValue(await recordOutcome({ ...county.ports }, { taskId, body }, PRACTITIONER, now));
};

describe('a child who is missing again under the same reference', () => {
  beforeEach(() =>
    county.receiveFacts(
      ...absent(1, '2026-11-10', '2026-11-11'),
      ...absent(2, '2026-11-14', '2026-11-15'),
    ),
  );

  it('is offered an interview for each return, with a deadline and a reference of its own', async () => {
    const [first, second, ...more] = await listEpisodes();
    expect(more).toEqual([]);
    expect(first?.episode.task).toMatchObject({ state: 'open', dueAt: '2026-11-14T08:00:00.000Z' });
    expect(second?.episode.task).toMatchObject({
      state: 'open',
      dueAt: '2026-11-18T08:00:00.000Z',
    });
    const references = [first, second].map((one) =>
      formatTaskReference(toTaskId(one?.episode.episodeId ?? '')),
    );
    expect(new Set(references).size).toBe(2);
  });

  it('is the same child in both', async () => {
    const [first, second] = await listEpisodes();
    expect(second?.childId).toBe(first?.childId);
    expect(second?.episode.child).toEqual(first?.episode.child);
  });

  it('keeps the interview of the first with the first', async () => {
    await holdInterview(toTaskId(FIRST), '2026-11-12T10:00:00Z');
    const [first, second] = await listEpisodes();
    expect(first?.episode.task?.outcome?.outcome).toBe('completed');
    expect(second?.episode.task).toMatchObject({ state: 'open', outcome: null });
  });

  it('is counted twice: a late first is not washed away by the second', async () => {
    const episodes = (await listEpisodes()).map(({ episode }) => episode);
    const { episodes: counted, openLate } = countTimescales(episodes, at('2026-11-16T08:00Z'));
    expect([counted, openLate]).toEqual([2, 1]);
  });

  it('has both episodes whichever arrives first', async () => {
    const inOrder = (await listEpisodes()).map(({ episode }) => episode.episodeId);
    county = createCounty({ start: at('2026-11-20T00:00Z') });
    const late = [
      ...absent(2, '2026-11-14', '2026-11-15'),
      ...absent(1, '2026-11-10', '2026-11-11'),
    ].map((fact) => ({ ...fact, receivedAt: at('2026-11-20T09:00Z') }));
    await county.receiveFacts(...late);
    expect((await listEpisodes()).map(({ episode }) => episode.episodeId)).toEqual(inOrder);
  });
});

describe('work that was recorded before a late message', () => {
  it('follows the return it was done for', async () => {
    const [, second] = [0, absent(2, '2026-11-14', '2026-11-15')];
    await county.receiveFacts(...second);
    await holdInterview(toTaskId(FIRST), '2026-11-16T10:00:00Z');
    const late = absent(1, '2026-11-10', '2026-11-11').map((fact) => ({
      ...fact,
      receivedAt: at('2026-11-21T09:00Z'),
    }));
    await county.receiveFacts(...late);
    const [before, after] = await listEpisodes();
    expect(before?.episode).toMatchObject({ returnedAt: '2026-11-11T08:00:00.000Z' });
    expect(before?.episode.task?.outcome).toBeNull();
    expect(after?.episode.task?.outcome?.outcome).toBe('completed');
  });
});

describe('a child who is found and reported missing again before any return', () => {
  it('is missing', async () => {
    const [reported] = absent(1, '2026-11-10', '2026-11-11');
    const again = buildReportedFact(
      { reportedAt: at('2026-11-11T21:00Z') },
      { id: 'reported-2', time: '2026-11-11T21:05Z' },
    );
    if (reported === undefined) throw new Error('There is no report.');
    await county.receiveFacts(reported, buildFoundFact(), again);
    const [only, ...more] = await listEpisodes();
    expect(more).toEqual([]);
    expect(only?.episode.status).toBe('missing');
  });
});
