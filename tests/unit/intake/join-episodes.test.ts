import { makeEpisodeId } from '../../support/ids.ts';
import { beforeEach, describe, expect, it } from 'vitest';
import { finishWork } from '../../../infra/local/memory/memory-runtime.ts';
import { recordOutcome } from '../../../shared/casework/record-outcome.ts';
import { toTaskId } from '../../../shared/episodes/episode.ts';
import { readEpisode } from '../../../shared/episodes/read-episode.ts';
import { readTask } from '../../../shared/episodes/read-task.ts';
import { splitRecord } from '../../../shared/episodes/reference-record.ts';
import { joinEpisodes } from '../../../shared/intake/join-episodes.ts';
import { createCounty } from '../../support/county.ts';
import { buildStaffMember, employ } from '../../support/directory.ts';
import { at, buildReportedFact, buildReturnedFact } from '../../support/facts.ts';
import { DORSET, NORFOLK } from '../../support/messages.ts';
import { readRefusal, readValue } from '../../support/results.ts';
import { buildOutcomeBody } from '../../support/work-bodies.ts';

const FIRST = makeEpisodeId('E23000024', 'NC-2026-000001');
const MANAGER = { subject: 'm-1', role: 'manager', authorities: [NORFOLK] } as const;
const PRACTITIONER = { subject: 'p-1', role: 'practitioner', authorities: [NORFOLK] } as const;
const NOW = at('2026-11-16T12:00Z');

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

let county: ReturnType<typeof createCounty>;
beforeEach(async () => {
  county = createCounty({
    directory: employ(NORFOLK, [
      buildStaffMember('p-1', { teams: ['norfolk-norwich'] }),
      buildStaffMember('m-1', { role: 'team-manager', teams: ['norfolk-norwich'] }),
    ]),
  });
  await county.receiveFacts(
    ...absent(1, '2026-11-10', '2026-11-11'),
    ...absent(2, '2026-11-14', '2026-11-15'),
  );
});

const listEpisodes = async () =>
  splitRecord(await county.stores.episodes.readReference(FIRST)).flatMap(
    ({ stored }) => stored ?? [],
  );

const findSecond = async (): Promise<string> => {
  const [, second] = await listEpisodes();
  if (second === undefined) throw new Error('There is no second episode.');
  return second.episode.episodeId;
};

const say = (joined: boolean, key = `key-${String(joined)}-1`) => ({
  key,
  joined,
  reason: 'The second report was the same evening, typed with another date.',
});

const join = (
  episodeId: string,
  joined: boolean,
  caller = MANAGER as typeof MANAGER | typeof PRACTITIONER,
) => joinEpisodes(county.ports, { episodeId, body: say(joined) }, caller, NOW);

describe('a manager who says that two episodes are one', () => {
  it('leaves one episode, with one task and the last return', async () => {
    const second = await findSecond();
    const { episodeIds } = readValue(await join(second, true));
    expect(episodeIds).toEqual([FIRST]);
    const [only, ...more] = await listEpisodes();
    expect(more).toEqual([]);
    expect(only?.episode.task).toMatchObject({ state: 'open', dueAt: '2026-11-18T08:00:00.000Z' });
  });

  it('keeps both ids: each leads to the one episode, and to its task', async () => {
    const second = await findSecond();
    readValue(await join(second, true));
    const episode = readValue(await readEpisode(county.ports, second, {}, MANAGER, NOW));
    expect(episode.episodeId).toBe(FIRST);
    const task = readValue(await readTask(county.ports, toTaskId(second), {}, MANAGER, NOW));
    expect(task.taskId).toBe(toTaskId(FIRST));
  });

  it('is in the history, with the reason', async () => {
    readValue(await join(await findSecond(), true));
    const { history } = readValue(await readEpisode(county.ports, FIRST, {}, MANAGER, NOW));
    expect(history.at(-1)).toMatchObject({
      source: 'person',
      action: {
        kind: 'joining',
        joined: true,
        by: 'm-1',
        texts: { reason: 'The second report was the same evening, typed with another date.' },
      },
    });
  });

  it('can take it back: both are as they were, and the work is on its return', async () => {
    const second = await findSecond();
    const before = await listEpisodes();
    const { taskVersion } = before[1] ?? { taskVersion: 0 };
    const body = {
      ...buildOutcomeBody('held', { happenedAt: '2026-11-16T10:00:00Z' }),
      taskVersion,
    };
    const input = { taskId: toTaskId(second), body };
    readValue(await recordOutcome(county.ports, input, PRACTITIONER, NOW));
    const held = await listEpisodes();
    readValue(await join(second, true));
    expect((await listEpisodes())[0]?.episode.task?.outcome?.outcome).toBe('completed');
    readValue(await join(second, false));
    expect((await listEpisodes()).map(({ episode }) => episode)).toEqual(
      held.map(({ episode }) => episode),
    );
  });

  it('notifies whoever holds the tasks when work moves, but not the manager', async () => {
    const second = await findSecond();
    const [, stored] = await listEpisodes();
    const body = {
      ...buildOutcomeBody('held', { happenedAt: '2026-11-16T10:00:00Z' }),
      taskVersion: stored?.taskVersion ?? 0,
    };
    const input = { taskId: toTaskId(second), body };
    readValue(await recordOutcome(county.ports, input, PRACTITIONER, NOW));
    await finishWork(county.runtime);
    county.runtime.setTime(NOW);
    readValue(await join(second, true));
    await finishWork(county.runtime);
    const moved = county.runtime.messages.filter(({ template }) => template === 'work-moved');
    expect(moved.map(({ address }) => address)).toEqual(['p-1@council.example']);
  });

  it('sends the same request twice and says it once', async () => {
    const second = await findSecond();
    const [once, twice] = [await join(second, true), await join(second, true)];
    expect(twice).toEqual(once);
    expect(
      (await county.stores.episodes.readReference(FIRST)).actions.filter(
        ({ kind }) => kind === 'joining',
      ),
    ).toHaveLength(1);
  });

  it('goes on with it when police correct the report', async () => {
    const second = await findSecond();
    readValue(await join(second, true));
    await county.receiveFacts(
      buildReportedFact(
        { reportedAt: at('2026-11-14T19:00Z') },
        { id: 'corrected', time: '2026-11-14T20:01Z', receivedAt: at('2026-11-17T09:00Z') },
      ),
    );
    expect(await listEpisodes()).toHaveLength(1);
  });
});

describe('two episodes are not joined', () => {
  it('by a practitioner', async () => {
    expect(readRefusal(await join(await findSecond(), true, PRACTITIONER))).toBe('not-your-role');
  });

  it('by a manager of another authority, who does not learn that they exist', async () => {
    const caller = { ...MANAGER, authorities: [DORSET] } as unknown as typeof MANAGER;
    expect(readRefusal(await join(await findSecond(), true, caller))).toBe('not-found');
  });

  it('when it is the first of its reference', async () => {
    expect(readRefusal(await join(FIRST, true))).toBe('first-episode ');
  });

  it('twice, and not taken back before', async () => {
    const second = await findSecond();
    expect(readRefusal(await join(second, false))).toBe('not-joined /joined');
    readValue(await join(second, true));
    const again = { episodeId: second, body: say(true, 'another-key') };
    expect(readRefusal(await joinEpisodes(county.ports, again, MANAGER, NOW))).toBe(
      'already-joined /joined',
    );
  });
});
