import { describe, expect, it } from 'vitest';
import type { DebriefBody } from '../../../shared/episodes/debrief-api.ts';
import { debriefBodySchema } from '../../../shared/episodes/debrief-api.ts';
import {
  type DebriefQuery,
  listDebriefVersions,
  readDebrief,
} from '../../../shared/episodes/read-debrief.ts';
import { type RetractionBody, retractAction } from '../../../shared/casework/retract-action.ts';
import { readDebriefDraft, saveDebriefDraft } from '../../../shared/casework/debrief-draft.ts';
import { recordDebrief } from '../../../shared/casework/record-debrief.ts';
import { recordOutcome, type OutcomeBody } from '../../../shared/casework/record-outcome.ts';
import { at } from '../../support/facts.ts';
import { buildDebriefBody, buildOutcomeBody } from '../../support/work-bodies.ts';
import {
  buildCaller,
  createWorkWorld,
  buildReturnFacts,
  makeTaskId,
  NOW,
  P1,
  type WorkWorld,
} from '../../support/work-world.ts';
import { readValue, readRefusal } from '../../support/results.ts';
import type { Caller } from '../../../shared/access/caller.ts';

const TASK = makeTaskId('NC-1');
const HELD_AT = '2026-11-13T08:30:00.000Z';
const DECLINED: Partial<OutcomeBody> = {
  outcome: 'declined',
  reason: 'no-reason-given',
  parentOffered: true,
  parentGave: true,
};

/** A task that has its outcome: version 3. */
const worldAfter = async (about: Partial<OutcomeBody> = { happenedAt: HELD_AT }) => {
  const world = createWorkWorld();
  await world.receiveFacts(buildReturnFacts('NC-1'));
  const body = buildOutcomeBody('outcome', about);
  readValue(await recordOutcome(world.ports, { taskId: TASK, body }, P1, NOW));
  return world;
};

const send = (world: WorkWorld, about: Partial<DebriefBody> = {}, key = '1', taskId = TASK) =>
  recordDebrief(world.ports, { taskId, body: buildDebriefBody(key, about) }, P1, NOW);

const read = (world: WorkWorld, caller: Caller = P1) => readDebrief(world.ports, TASK, {}, caller);

