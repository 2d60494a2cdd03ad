import { describe, expect, it } from 'vitest';
import { recordDebrief } from '../../../shared/casework/record-debrief.ts';
import { recordOutcome } from '../../../shared/casework/record-outcome.ts';
import {
  recordReferral,
  type ReferralBody,
  referralBodySchema,
} from '../../../shared/casework/record-referral.ts';
import { retractAction } from '../../../shared/casework/retract-action.ts';
import { at } from '../../support/facts.ts';
import {
  buildDebriefBody,
  buildOutcomeBody,
  buildReferralBody,
} from '../../support/work-bodies.ts';
import {
  buildCaller,
  createWorkWorld,
  buildReturnFacts,
  makeTaskId,
  NOW,
  P1,
} from '../../support/work-world.ts';
import { readValue, readRefusal } from '../../support/results.ts';
import { stateKey } from '../../../shared/episodes/episode-items.ts';
import { toEpisodeId } from '../../../shared/episodes/episode.ts';

const TASK = makeTaskId('NC-1');
const TODAY = '2026-11-13';
const CORRECTION = { correctionReason: 'It was written down wrongly.' };

/** A task with its outcome and its debrief: version 4. */
const worldWithDebrief = async () => {
  const world = createWorkWorld();
  await world.receiveFacts(buildReturnFacts('NC-1'));
  const outcome = { taskId: TASK, body: buildOutcomeBody('outcome') };
  readValue(await recordOutcome(world.ports, outcome, P1, NOW));
  const body = buildDebriefBody('debrief');
  const debrief = readValue(await recordDebrief(world.ports, { taskId: TASK, body }, P1, NOW));
  let sent = 0;
  const send = async (about: Partial<ReferralBody> = {}, caller = P1, now = NOW) => {
    const taskVersion = about.taskVersion ?? (await world.versionOf('NC-1'));
    const referral = buildReferralBody(`referral-${(sent += 1)}`, { ...about, taskVersion });
    return recordReferral(world.ports, { taskId: TASK, body: referral }, caller, now);
  };
  const retract = async (corrects: string) => {
    const taskVersion = await world.versionOf('NC-1');
    const undo = { key: `undo-${corrects}`, taskVersion, corrects, reason: 'Another child.' };
    return readValue(await retractAction(world.ports, { taskId: TASK, body: undo }, P1, NOW));
  };
  const referrals = async () => (await world.detail('NC-1')).referrals;
  return { ...world, debrief, send, retract, referrals };
};

/** The update of an earlier referral: without its recipient. */
const then = (about: Partial<ReferralBody>) => ({ to: undefined, ...about });

describe('a referral', () => {
  it('has the id of the action that raised it, and its latest status under that id', async () => {
    const { send, referrals } = await worldWithDebrief();
    const { actionId } = readValue(await send({ note: 'Two men in a car.' }));
    expect(await referrals()).toEqual([
      { referralId: actionId, to: 'mace', status: 'to-be-made', on: TODAY, raisedOn: TODAY },
    ]);
    const referralId = actionId;
    const later = at('2026-11-16T10:00Z');
    readValue(await send(then({ referralId, status: 'made', on: '2026-11-14' }), P1, later));
    readValue(await send(then({ referralId, status: 'accepted' }), P1, later));
    expect(await referrals()).toEqual([
      { referralId, to: 'mace', status: 'accepted', on: '2026-11-16', raisedOn: TODAY },
    ]);
  });

  it('is one of several, in the order in which they were raised', async () => {
    const { send, referrals } = await worldWithDebrief();
    const { actionId } = readValue(await send({ to: 'health' }));
    readValue(await send({ to: 'national-referral-mechanism', status: 'made' }));
    readValue(await send(then({ referralId: actionId, status: 'made' })));
    expect((await referrals()).map(({ to, status }) => [to, status])).toEqual([
      ['health', 'made'],
      ['national-referral-mechanism', 'made'],
    ]);
  });

  it('never requires consent, not even to the National Referral Mechanism', () => {
    const body = buildReferralBody('1', { to: 'national-referral-mechanism' });
    expect(referralBodySchema.safeParse(body).success).toBe(true);
    expect(referralBodySchema.safeParse({ ...body, consent: true }).success).toBe(false);
  });

  it('makes a form stale that was filled in before', async () => {
    const { send, versionOf } = await worldWithDebrief();
    const taskVersion = await versionOf('NC-1');
    readValue(await send());
    expect(readRefusal(await send({ taskVersion }))).toBe('stale');
  });

  it('is raised from a debrief: before there is one it is refused', async () => {
    const world = createWorkWorld();
    await world.receiveFacts(buildReturnFacts('NC-1'));
    const body = buildReferralBody('1', { taskVersion: 2 });
    const refused = await recordReferral(world.ports, { taskId: TASK, body }, P1, NOW);
    expect(readRefusal(refused)).toBe('task-without-debrief ');
  });

  it('stays when the debrief is retracted, and no more can be raised', async () => {
    const { send, retract, referrals, debrief } = await worldWithDebrief();
    const { actionId } = readValue(await send({ status: 'made' }));
    await retract(debrief.actionId);
    expect(await referrals()).toHaveLength(1);
    expect(readRefusal(await send())).toBe('task-without-debrief ');
    await retract(actionId);
    expect(await referrals()).toEqual([]);
  });

  it.each([
    [then({}), 'missing-field /to'],
    [{ on: '2026-11-14' }, 'in-the-future /on'],
    [then({ referralId: `act-${'0'.repeat(32)}`, status: 'made' }), 'unknown-referral /referralId'],
  ] as const)('%j is refused: %s', async (about, refusal) => {
    const { send } = await worldWithDebrief();
    expect(readRefusal(await send(about))).toBe(refusal);
  });

  it.each([
    [{ to: 'health', status: 'made' }, 'invalid-value /to'],
    [{ status: 'to-be-made' }, 'invalid-value /status'],
    [{ status: 'made', on: '2026-11-11' }, 'days-in-wrong-order /on'],
    [{ to: 'mace', status: 'made', on: '2026-11-12' }, 'answered'],
  ] as const)('that was raised on 12 November is updated with %j: %s', async (about, result) => {
    const { send } = await worldWithDebrief();
    const { actionId: referralId } = readValue(await send({ on: '2026-11-12' }));
    expect(readRefusal(await send(then({ referralId, ...about })))).toBe(result);
  });

  it('that is closed ends there; another one can be raised', async () => {
    const { send } = await worldWithDebrief();
    const { actionId: referralId } = readValue(await send({ status: 'closed' }));
    const accepted = then({ referralId, status: 'accepted' });
    expect(readRefusal(await send(accepted))).toBe('referral-closed /status');
    expect(readRefusal(await send())).toBe('answered');
  });

  it('is recorded by those who work the task, in its own authority', async () => {
    const { send } = await worldWithDebrief();
    expect(readRefusal(await send({}, buildCaller('m-norwich')))).toBe('answered');
    expect(readRefusal(await send({}, buildCaller('a-1', { role: 'auditor' })))).toBe(
      'not-your-role',
    );
    const dorset = buildCaller('m-2', { authorities: ['E06000059'] });
    expect(readRefusal(await send({}, dorset))).toBe('not-found');
  });
});

