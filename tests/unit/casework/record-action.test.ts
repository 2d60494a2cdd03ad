import { describe, expect, it } from 'vitest';
import { recordAttempt } from '../../../shared/casework/record-attempt.ts';
import { recordOutcome } from '../../../shared/casework/record-outcome.ts';
import { recordOffer } from '../../../shared/casework/record-offer.ts';
import { buildCancelledFact, buildReturnedFact } from '../../support/facts.ts';
import { buildAttemptBody, buildOfferBody, buildOutcomeBody } from '../../support/work-bodies.ts';
import {
  buildCaller,
  createWorkWorld,
  buildReturnFacts,
  makeTaskId,
  NOW,
  P1,
} from '../../support/work-world.ts';
import { readValue, readRefusal } from '../../support/results.ts';
import type { EpisodeStore } from '../../../shared/episodes/episode-store.ts';
import { toEpisodeId } from '../../../shared/episodes/episode.ts';

const TASK = makeTaskId('NC-1');

const worldWithTask = async (change: (episodes: EpisodeStore) => EpisodeStore = (it) => it) => {
  const world = createWorkWorld({ change });
  await world.receiveFacts(buildReturnFacts('NC-1'));
  return world;
};

/** A store that reports so many conflicts. */
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
  it('is in the record with who did it, when it happened and when it was recorded', async () => {
    const { ports, detail } = await worldWithTask();
    const body = buildAttemptBody('1', {
      happenedAt: '2026-11-13T10:30:00+01:00',
      note: 'No reply.',
    });
    const { actionId, task } = readValue(
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
    const { ports, receiveFacts, detail } = await worldWithTask();
    const send = () => recordAttempt(ports, { taskId: TASK, body: buildAttemptBody('1') }, P1, NOW);
    const first = readValue(await send());
    await receiveFacts([
      buildReturnedFact({}, { reference: 'NC-1', id: 'returned-2', time: '2026-11-13T10:01Z' }),
    ]);
    expect(readValue(await send()).actionId).toBe(first.actionId);
    expect((await detail('NC-1')).actions).toHaveLength(1);
  });

  it('is refused when its key was used for something else', async () => {
    const { ports } = await worldWithTask();
    await recordAttempt(ports, { taskId: TASK, body: buildAttemptBody('1') }, P1, NOW);
    const other = buildAttemptBody('1', { result: 'message-left' });
    expect(readRefusal(await recordAttempt(ports, { taskId: TASK, body: other }, P1, NOW))).toBe(
      'key-reused',
    );
    const offer = buildOfferBody('1');
    expect(readRefusal(await recordOffer(ports, { taskId: TASK, body: offer }, P1, NOW))).toBe(
      'key-reused',
    );
  });

  it('is refused on an older version than the current one, with the task as it is now', async () => {
    const { ports, detail } = await worldWithTask();
    await recordAttempt(ports, { taskId: TASK, body: buildAttemptBody('1') }, P1, NOW);
    const late = { taskId: TASK, body: buildOutcomeBody('2') };
    const answer = await recordOutcome(ports, late, buildCaller('p-2'), NOW);
    expect(answer).toMatchObject({
      refusal: { problem: 'stale', current: { taskId: TASK, taskVersion: 3, attempts: 1 } },
    });
    expect((await detail('NC-1')).actions).toHaveLength(1);
  });

  it('is recorded on an older version when it stays true whatever happened since: an attempt, an offer', async () => {
    const { ports, detail } = await worldWithTask();
    await recordAttempt(ports, { taskId: TASK, body: buildAttemptBody('1') }, P1, NOW);
    const late = { taskId: TASK, body: buildAttemptBody('2') };
    readValue(await recordAttempt(ports, late, buildCaller('p-2'), NOW));
    readValue(await recordOffer(ports, { taskId: TASK, body: buildOfferBody('3') }, P1, NOW));
    expect((await detail('NC-1')).actions.map(({ kind }) => kind)).toEqual([
      'attempt',
      'attempt',
      'offer',
    ]);
  });

  it('is recorded after lost races that did not touch the task', async () => {
    const { ports } = await worldWithTask(losing(7));
    const recorded = await recordAttempt(
      ports,
      { taskId: TASK, body: buildAttemptBody('1') },
      P1,
      NOW,
    );
    expect(readValue(recorded).task.attempts).toBe(1);
  });

  it('is refused as stale when the race was lost to somebody who changed the task', async () => {
    const world = await worldWithTask();
    const meanwhile = async () => {
      const body = buildAttemptBody('theirs');
      readValue(await recordAttempt(world.ports, { taskId: TASK, body }, buildCaller('p-2'), NOW));
    };
    const ports = { ...world.ports, episodes: losing(1, meanwhile)(world.ports.episodes) };
    const mine = { taskId: TASK, body: buildOutcomeBody('mine') };
    expect(readRefusal(await recordOutcome(ports, mine, P1, NOW))).toBe('stale');
  });

  it('fails when every race is lost, and nothing is recorded', async () => {
    const { ports, detail } = await worldWithTask(losing(100));
    const send = recordAttempt(ports, { taskId: TASK, body: buildAttemptBody('1') }, P1, NOW);
    await expect(send).rejects.toThrow('in conflict');
    expect((await detail('NC-1')).actions).toEqual([]);
  });

  it('keeps the order of recording when two are recorded in the same millisecond', async () => {
    const { ports, detail, versionOf } = await worldWithTask();
    for (const key of ['1', '2', '3']) {
      const body = buildAttemptBody(key, { taskVersion: await versionOf('NC-1') });
      readValue(await recordAttempt(ports, { taskId: TASK, body }, P1, NOW));
    }
    const times = (await detail('NC-1')).actions.map(({ recordedAt }) => recordedAt);
    expect(times).toEqual([...new Set(times)].sort());
  });

  it.each([
    ['of another authority', buildCaller('m-2', { authorities: ['E06000059'] }), 'not-found'],
    ['an operator', buildCaller('o-1', { role: 'operator', authorities: 'all' }), 'not-your-role'],
    ['an auditor', buildCaller('a-1', { role: 'auditor', authorities: 'all' }), 'not-your-role'],
    ['a lead', buildCaller('l-1', { role: 'lead' }), 'not-your-role'],
  ] as const)('is refused to somebody who is %s', async (_, caller, refusal) => {
    const { ports } = await worldWithTask();
    const input = { taskId: TASK, body: buildAttemptBody('1') };
    expect(readRefusal(await recordAttempt(ports, input, caller, NOW))).toBe(refusal);
  });

  it.each([
    ['2026-11-13T10:00:00', 'time-without-offset /happenedAt'],
    ['2026-11-13T10:05:00.001Z', 'in-the-future /happenedAt'],
    ['yesterday', 'invalid-value /happenedAt'],
  ])('is refused when it happened at %s', async (happenedAt, refusal) => {
    const { ports } = await worldWithTask();
    const input = { taskId: TASK, body: buildAttemptBody('1', { happenedAt }) };
    expect(readRefusal(await recordAttempt(ports, input, P1, NOW))).toBe(refusal);
  });

  it('happened now when a telephone’s clock is a little ahead of ours', async () => {
    const { ports } = await worldWithTask();
    const input = {
      taskId: TASK,
      body: buildAttemptBody('1', { happenedAt: '2026-11-13T10:05:00Z' }),
    };
    await recordAttempt(ports, input, P1, NOW);
    const { actions } = await ports.episodes.read(toEpisodeId(TASK));
    expect(actions.map(({ kind, happenedAt }) => [kind, happenedAt])).toContainEqual([
      'attempt',
      NOW,
    ]);
  });

  it('is refused on a task that police withdrew', async () => {
    const { ports, receiveFacts, versionOf } = await worldWithTask();
    await receiveFacts([buildCancelledFact({}, { reference: 'NC-1' })]);
    const body = buildAttemptBody('1', { taskVersion: await versionOf('NC-1') });
    expect(readRefusal(await recordAttempt(ports, { taskId: TASK, body }, P1, NOW))).toBe(
      'task-withdrawn ',
    );
  });
});

