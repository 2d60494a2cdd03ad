import { describe, expect, it } from 'vitest';
import { recordAttempt } from '../../../shared/casework/record-attempt.ts';
import { recordOffer } from '../../../shared/casework/record-offer.ts';
import { cancelledFact, returnedFact } from '../../support/facts.ts';
import { attemptBody, offerBody } from '../../support/work-bodies.ts';
import {
  answerIn,
  callerOf,
  createWorkWorld,
  homeAgain,
  idOf,
  NOW,
  P1,
  refusalIn,
} from '../../support/work-world.ts';
import type { EpisodeStore } from '../../../shared/episodes/episode-store.ts';
import { toEpisodeId } from '../../../shared/episodes/episode.ts';

const TASK = idOf('NC-1');

const worldWithTask = async (change?: (episodes: EpisodeStore) => EpisodeStore) => {
  const world = createWorkWorld(change);
  await world.tell(homeAgain('NC-1'));
  return world;
};

/** A store that tells so many times that somebody else was quicker. */
const losing =
  (races: number, meanwhile: () => Promise<void> = () => Promise.resolve()) =>
  (episodes: EpisodeStore): EpisodeStore => {
    let lost = 0;
    return {
      ...episodes,
      change: async (changes) => {
        if (lost === races) return episodes.change(changes);
        lost += 1;
        await meanwhile();
        return 'conflict';
      },
    };
  };

