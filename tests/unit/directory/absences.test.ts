import { beforeEach, describe, expect, it } from 'vitest';
import { absenceBodySchema, type AbsenceBody } from '../../../shared/directory/absence-api.ts';
import { at } from '../../support/facts.ts';
import {
  buildCaller,
  createWorkWorld,
  buildFoundFacts,
  buildReturnFacts,
  makeTaskId,
  P1,
  type WorkWorld,
} from '../../support/work-world.ts';
import { readValue, readRefusal } from '../../support/results.ts';
import type { Caller } from '../../../shared/access/caller.ts';
import {
  recordAbsence,
  withdrawAbsence,
  listAbsences,
} from '../../../shared/directory/absences.ts';
import { allocate } from '../../support/actions.ts';

const MANAGER = buildCaller('m-norwich');

const bodyOf = (about: Partial<AbsenceBody> = {}): AbsenceBody => ({
  key: 'key-of-an-absence',
  practitionerId: 'p-1',
  from: '2026-11-14',
  until: '2026-11-20',
  ...about,
});

describe('an absence', () => {
  let world: WorkWorld;
  beforeEach(() => {
    world = createWorkWorld();
  });

  const add = (about: Partial<AbsenceBody> = {}, caller: Caller = P1) =>
    recordAbsence(world.ports, bodyOf(about), caller);
  const list = async (query = {}, caller: Caller = MANAGER) =>
    readValue(await listAbsences(world.ports, query, caller)).items;
  const give = async (reference: string) => {
    const { episodeId } = (await world.read(reference)).episode;
    await allocate(world.ports, episodeId, 'p-1');
  };

  it('is recorded by practitioners for themselves, and by managers for all staff', async () => {
    const { absence } = readValue(await add());
    expect(absence).toMatchObject({ authority: 'E10000020', practitionerId: 'p-1' });
    readValue(await add({ practitionerId: 'p-2', from: '2026-11-01' }, MANAGER));
    expect(await list()).toMatchObject([{ practitionerId: 'p-2' }, absence]);
    expect(await list({ practitioner: 'p-1' })).toEqual([absence]);
    expect(readRefusal(await add({ practitionerId: 'p-2' }))).toBe('not-your-role');
    expect(readRefusal(await add({}, buildCaller('p-1', { role: 'auditor' })))).toBe(
      'not-your-role',
    );
  });

  it('is withdrawn only by those who can record it', async () => {
    const { absence } = readValue(await add());
    const withdraw = (caller: Caller) => withdrawAbsence(world.ports, absence.absenceId, caller);
    expect(readRefusal(await withdraw(buildCaller('p-2')))).toBe('not-your-role');
    const dorset = buildCaller('m-9', { authorities: ['E06000059'] });
    expect(readRefusal(await withdraw(dorset))).toBe('not-found');
    expect(await list()).toEqual([absence]);
    expect(readValue(await withdraw(P1))).toEqual(absence);
    expect(await list()).toEqual([]);
    expect(readRefusal(await withdraw(MANAGER))).toBe('not-found');
  });

  it("must be of a member of staff in the caller's authorities", async () => {
    const unknown = 'unknown-practitioner /practitionerId';
    expect(readRefusal(await add({ practitionerId: 'p-404' }, MANAGER))).toBe(unknown);
    const dorset = buildCaller('m-9', { authorities: ['E06000059'] });
    expect(readRefusal(await add({}, dorset))).toBe(unknown);
    expect(await list({}, dorset)).toEqual([]);
  });

  it('is recorded once, however often it is sent, and its key is not accepted for another', async () => {
    const first = readValue(await add());
    expect(readValue(await add())).toEqual(first);
    expect(await list()).toHaveLength(1);
    expect(readRefusal(await add({ until: '2026-11-21' }))).toBe('key-reused');
  });

  it('moves no task, and lists those that are due by its last day or have no due time', async () => {
    await world.receiveFacts(buildReturnFacts('NC-1', at('2026-11-11T23:59:59Z')));
    await world.receiveFacts(buildReturnFacts('NC-2', at('2026-11-12T00:00:00Z')));
    await world.receiveFacts(buildFoundFacts('NC-3'));
    for (const reference of ['NC-1', 'NC-2', 'NC-3']) await give(reference);
    const { tasks } = readValue(await add({ from: '2026-11-14', until: '2026-11-14' }));
    expect(new Set(tasks.map(({ taskId }) => taskId))).toEqual(
      new Set([makeTaskId('NC-1'), makeTaskId('NC-3')]),
    );
    expect((await world.stores.staff.readCaseload('p-1')).tasks).toHaveLength(3);
  });

  it('ends on or after its first day, and has days that exist', () => {
    const problem = (about: Partial<AbsenceBody>) =>
      absenceBodySchema.safeParse(bodyOf(about)).error?.issues[0];
    expect(problem({ until: '2026-11-14' })).toBeUndefined();
    expect(problem({ until: '2026-11-13' })).toMatchObject({
      path: ['until'],
      params: { code: 'days-in-wrong-order' },
    });
    expect(problem({ until: '2026-11-31' })).toMatchObject({ path: ['until'] });
  });
});