describe('an offer', () => {
  it('is in time by when it was made, not by when it was recorded', async () => {
    const { ports } = await worldWithTask();
    const body = buildOfferBody('1', { happenedAt: '2026-11-14T08:00:00Z' });
    const late = '2026-11-16T08:00:00.000Z' as typeof NOW;
    const { task } = readValue(await recordOffer(ports, { taskId: TASK, body }, P1, late));
    expect(task).toMatchObject({ offeredInTime: true, clock: { state: 'late' } });
  });

  it('one millisecond after 72 hours is not', async () => {
    const { ports } = await worldWithTask();
    const body = buildOfferBody('1', { happenedAt: '2026-11-14T08:00:00.001Z' });
    const late = '2026-11-16T08:00:00.000Z' as typeof NOW;
    const { task } = readValue(await recordOffer(ports, { taskId: TASK, body }, P1, late));
    expect(task.offeredInTime).toBe(false);
  });

  it('of a mistyped year is refused, and so is an attempt: it would be in time', async () => {
    const { ports } = await worldWithTask();
    const happenedAt = '2020-11-11T09:00:00Z';
    const offer = { taskId: TASK, body: buildOfferBody('1', { happenedAt }) };
    const attempt = { taskId: TASK, body: buildAttemptBody('2', { happenedAt }) };
    expect(readRefusal(await recordOffer(ports, offer, P1, NOW))).toBe('before-found /happenedAt');
    expect(readRefusal(await recordAttempt(ports, attempt, P1, NOW))).toBe(
      'before-report /happenedAt',
    );
  });

  it('cannot be dated before the child was found', async () => {
    const { ports } = await worldWithTask();
    const body = buildOfferBody('1', { happenedAt: '2026-11-11T05:59:00Z' });
    expect(readRefusal(await recordOffer(ports, { taskId: TASK, body }, P1, NOW))).toBe(
      'before-found /happenedAt',
    );
  });
});