describe('what a person does to a task', () => {
  it('stands in the record with who, when it happened and when it was recorded', async () => {
    const { ports, detail } = await worldWithTask();
    const body = attemptBody('1', { happenedAt: '2026-11-13T10:30:00+01:00', note: 'No reply.' });
    const { actionId, task } = answerIn(
      await recordAttempt(ports, { taskId: TASK, body }, P1, NOW),
    );
    expect(task).toMatchObject({ attempts: 1, taskVersion: 3 });
    const { actions } = await detail('NC-1');
    expect(actions).toEqual([
      {
        actionId,
        kind: 'attempt',
        channel: 'phone',
        result: 'no-answer',
        by: 'p-1',
        happenedAt: '2026-11-13T09:30:00.000Z',
        recordedAt: NOW,
        corrects: null,
        current: true,
        texts: { note: 'No reply.' },
      },
    ]);
  });

  it('is one fact however often it is sent, whatever changed since', async () => {
    const { ports, tell, detail } = await worldWithTask();
    const send = () => recordAttempt(ports, { taskId: TASK, body: attemptBody('1') }, P1, NOW);
    const first = answerIn(await send());
    await tell([
      returnedFact({}, { reference: 'NC-1', id: 'returned-2', time: '2026-11-13T10:01Z' }),
    ]);
    expect(answerIn(await send()).actionId).toBe(first.actionId);
    expect((await detail('NC-1')).actions).toHaveLength(1);
  });

  it('is refused when its key was used for something else', async () => {
    const { ports } = await worldWithTask();
    await recordAttempt(ports, { taskId: TASK, body: attemptBody('1') }, P1, NOW);
    const other = attemptBody('1', { result: 'message-left' });
    expect(refusalIn(await recordAttempt(ports, { taskId: TASK, body: other }, P1, NOW))).toBe(
      'key-reused',
    );
    const offer = offerBody('1');
    expect(refusalIn(await recordOffer(ports, { taskId: TASK, body: offer }, P1, NOW))).toBe(
      'key-reused',
    );
  });

  it('is refused on an older state than the one that stands', async () => {
    const { ports, detail } = await worldWithTask();
    await recordAttempt(ports, { taskId: TASK, body: attemptBody('1') }, P1, NOW);
    const late = { taskId: TASK, body: attemptBody('2') };
    expect(refusalIn(await recordAttempt(ports, late, callerOf('p-2'), NOW))).toBe('stale');
    expect((await detail('NC-1')).actions).toHaveLength(1);
  });

  it('is recorded after lost races that did not touch the task', async () => {
    const { ports } = await worldWithTask(losing(7));
    const recorded = await recordAttempt(ports, { taskId: TASK, body: attemptBody('1') }, P1, NOW);
    expect(answerIn(recorded).task.attempts).toBe(1);
  });

  it('is refused as stale when the race was lost to somebody who changed the task', async () => {
    const world = await worldWithTask();
    const meanwhile = async () => {
      const body = attemptBody('theirs');
      answerIn(await recordAttempt(world.ports, { taskId: TASK, body }, callerOf('p-2'), NOW));
    };
    const ports = { ...world.ports, episodes: losing(1, meanwhile)(world.ports.episodes) };
    const mine = { taskId: TASK, body: attemptBody('mine') };
    expect(refusalIn(await recordAttempt(ports, mine, P1, NOW))).toBe('stale');
  });

  it('fails when every race is lost, and nothing is recorded', async () => {
    const { ports, detail } = await worldWithTask(losing(100));
    const send = recordAttempt(ports, { taskId: TASK, body: attemptBody('1') }, P1, NOW);
    await expect(send).rejects.toThrow('wrote first');
    expect((await detail('NC-1')).actions).toEqual([]);
  });

  it('keeps the order of recording when two are recorded in the same millisecond', async () => {
    const { ports, detail, versionOf } = await worldWithTask();
    for (const key of ['1', '2', '3']) {
      const body = attemptBody(key, { taskVersion: await versionOf('NC-1') });
      answerIn(await recordAttempt(ports, { taskId: TASK, body }, P1, NOW));
    }
    const times = (await detail('NC-1')).actions.map(({ recordedAt }) => recordedAt);
    expect(times).toEqual([...new Set(times)].sort());
  });

  it.each([
    ['of another authority', callerOf('m-2', { authorities: ['E06000059'] }), 'not-found'],
    ['an operator', callerOf('o-1', { role: 'operator', authorities: 'all' }), 'not-your-role'],
    ['an auditor', callerOf('a-1', { role: 'auditor', authorities: 'all' }), 'not-your-role'],
    ['a lead', callerOf('l-1', { role: 'lead' }), 'not-your-role'],
  ] as const)('is refused to somebody who is %s', async (_, caller, refusal) => {
    const { ports } = await worldWithTask();
    const input = { taskId: TASK, body: attemptBody('1') };
    expect(refusalIn(await recordAttempt(ports, input, caller, NOW))).toBe(refusal);
  });

  it.each([
    ['2026-11-13T10:00:00', 'time-without-offset /happenedAt'],
    ['2026-11-13T10:05:00.001Z', 'in-the-future /happenedAt'],
    ['yesterday', 'invalid-value /happenedAt'],
  ])('is refused when it happened at %s', async (happenedAt, refusal) => {
    const { ports } = await worldWithTask();
    const input = { taskId: TASK, body: attemptBody('1', { happenedAt }) };
    expect(refusalIn(await recordAttempt(ports, input, P1, NOW))).toBe(refusal);
  });

  it('happened now when a telephone’s clock is a little ahead of ours', async () => {
    const { ports } = await worldWithTask();
    const input = { taskId: TASK, body: attemptBody('1', { happenedAt: '2026-11-13T10:05:00Z' }) };
    await recordAttempt(ports, input, P1, NOW);
    const { actions } = await ports.episodes.read(toEpisodeId(TASK));
    expect(actions.map(({ kind, happenedAt }) => [kind, happenedAt])).toContainEqual([
      'attempt',
      NOW,
    ]);
  });

  it('is refused on a task that police withdrew', async () => {
    const { ports, tell, versionOf } = await worldWithTask();
    await tell([cancelledFact({}, { reference: 'NC-1' })]);
    const body = attemptBody('1', { taskVersion: await versionOf('NC-1') });
    expect(refusalIn(await recordAttempt(ports, { taskId: TASK, body }, P1, NOW))).toBe(
      'task-withdrawn ',
    );
  });
});

describe('an offer', () => {
  it('is in time by when it was made, not by when it was recorded', async () => {
    const { ports } = await worldWithTask();
    const body = offerBody('1', { happenedAt: '2026-11-14T08:00:00Z' });
    const late = '2026-11-16T08:00:00.000Z' as typeof NOW;
    const { task } = answerIn(await recordOffer(ports, { taskId: TASK, body }, P1, late));
    expect(task).toMatchObject({ offeredInTime: true, clock: { state: 'late' } });
  });

  it('one millisecond after 72 hours is not', async () => {
    const { ports } = await worldWithTask();
    const body = offerBody('1', { happenedAt: '2026-11-14T08:00:00.001Z' });
    const late = '2026-11-16T08:00:00.000Z' as typeof NOW;
    const { task } = answerIn(await recordOffer(ports, { taskId: TASK, body }, P1, late));
    expect(task.offeredInTime).toBe(false);
  });

  it('cannot be dated before the child was found', async () => {
    const { ports } = await worldWithTask();
    const body = offerBody('1', { happenedAt: '2026-11-11T05:59:00Z' });
    expect(refusalIn(await recordOffer(ports, { taskId: TASK, body }, P1, NOW))).toBe(
      'before-found /happenedAt',
    );
  });
});