describe('a debrief', () => {
  it('is recorded with its codes and free text, at the time of the outcome', async () => {
    const world = await worldAfter();
    const { task } = readValue(await send(world));
    const debrief = readValue(await read(world));
    expect(debrief).toMatchObject({
      debriefId: task.debriefs[0]?.debriefId,
      interviewId: task.outcome?.interviewId,
      heldAt: HELD_AT,
      interviewer: 'p-1',
      by: 'p-1',
      seenAlone: null,
      sections: { push: ['bullying'] },
      texts: { childView: 'I did not think I was missing.' },
    });
  });

  it("leaves the child's words out of the task's history, where more people read", async () => {
    const world = await worldAfter();
    readValue(await send(world));
    expect(JSON.stringify(await world.detail('NC-1'))).not.toContain('I did not think');
  });

  it.each([
    ['manager', 'answered'],
    ['auditor', 'answered'],
    ['operator', 'not-your-role'],
    ['lead', 'not-your-role'],
  ] as const)('asked for by a %s is %s', async (role, result) => {
    const world = await worldAfter();
    readValue(await send(world));
    expect(readRefusal(await read(world, buildCaller('x-1', { role })))).toBe(result);
  });

  it('is not found by another authority', async () => {
    const world = await worldAfter();
    readValue(await send(world));
    const dorset = buildCaller('m-2', { authorities: ['E06000059'] });
    expect(readRefusal(await read(world, dorset))).toBe('not-found');
  });

  it('of a parent or carer is accepted after the child declined', async () => {
    const world = await worldAfter(DECLINED);
    const { task } = readValue(await send(world, { interviewee: 'parent-or-carer' }));
    expect(task.debriefs).toHaveLength(1);
  });

  it.each([
    ['a child who declined', DECLINED, { interviewee: 'child' }],
    ['a parent after an interview of the child', {}, { interviewee: 'parent-or-carer' }],
    [
      'a child when none was possible',
      { outcome: 'not-possible', reason: 'other', reasonText: 'Snow.' },
      {},
    ],
  ] as const)('of %s is refused', async (_, outcome, about) => {
    const world = await worldAfter(outcome);
    expect(readRefusal(await send(world, about))).toBe('task-without-interview /interviewee');
  });

  it('of a task that has no outcome is refused', async () => {
    const world = createWorkWorld();
    await world.receiveFacts(buildReturnFacts('NC-1'));
    expect(readRefusal(await send(world, { taskVersion: 2 }))).toBe(
      'task-without-interview /interviewee',
    );
  });

  it('is recorded under the main task of an interview that covers several', async () => {
    const world = createWorkWorld();
    await world.receiveFacts(buildReturnFacts('NC-1'));
    await world.receiveFacts(buildReturnFacts('NC-2', at('2026-11-12T08:00Z')));
    const body = buildOutcomeBody('outcome', {
      alsoCovers: [{ taskId: makeTaskId('NC-2'), taskVersion: 2 }],
    });
    readValue(await recordOutcome(world.ports, { taskId: TASK, body }, P1, NOW));
    expect(readRefusal(await send(world, {}, '1', makeTaskId('NC-2')))).toBe(
      'task-without-interview ',
    );
    expect(readValue(await send(world)).task.debriefs).toHaveLength(1);
  });

  it.each([
    [{ heldAt: '2026-11-13T10:05:00.001Z' }, 'in-the-future /heldAt'],
    [{ interviewer: 'p-9' }, 'unknown-practitioner /interviewer'],
    [{ interviewer: null }, 'text-needed /texts/interviewer'],
    [{ place: 'other' }, 'text-needed /texts/place'],
    [{ relation: 'other' }, 'text-needed /texts/relation'],
  ] as const)('%j is refused: %s', async (about, refusal) => {
    expect(readRefusal(await send(await worldAfter(), about))).toBe(refusal);
  });

  it('is corrected, not written twice', async () => {
    const world = await worldAfter();
    const first = readValue(await send(world));
    const again = { taskVersion: 4 };
    expect(readRefusal(await send(world, again, '2'))).toBe('missing-field /corrects');
    const correction = {
      ...again,
      corrects: first.actionId,
      correctionReason: 'A word was wrong.',
      sections: { push: ['isolation' as const] },
    };
    const second = readValue(await send(world, correction, '3'));
    expect(second.task.debriefs).not.toEqual(first.task.debriefs);
    expect(readValue(await read(world)).sections).toEqual({ push: ['isolation'] });
    const texts = (await world.detail('NC-1')).actions.map((action) => action.texts);
    expect(texts).toContainEqual({ correctionReason: 'A word was wrong.' });
  });

  it('of a stale version is refused', async () => {
    expect(readRefusal(await send(await worldAfter(), { taskVersion: 2 }))).toBe('stale');
  });

  it('accepts no unknown field and no unknown code', () => {
    const body = buildDebriefBody('1');
    expect(debriefBodySchema.safeParse(body).success).toBe(true);
    expect(debriefBodySchema.safeParse({ ...body, intelligence: [] }).success).toBe(false);
    const unknown = { ...body, sections: { push: ['parties'] } };
    expect(debriefBodySchema.safeParse(unknown).success).toBe(false);
  });
});

