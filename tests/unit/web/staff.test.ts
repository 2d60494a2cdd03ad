import { describe, expect, it } from 'vitest';
import { DORSET, NORFOLK } from '../../support/messages.ts';
import { parsePractitioners, parseProblem } from '../../support/reply-shapes.ts';
import { employ } from '../../support/web-tasks.ts';
import { createWebWorld } from '../../support/web-world.ts';
import { buildStaffMember } from '../../support/directory.ts';

const PEOPLE = '/api/v1/practitioners';
const ABSENCES = '/api/v1/absences';
const NEW_PERSON = {
  version: 0,
  authority: NORFOLK,
  ...buildStaffMember('p-9', { teams: ['norfolk-coast'] }),
};
const ABSENCE = {
  key: 'key-of-absence',
  practitionerId: 'p-1',
  from: '2026-12-01',
  until: '2026-12-05',
};

describe('The staff of an authority', () => {
  it('Are stored by their manager, and listed from then on', async () => {
    const world = createWebWorld();
    const request = { method: 'POST', as: 'manager', send: NEW_PERSON } as const;
    const stored = await world.ask(PEOPLE, request);
    expect([stored.status, stored.body]).toMatchObject([
      200,
      { practitionerId: 'p-9', version: 1 },
    ]);
    expect((await world.ask(PEOPLE, request)).body).toEqual(stored.body);
    const { items } = parsePractitioners(await world.ask(PEOPLE, { as: 'manager' }));
    expect(items.map(({ practitionerId }) => practitionerId)).toEqual(['p-9']);
  });

  it('A change on an older version is a conflict', async () => {
    const world = createWebWorld();
    await world.ask(PEOPLE, { method: 'POST', as: 'manager', send: NEW_PERSON });
    const send = { ...NEW_PERSON, name: 'Somebody else' };
    const reply = await world.ask(PEOPLE, { method: 'POST', as: 'manager', send });
    expect(parseProblem(reply)).toMatchObject({ status: 409, code: 'stale' });
  });

  it('That a manager set out to change them is in the audit; of others it is refused', async () => {
    const world = createWebWorld();
    await world.ask(PEOPLE, { method: 'POST', as: 'manager', send: NEW_PERSON });
    const send = { ...NEW_PERSON, authority: DORSET, teams: [] };
    const other = await world.ask(PEOPLE, { method: 'POST', as: 'manager', send });
    expect(parseProblem(other)).toMatchObject({ status: 403, code: 'not-your-authority' });
    expect(world.audited).toMatchObject([
      {
        who: 'm-1',
        what: { kind: 'staff', id: 'p-9' },
        why: 'own-authority',
        outcome: 'change-attempted',
      },
    ]);
  });

  it('Reading who they are is not reading about a child', async () => {
    const world = createWebWorld();
    await employ(world);
    await world.ask(PEOPLE);
    await world.ask(ABSENCES);
    expect(world.audited).toEqual([]);
  });
});

describe('Absences', () => {
  it('A practitioner records their own, once however often it is sent', async () => {
    const world = createWebWorld();
    await employ(world);
    const first = await world.ask(ABSENCES, { method: 'POST', send: ABSENCE });
    const second = await world.ask(ABSENCES, { method: 'POST', send: ABSENCE });
    expect([first.status, second.status]).toEqual([201, 201]);
    const listed = await world.ask(`${ABSENCES}?practitioner=p-1`);
    expect(listed.body).toMatchObject({ items: [{ practitionerId: 'p-1', from: '2026-12-01' }] });
    expect(world.audited[0]).toMatchObject({ what: { id: 'p-1' }, why: 'oneself' });
  });

  it("Not another practitioner's, and not one of another authority", async () => {
    const world = createWebWorld();
    await employ(world);
    const send = { ...ABSENCE, practitionerId: 'p-2' };
    const others = await world.ask(ABSENCES, { method: 'POST', send });
    expect(parseProblem(others)).toMatchObject({ status: 403, code: 'not-your-role' });
    const dorset = await world.ask(ABSENCES, { method: 'POST', as: 'dorsetManager', send });
    expect(parseProblem(dorset).errors).toEqual([
      { code: 'unknown-practitioner', path: '/practitionerId' },
    ]);
  });

  it('One that was a mistake is withdrawn, and the audit says by whom', async () => {
    const world = createWebWorld();
    await employ(world);
    const { body } = await world.ask(ABSENCES, { method: 'POST', send: ABSENCE });
    const { absence } = body as { absence: { absenceId: string } };
    const gone = await world.ask(`${ABSENCES}/${absence.absenceId}`, { method: 'DELETE' });
    expect(gone.status).toBe(200);
    expect((await world.ask(ABSENCES)).body).toEqual({ items: [] });
    expect(world.audited.at(-1)).toMatchObject({ who: 'p-1', what: { id: absence.absenceId } });
  });

  it('Another absence under the same key is refused', async () => {
    const world = createWebWorld();
    await employ(world);
    await world.ask(ABSENCES, { method: 'POST', send: ABSENCE });
    const send = { ...ABSENCE, until: '2026-12-06' };
    const reply = await world.ask(ABSENCES, { method: 'POST', send });
    expect(parseProblem(reply)).toMatchObject({ status: 409, code: 'key-reused' });
  });
});
