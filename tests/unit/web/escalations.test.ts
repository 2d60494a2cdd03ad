import { describe, expect, it } from 'vitest';
import { addMs, HOUR_MS } from '../../../shared/kernel/instant.ts';
import { DORSET, NORFOLK } from '../../support/messages.ts';
import { parseEscalations, parseProblem, parseRecorded } from '../../support/reply-shapes.ts';
import {
  dorsetTaskId,
  employ,
  norfolkTaskId,
  receiveDorsetReturned,
  receiveReturned,
} from '../../support/web-tasks.ts';
import { createWebWorld, NOW, type WebWorld } from '../../support/web-world.ts';

const PATH = '/api/v1/escalations';
const TO_ACKNOWLEDGE = `${PATH}?acknowledged=false`;
const ACKNOWLEDGEMENT = {
  key: 'key-of-acknowledgement',
  note: 'Visit tomorrow.',
  planDate: '2026-11-22',
};

/** A task of Norfolk an hour past due, and an unallocated one of Dorset. */
const createWorldOfTwo = async (): Promise<WebWorld> => {
  const world = createWebWorld();
  await receiveReturned(world, 'NC-1', 73);
  await receiveDorsetReturned(world, 'DP-1');
  await employ(world);
  await world.sweepAt(addMs(NOW, 2 * HOUR_MS));
  return world;
};

const listed = async (world: WebWorld, path: string, as: 'manager' | 'auditor' = 'manager') =>
  parseEscalations(await world.ask(path, { as })).items;

const acknowledge = async (world: WebWorld, as: 'manager' | 'dorsetManager' | 'practitioner') => {
  const [breach] = await listed(world, TO_ACKNOWLEDGE);
  const path = `${PATH}/${breach?.escalationId ?? ''}/acknowledge`;
  return world.ask(path, { method: 'POST', as, send: ACKNOWLEDGEMENT });
};

describe('The escalations', () => {
  it("Are those of the caller's authorities, newest first", async () => {
    const world = await createWorldOfTwo();
    const items = await listed(world, PATH);
    expect(new Set(items.map(({ taskId }) => taskId))).toEqual(new Set([norfolkTaskId('NC-1')]));
    expect(items.map(({ at }) => at)).toEqual(
      items
        .map(({ at }) => at)
        .sort()
        .reverse(),
    );
    expect(items.map(({ level }) => level)).toContain('breach');
    const all = await listed(world, PATH, 'auditor');
    expect(all.map(({ taskId }) => taskId)).toContain(dorsetTaskId('DP-1'));
  });

  it('Are listed by team, by level, and by how long ago they were raised', async () => {
    const world = await createWorldOfTwo();
    const all = await listed(world, PATH, 'auditor');
    const teams = new Set(all.map(({ team }) => team));
    expect(teams.size).toBe(2);
    for (const team of teams) {
      const ofTeam = await listed(world, `${PATH}?team=${team}`, 'auditor');
      expect(ofTeam).toEqual(all.filter((one) => one.team === team));
    }
    const breaches = await listed(world, `${PATH}?level=breach&limit=1`);
    expect(breaches.map(({ level }) => level)).toEqual(['breach']);
    const older = async (hours: number) => {
      const reply = await world.ask(`${PATH}?olderThanHours=${hours}`, {
        as: 'auditor',
        at: addMs(NOW, 4 * HOUR_MS),
      });
      return parseEscalations(reply).items;
    };
    expect(await older(1)).toEqual(all);
    expect(await older(3)).toEqual([]);
  });

  it('Are listed by authority, and not for the authorities of others', async () => {
    const world = await createWorldOfTwo();
    const dorsets = await listed(world, `${PATH}?authority=${DORSET}`, 'auditor');
    expect(new Set(dorsets.map(({ authority }) => authority))).toEqual(new Set([DORSET]));
    const other = await world.ask(`${PATH}?authority=${DORSET}`, { as: 'manager' });
    expect(parseProblem(other)).toMatchObject({ status: 403, code: 'not-your-authority' });
  });

  it('Come in pages that miss and repeat none', async () => {
    const world = await createWorldOfTwo();
    const whole = await listed(world, `${PATH}?authority=${NORFOLK}`);
    const paged: unknown[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const path: string = `${PATH}?authority=${NORFOLK}&limit=1&cursor=${cursor}`;
      const page = parseEscalations(await world.ask(path, { as: 'manager' }));
      paged.push(...page.items);
      cursor = page.cursor;
    }
    expect(whole.length).toBeGreaterThan(1);
    expect(paged).toEqual(whole);
  });

  it('Still to be acknowledged are those that must be and are not', async () => {
    const world = await createWorldOfTwo();
    const open = await listed(world, TO_ACKNOWLEDGE);
    expect(open.map(({ level, mustAcknowledge }) => [level, mustAcknowledge])).toEqual([
      ['breach', true],
    ]);
    expect(await listed(world, `${PATH}?acknowledged=true`)).toEqual([]);
  });

  it('Only true and false are accepted for `acknowledged`', async () => {
    const reply = await createWebWorld().ask(`${PATH}?acknowledged=maybe`);
    expect(parseProblem(reply).errors).toEqual([{ code: 'invalid-value', path: '/acknowledged' }]);
  });

  it('Each one that is shown is in the audit', async () => {
    const world = await createWorldOfTwo();
    const items = await listed(world, PATH);
    expect(world.audited.map(({ what }) => what.taskId)).toEqual(items.map(({ taskId }) => taskId));
  });
});

describe('An acknowledgement', () => {
  it('Is stored once, however often it is sent', async () => {
    const world = await createWorldOfTwo();
    const [breach] = await listed(world, TO_ACKNOWLEDGE);
    const path = `${PATH}/${breach?.escalationId ?? ''}/acknowledge`;
    const request = { method: 'POST', as: 'manager', send: ACKNOWLEDGEMENT } as const;
    const first = await world.ask(path, request);
    const second = await world.ask(path, request);
    expect([first.status, second.status]).toEqual([201, 201]);
    expect(parseRecorded(second)).toEqual(parseRecorded(first));
    expect(await listed(world, TO_ACKNOWLEDGE)).toEqual([]);
    expect(await listed(world, `${PATH}?acknowledged=true`)).toMatchObject([
      { level: 'breach', acknowledged: { by: 'm-1', planDate: '2026-11-22' } },
    ]);
  });

  it('Is not for the practitioner, who was to do the task', async () => {
    const reply = await acknowledge(await createWorldOfTwo(), 'practitioner');
    expect(parseProblem(reply)).toMatchObject({ status: 403, code: 'not-your-role' });
  });

  it("An escalation of another authority's task is not found", async () => {
    const reply = await acknowledge(await createWorldOfTwo(), 'dorsetManager');
    expect(parseProblem(reply)).toMatchObject({ status: 404, code: 'not-found' });
  });
});
