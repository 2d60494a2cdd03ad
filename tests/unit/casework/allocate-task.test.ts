import { readStaff } from '../../../shared/directory/staff-store.ts';
import { beforeEach, describe, expect, it } from 'vitest';
import { allocateTask, type AllocationBody } from '../../../shared/casework/allocate-task.ts';
import { buildCancelledFact } from '../../support/facts.ts';
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

const MANAGER = buildCaller('m-norwich');
const P2 = buildCaller('p-2');
const NORFOLK = 'E10000020';

describe('a task', () => {
  let world: WorkWorld;
  let requests: number;
  beforeEach(async () => {
    requests = 0;
    world = createWorkWorld();
    await world.receiveFacts(buildReturnFacts('NC-1'));
  });

  const ask = async (caller: Caller, body: Partial<AllocationBody> = {}) => {
    requests += 1;
    const full: AllocationBody = {
      key: `key-number-${requests}`,
      taskVersion: await world.versionOf('NC-1'),
      practitioner: 'p-1',
      ...body,
    };
    return allocateTask(world.ports, { taskId: makeTaskId('NC-1'), body: full }, caller, NOW);
  };
  const has = async () => (await world.read('NC-1')).episode.task?.allocation;
  const change = async (id: string, about: object) => {
    const { practitioners } = await readStaff(world.ports, NORFOLK);
    const found = practitioners.find(({ practitionerId }) => practitionerId === id);
    if (found === undefined) throw new Error('There is nobody of this id.');
    await world.stores.staff.put({ ...found, ...about });
  };
  const kindsTo = async (id: string) => (await world.alertsOf(id)).map(({ kind }) => kind);

  it('is allocated by a manager to any practitioner of the authority, with a reason that is recorded', async () => {
    const reason = 'Knows the family';
    const { actionId, task } = readValue(await ask(MANAGER, { reason }));
    expect(task.practitioner).toBe('p-1');
    expect(await has()).toMatchObject({ basis: 'manager', by: 'm-norwich', why: null });
    const { episodeId } = (await world.read('NC-1')).episode;
    expect(await world.stores.episodes.readTexts(episodeId, actionId)).toEqual({ reason });
    expect((await world.stores.staff.readCaseload('p-1')).tasks).toHaveLength(1);
  });

  it('notifies who gets it and who loses it, and not the manager who did it', async () => {
    await ask(MANAGER, { reason: 'First' });
    await ask(MANAGER, { practitioner: 'p-2', reason: 'Then' });
    expect((await kindsTo('p-1')).toSorted()).toEqual(['no-longer-yours', 'reallocated']);
    expect(await kindsTo('p-2')).toEqual(['reallocated']);
    expect(await kindsTo('m-norwich')).toEqual([]);
  });

  it('is taken over by a practitioner without a reason; the previous practitioner is notified', async () => {
    await ask(P1);
    expect(await has()).toMatchObject({ practitioner: 'p-1', basis: 'take-over' });
    expect(await kindsTo('p-1')).toEqual([]);
    await ask(P2, { practitioner: 'p-2' });
    expect(await kindsTo('p-1')).toEqual(['no-longer-yours']);
    expect(await kindsTo('p-2')).toEqual([]);
  });

  it('is handed back by its practitioner, and the managers of its team are notified', async () => {
    await ask(P1);
    expect(readRefusal(await ask(P1, { practitioner: null }))).toBe('reason-needed /reason');
    readValue(await ask(P1, { practitioner: null, reason: 'Too close to the family' }));
    expect(await has()).toMatchObject({ practitioner: null, basis: 'hand-back' });
    expect(await kindsTo('m-norwich')).toEqual(['handed-back']);
    expect(await kindsTo('m-broadland')).toEqual([]);
    expect((await world.stores.staff.readCaseload('p-1')).tasks).toEqual([]);
  });

  it('cannot be given away or handed back by anyone else', async () => {
    await ask(P1);
    const reason = 'Please';
    expect(readRefusal(await ask(P2, { practitioner: null, reason }))).toBe('not-your-role');
    expect(readRefusal(await ask(P1, { practitioner: 'p-2', reason }))).toBe('not-your-role');
    const lead = buildCaller('l-1', { role: 'lead' });
    expect(readRefusal(await ask(lead, { reason }))).toBe('not-your-role');
    const dorset = buildCaller('m-9', { authorities: ['E06000059'] });
    expect(readRefusal(await ask(dorset, { reason }))).toBe('not-found');
    expect(await has()).toMatchObject({ practitioner: 'p-1' });
  });

  it('cannot be reallocated by a manager without a reason', async () => {
    expect(readRefusal(await ask(MANAGER))).toBe('reason-needed /reason');
    expect(readRefusal(await ask(MANAGER, { practitioner: null }))).toBe('reason-needed /reason');
  });

  it.each(['p-404', 'm-norwich'])('is not given to %s, who is no practitioner here', async (id) => {
    const refused = await ask(MANAGER, { practitioner: id, reason: 'Try' });
    expect(readRefusal(refused)).toBe('unknown-practitioner /practitioner');
  });

  it('is not given to one who left, or to one who is away today', async () => {
    await change('p-1', { inactive: true });
    const away = {
      absenceId: 'abs-1',
      practitionerId: 'p-2',
      from: '2026-11-13',
      until: '2026-11-13',
    };
    await world.stores.staff.putAbsence(NORFOLK, away);
    const reason = 'Try';
    expect(readRefusal(await ask(MANAGER, { reason }))).toBe('unknown-practitioner /practitioner');
    expect(readRefusal(await ask(MANAGER, { practitioner: 'p-2', reason }))).toBe(
      'on-leave /practitioner',
    );
  });

  it('never goes to one who cares for the child, whoever decides it', async () => {
    const { childId } = await world.read('NC-1');
    await change('p-1', { ties: [{ kind: 'key-worker', childId }] });
    const refused = 'not-independent /practitioner';
    expect(readRefusal(await ask(MANAGER, { reason: 'Nobody else' }))).toBe(refused);
    expect(readRefusal(await ask(P1))).toBe(refused);
  });

  it('may be given beyond the cap by a person', async () => {
    await world.receiveFacts(buildReturnFacts('NC-2'));
    await change('p-1', { caseloadCap: 1 });
    const body = { key: 'key-of-NC-2', taskVersion: await world.versionOf('NC-2') };
    const reason = 'Only for today';
    const input = { taskId: makeTaskId('NC-2'), body: { ...body, practitioner: 'p-1', reason } };
    readValue(await allocateTask(world.ports, input, MANAGER, NOW));
    readValue(await ask(MANAGER, { reason }));
    expect((await world.stores.staff.readCaseload('p-1')).tasks).toHaveLength(2);
  });

  it('stays where it was once it is withdrawn', async () => {
    await world.receiveFacts([buildCancelledFact({}, { reference: 'NC-1' })]);
    expect(readRefusal(await ask(P1))).toMatch(/^task-withdrawn/);
  });

  it('is allocated once by the same request, and not by a form that is stale', async () => {
    const same = { key: 'the-same-key', taskVersion: await world.versionOf('NC-1') };
    const first = readValue(await ask(P1, same));
    const again = readValue(await ask(P1, same));
    expect(again.actionId).toBe(first.actionId);
    expect(readRefusal(await ask(P2, { ...same, practitioner: 'p-2' }))).toBe('key-reused');
    expect(readRefusal(await ask(P2, { practitioner: 'p-2', taskVersion: same.taskVersion }))).toBe(
      'stale',
    );
    expect(await has()).toMatchObject({ practitioner: 'p-1' });
  });

  it('was allocated when they say, but not in the future', async () => {
    const happenedAt = '2026-11-13T09:00:00Z';
    readValue(await ask(P1, { happenedAt }));
    expect(
      readRefusal(await ask(P2, { practitioner: 'p-2', happenedAt: '2026-11-14T09:00:00Z' })),
    ).toBe('in-the-future /happenedAt');
  });
});