describe('a referral that was recorded wrongly', () => {
  const raised = async () => {
    const world = await worldWithDebrief();
    const first = readValue(await world.send({ on: '2026-11-11' }));
    const referralId = first.actionId;
    const second = readValue(
      await world.send(then({ referralId, status: 'made', on: '2026-11-12' })),
    );
    return { ...world, referralId, second: second.actionId };
  };

  it('goes to another recipient once its first action is corrected, and keeps its id', async () => {
    const { send, referralId, referrals } = await raised();
    const corrects = { corrects: referralId, ...CORRECTION };
    readValue(await send({ to: 'early-help', status: 'to-be-made', ...corrects }));
    expect(await referrals()).toEqual([
      { referralId, to: 'early-help', status: 'made', on: '2026-11-12', raisedOn: '2026-11-11' },
    ]);
  });

  it('keeps day and recipient when a correction leaves them out', async () => {
    const { send, referralId, second, referrals } = await raised();
    readValue(await send(then({ status: 'accepted', corrects: second, ...CORRECTION })));
    expect(await referrals()).toMatchObject([{ referralId, status: 'accepted', on: '2026-11-12' }]);
  });

  it.each([
    [{ status: 'to-be-made', on: '2026-11-13' }, 'days-in-wrong-order /on'],
    [{ status: 'closed' }, 'referral-closed /status'],
    [{ status: 'made', on: '2026-11-12' }, 'answered'],
  ] as const)(
    'is corrected to %j only when that fits what came after: %s',
    async (about, refusal) => {
      const { send, referralId } = await raised();
      const correction = { corrects: referralId, ...CORRECTION, ...about };
      expect(readRefusal(await send(then(correction)))).toBe(refusal);
    },
  );

  it('is not corrected into another one', async () => {
    const { send, second } = await raised();
    const { actionId: other } = readValue(await send({ to: 'health' }));
    const correction = {
      referralId: other,
      status: 'made',
      corrects: second,
      ...CORRECTION,
    } as const;
    expect(readRefusal(await send(then(correction)))).toBe('unknown-referral /referralId');
  });

  it('has its previous status when a later one is retracted', async () => {
    const { retract, second, referralId, referrals } = await raised();
    await retract(second);
    expect(await referrals()).toMatchObject([{ referralId, status: 'to-be-made' }]);
  });
});

describe('a task that was stored before there were referrals', () => {
  it('has none', async () => {
    const { table, referrals, read } = await worldWithDebrief();
    const key = stateKey(toEpisodeId(TASK));
    const item = structuredClone(await table.get(key)) as unknown as {
      pk: string;
      sk: string;
      episode: { task: { referrals?: unknown } };
    };
    expect(item.episode.task.referrals).toEqual([]);
    delete item.episode.task.referrals;
    await table.transact([{ put: { ...item } }]);
    expect(await referrals()).toEqual([]);
    expect((await read('NC-1')).episode.task?.referrals).toEqual([]);
  });
});