describe('a draft of a debrief', () => {
  const save = (world: WorkWorld, revision: number, words: string, caller = P1) =>
    saveDebriefDraft(
      world.ports,
      { taskId: TASK, body: { revision, content: { words } } },
      caller,
      NOW,
    );

  it('is saved as it is typed, and read back', async () => {
    const world = await worldAfter();
    readValue(await save(world, 0, 'She'));
    readValue(await save(world, 1, 'She said'));
    expect(readValue(await readDebriefDraft(world.ports, TASK, P1))).toEqual({
      taskId: TASK,
      revision: 2,
      savedAt: NOW,
      content: { words: 'She said' },
    });
  });

  it('is never overwritten by a form that had not seen it: it is given back to be merged', async () => {
    const world = await worldAfter();
    readValue(await save(world, 0, 'On the phone'));
    const refused = await save(world, 0, 'On the laptop');
    expect(refused).toMatchObject({
      refusal: {
        problem: 'stale',
        current: { revision: 1, content: { words: 'On the phone' } },
      },
    });
  });

  it('that is sent again is saved once', async () => {
    const world = await worldAfter();
    readValue(await save(world, 0, 'She'));
    expect(readValue(await save(world, 0, 'She')).revision).toBe(1);
  });

  it("is its author's own", async () => {
    const world = await worldAfter();
    readValue(await save(world, 0, 'She'));
    const other = buildCaller('p-2');
    expect(readRefusal(await readDebriefDraft(world.ports, TASK, other))).toBe('not-found');
    expect(readValue(await save(world, 0, 'He', other)).revision).toBe(1);
  });

  it('is deleted when the debrief is submitted, and a late save does not bring it back', async () => {
    const world = await worldAfter();
    readValue(await save(world, 0, 'She'));
    readValue(await send(world));
    expect(readRefusal(await save(world, 1, 'She said'))).toBe('stale');
    expect(readRefusal(await readDebriefDraft(world.ports, TASK, P1))).toBe('not-found');
  });

  it.each([
    ['x'.repeat(200 * 1024 - '{"words":""}'.length), 'answered'],
    ['x'.repeat(200 * 1024 - '{"words":""}'.length + 1), 'invalid-value /content'],
    ['é'.repeat(101 * 1024), 'invalid-value /content'],
  ])('holds 200 KB and no more', async (words, result) => {
    expect(readRefusal(await save(await worldAfter(), 0, words))).toBe(result);
  });

  it('is not for an auditor', async () => {
    const world = await worldAfter();
    const auditor = buildCaller('a-1', { role: 'auditor' });
    expect(readRefusal(await save(world, 0, 'She', auditor))).toBe('not-your-role');
    expect(readRefusal(await readDebriefDraft(world.ports, TASK, auditor))).toBe('not-your-role');
  });
});

describe('one interview has one time', () => {
  it('which the debrief of a child cannot change', async () => {
    const world = await worldAfter();
    expect(readRefusal(await send(world, { heldAt: '2026-11-13T09:00:00Z' }))).toBe(
      'differs-from-outcome /heldAt',
    );
    readValue(await send(world, { heldAt: '2026-11-13T08:30:00+00:00' }));
  });

  it('which the debrief takes from the outcome when that is corrected', async () => {
    const world = await worldAfter();
    readValue(await send(world));
    readValue(await correctOutcome(world, { happenedAt: '2026-11-12T09:00:00Z' }));
    expect(readValue(await read(world)).heldAt).toBe('2026-11-12T09:00:00.000Z');
  });

  it('while a parent or carer can give information at another time', async () => {
    const world = await worldAfter(DECLINED);
    const about = { interviewee: 'parent-or-carer', heldAt: '2026-11-12T09:00:00Z' } as const;
    readValue(await send(world, about));
    expect(readValue(await read(world)).heldAt).toBe('2026-11-12T09:00:00.000Z');
  });

  it('but not before the child was found', async () => {
    const world = await worldAfter(DECLINED);
    const about = { interviewee: 'parent-or-carer', heldAt: '2026-11-11T05:59:59Z' } as const;
    expect(readRefusal(await send(world, about))).toBe('before-found /heldAt');
  });
});

const findOutcome = async (world: WorkWorld): Promise<string> =>
  (await world.detail('NC-1')).actions.findLast(
    ({ kind, current }) => kind === 'outcome' && current,
  )?.actionId ?? '';

const correctOutcome = async (world: WorkWorld, about: Partial<OutcomeBody>) => {
  const body = buildOutcomeBody('correct', {
    taskVersion: await world.versionOf('NC-1'),
    corrects: await findOutcome(world),
    correctionReason: 'Another child.',
    ...about,
  });
  return recordOutcome(world.ports, { taskId: TASK, body }, P1, NOW);
};

const retractOutcome = async (world: WorkWorld, about: Partial<RetractionBody> = {}) => {
  const body = {
    key: 'key-of-retraction',
    taskVersion: await world.versionOf('NC-1'),
    corrects: await findOutcome(world),
    reason: 'Another child.',
    ...about,
  };
  return retractAction(world.ports, { taskId: TASK, body }, P1, NOW);
};

const listVersions = async (world: WorkWorld) =>
  readValue(await listDebriefVersions(world.ports, TASK, P1)).items;

