import { describe, expect, it } from 'vitest';
import { parseProblem, parseRecorded } from '../../support/reply-shapes.ts';
import { employ, norfolkTaskId, receiveReturned, sendOn } from '../../support/web-tasks.ts';
import { createWebWorld, type WebWorld } from '../../support/web-world.ts';
import { taskDetailSchema } from '../../../shared/episodes/read-task.ts';

const TASK = norfolkTaskId('NC-1');
const DEBRIEF = {
  interviewee: 'child',
  place: 'home',
  relation: 'independent-service',
  childPreference: 'no-preference',
};
const ITEM = {
  harm: 'child-criminal-exploitation',
  context: 'transport',
  itemClass: 'location',
  provenance: 'was-there',
  confidence: 'high',
  forPolice: true,
};

const createWorldWithInterview = async (): Promise<WebWorld> => {
  const world = createWebWorld();
  await receiveReturned(world, 'NC-1', 30);
  await employ(world);
  await sendOn(world, TASK, 'outcome', { outcome: 'completed' });
  return world;
};

const submitDebrief = (world: WebWorld, item: object, key = 'key-of-debrief') =>
  sendOn(world, TASK, 'debrief', { ...DEBRIEF, key, items: [{ ...ITEM, ...item }] });

describe('Items of a debrief', () => {
  it('Is accepted with only its codes, and read with its labels', async () => {
    const world = await createWorldWithInterview();
    expect((await submitDebrief(world, { disclosed: 'At the back of platform 2.' })).status).toBe(
      201,
    );
    const { body } = await world.ask(`/api/v1/tasks/${TASK}/debrief`);
    expect(body).toMatchObject({
      items: [{ ...ITEM, number: 1, place: null, disclosed: 'At the back of platform 2.' }],
      texts: {},
    });
  });

  it('Speaks of a person, unless it says that it is a group', async () => {
    const world = await createWorldWithInterview();
    await submitDebrief(world, { people: [{ role: 'peer' }, { kind: 'group', role: 'peer' }] });
    const { body } = await world.ask(`/api/v1/tasks/${TASK}/debrief`);
    expect(body).toMatchObject({ items: [{ people: [{ kind: 'person' }, { kind: 'group' }] }] });
  });

  it.each([
    [{ harm: 'boredom' }, 'unknown-code', '/items/0/harm'],
    [{ provenance: undefined }, 'missing-field', '/items/0/provenance'],
    [{ forPolice: undefined }, 'missing-field', '/items/0/forPolice'],
    [{ confidence: 'certain' }, 'invalid-value', '/items/0/confidence'],
    [{ weekday: 'someday' }, 'invalid-value', '/items/0/weekday'],
    [{ timeOfDay: '24:00' }, 'invalid-value', '/items/0/timeOfDay'],
    [{ timeOfDay: '9:30' }, 'invalid-value', '/items/0/timeOfDay'],
    [{ place: 'nowhere' }, 'invalid-value', '/items/0/place'],
    [{ place: {} }, 'missing-field', '/items/0/place'],
    [{ place: { street: 'Long Lane' } }, 'unknown-field', '/items/0/place/street'],
    [{ place: { postcode: 'NR1' } }, 'invalid-value', '/items/0/place/postcode'],
    [{ place: { point: { latitude: 1.3 } } }, 'invalid-value', '/items/0/place/point/latitude'],
    [{ place: { name: 'Long Lane' } }, 'no-public-place', '/items/0/place/name'],
    [{ people: [{ role: 'boss' }] }, 'unknown-code', '/items/0/people/0/role'],
    [{ people: [{ role: 'peer', name: 'Sam' }] }, 'unknown-field', '/items/0/people/0/name'],
    [{ online: {} }, 'missing-field', '/items/0/online'],
    [{ grade: '2B' }, 'unknown-field', '/items/0/grade'],
  ])('%j is refused: %s', async (item, code, path) => {
    const world = await createWorldWithInterview();
    const reply = await submitDebrief(world, item);
    const { status, errors } = parseProblem(reply);
    expect([status, errors[0]]).toEqual([422, { code, path }]);
    expect(JSON.stringify(reply.body)).not.toMatch(/Long Lane|boredom|someday/);
  });

  it('Sent again under its key is one debrief', async () => {
    const world = await createWorldWithInterview();
    const item = { people: [{ role: 'peer', nickname: 'Big T' }] };
    const first = parseRecorded(await submitDebrief(world, item));
    const second = await submitDebrief(world, item);
    expect([second.status, parseRecorded(second)]).toEqual([201, first]);
  });
});

describe('Referrals', () => {
  const detail = async (world: WebWorld) =>
    taskDetailSchema.parse((await world.ask(`/api/v1/tasks/${TASK}`)).body);

  it('Are raised from the debrief, and shown on the task with their latest status', async () => {
    const world = await createWorldWithInterview();
    await submitDebrief(world, {});
    const note = 'Two men in a car.';
    const raised = { to: 'national-referral-mechanism', status: 'to-be-made', note };
    const { actionId } = parseRecorded(await sendOn(world, TASK, 'referrals', raised));
    const made = { referralId: actionId, status: 'made', key: 'key-of-made' };
    expect((await sendOn(world, TASK, 'referrals', made)).status).toBe(201);
    const { referrals, actions, history } = await detail(world);
    expect(referrals).toMatchObject([
      { referralId: actionId, to: 'national-referral-mechanism', status: 'made' },
    ]);
    const recorded = actions.filter(({ kind }) => kind === 'referral');
    expect(recorded.map(({ texts }) => texts)).toEqual([{ note }, {}]);
    expect(history.at(-1)).toMatchObject({ changes: [{ field: 'task.referrals' }] });
  });

  it('Are refused while there is no debrief, and audited as a change of the task', async () => {
    const world = await createWorldWithInterview();
    const reply = await sendOn(world, TASK, 'referrals', { to: 'mace', status: 'made' });
    expect(parseProblem(reply)).toEqual({
      status: 422,
      code: 'invalid-body',
      errors: [{ code: 'task-without-debrief', path: '' }],
    });
    expect(world.audited.at(-1)).toMatchObject({
      operation: 'recordReferral',
      what: { kind: 'episode', taskId: TASK },
      outcome: 'change-attempted',
    });
  });

  it('Are listed on no worklist', async () => {
    const world = await createWorldWithInterview();
    await submitDebrief(world, {});
    await sendOn(world, TASK, 'referrals', { to: 'mace', status: 'made' });
    const { body } = await world.ask('/api/v1/tasks?state=closed');
    expect(JSON.stringify(body)).not.toContain('mace');
  });
});