describe('a debrief of an interview that did not take place', () => {
  const IMPOSSIBLE = { outcome: 'not-possible', reason: 'other', reasonText: 'Snow.' } as const;

  it.each([
    ['declined', DECLINED],
    ['not possible', IMPOSSIBLE],
  ])('goes with an outcome corrected to %s, when the request says so', async (_, about) => {
    const world = await worldAfter();
    readValue(await send(world));
    const refused = await correctOutcome(world, about);
    expect(readRefusal(refused)).toBe('debrief-would-go /withdrawDebrief');
    const { task } = readValue(await correctOutcome(world, { ...about, withdrawDebrief: true }));
    expect(task.debriefs).toEqual([]);
    expect(readRefusal(await read(world))).toBe('not-found');
    expect(await listVersions(world)).toMatchObject([
      { state: 'withdrawn', replaced: { by: 'p-1', reason: 'Another child.' } },
    ]);
  });

  it('goes with an outcome that is retracted, when the request says so', async () => {
    const world = await worldAfter();
    readValue(await send(world));
    expect(readRefusal(await retractOutcome(world))).toBe('debrief-would-go /withdrawDebrief');
    const { task } = readValue(await retractOutcome(world, { withdrawDebrief: true }));
    expect(task).toMatchObject({ state: 'open', debriefs: [] });
  });

  it('of a parent goes when the child did not decline in truth', async () => {
    const world = await worldAfter(DECLINED);
    readValue(await send(world, { interviewee: 'parent-or-carer' }));
    expect(readRefusal(await correctOutcome(world, {}))).toBe('debrief-would-go /withdrawDebrief');
  });

  it('stays when only the time or the reason is corrected', async () => {
    const world = await worldAfter();
    readValue(await send(world));
    const { task } = readValue(await correctOutcome(world, { note: 'At school.' }));
    expect(task.debriefs).toHaveLength(1);
  });
});

describe('after a child declined and later talked', () => {
  const worldOfBoth = async () => {
    const world = await worldAfter({ ...DECLINED, happenedAt: '2026-11-12T09:00:00Z' });
    readValue(await send(world, { interviewee: 'parent-or-carer', texts: { push: 'Parent.' } }));
    const body = buildOutcomeBody('later', { taskVersion: 4, happenedAt: HELD_AT });
    readValue(await recordOutcome(world.ports, { taskId: TASK, body }, P1, NOW));
    readValue(await send(world, { taskVersion: 5, texts: { push: 'Child.' } }, '2'));
    return world;
  };

  it('both debriefs stand, each with its time, that of the child first', async () => {
    const world = await worldOfBoth();
    const of = async (query: DebriefQuery) =>
      readValue(await readDebrief(world.ports, TASK, query, P1));
    expect(await of({})).toMatchObject({ interviewee: 'child', heldAt: HELD_AT });
    expect(await of({ interviewee: 'parent-or-carer' })).toMatchObject({
      heldAt: '2026-11-12T09:00:00.000Z',
      texts: { push: 'Parent.' },
    });
    expect(await listVersions(world)).toMatchObject([{ state: 'current' }, { state: 'current' }]);
  });

  it('only that of the child goes with its interview', async () => {
    const world = await worldOfBoth();
    const { task } = readValue(await retractOutcome(world, { withdrawDebrief: true }));
    expect(task.debriefs).toMatchObject([{ interviewee: 'parent-or-carer' }]);
  });
});

describe('earlier versions of a debrief', () => {
  it('can be read word for word, with who corrected them and why', async () => {
    const world = await worldAfter();
    const { actionId } = readValue(await send(world));
    const about = { corrects: actionId, correctionReason: 'Misheard.', taskVersion: 4 };
    readValue(await send(world, { ...about, texts: { childView: 'I was at a friend’s.' } }, '2'));
    expect(await listVersions(world)).toMatchObject([
      {
        state: 'corrected',
        texts: { childView: 'I did not think I was missing.' },
        replaced: { by: 'p-1', reason: 'Misheard.' },
      },
      { state: 'current', texts: { childView: 'I was at a friend’s.' }, replaced: null },
    ]);
  });

  it('are for those who may read debriefs, of their own authority', async () => {
    const world = await worldAfter();
    readValue(await send(world));
    const ask = (caller: Caller) => listDebriefVersions(world.ports, TASK, caller);
    expect(readRefusal(await ask(buildCaller('x-1', { role: 'lead' })))).toBe('not-your-role');
    const dorset = buildCaller('m-2', { authorities: ['E06000059'] });
    expect(readRefusal(await ask(dorset))).toBe('not-found');
  });
});
