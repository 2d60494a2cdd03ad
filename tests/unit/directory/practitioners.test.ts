import { beforeEach, describe, expect, it } from 'vitest';
import {
  practitionerBodySchema,
  type PractitionerBody,
} from '../../../shared/directory/practitioner-api.ts';
import { listPractitioners } from '../../../shared/directory/list-practitioners.ts';
import { putPractitioner } from '../../../shared/directory/put-practitioner.ts';
import { at } from '../../support/facts.ts';
import {
  buildCaller,
  createWorkWorld,
  buildReturnFacts,
  NOW,
  P1,
  type WorkWorld,
} from '../../support/work-world.ts';
import { readValue, readRefusal } from '../../support/results.ts';
import type { Caller } from '../../../shared/access/caller.ts';
import { allocate } from '../../support/actions.ts';

const NORFOLK = 'E10000020';
const DORSET = 'E06000059';
const MANAGER = buildCaller('m-norwich');

const bodyOf = (about: Partial<PractitionerBody> = {}): PractitionerBody => ({
  version: 0,
  authority: NORFOLK,
  practitionerId: 'p-new',
  name: 'New Person',
  role: 'practitioner',
  teams: ['norfolk-norwich'],
  caseloadCap: 12,
  email: 'new.person@norfolk.council.example',
  phone: null,
  contactBy: 'email',
  deputy: null,
  employer: null,
  ties: [{ kind: 'key-worker', childId: 'child-2' }],
  inactive: false,
  ...about,
});

describe('the practitioners of an authority', () => {
  let world: WorkWorld;
  beforeEach(() => {
    world = createWorkWorld();
  });

  const list = async (query = {}, caller: Caller = MANAGER, now = NOW) =>
    readValue(await listPractitioners(world.ports, query, caller, now)).items;
  const find = async (id: string, caller: Caller = MANAGER, now = NOW) =>
    (await list({}, caller, now)).find(({ practitionerId }) => practitionerId === id);
  const put = (about: Partial<PractitionerBody> = {}, caller: Caller = MANAGER) =>
    putPractitioner(world.ports, bodyOf(about), caller, NOW);

  it('are at first those of the directory', async () => {
    const ids = (await list()).map(({ practitionerId }) => practitionerId);
    expect(ids).toEqual(['head', 'm-broadland', 'm-norwich', 'p-1', 'p-2']);
  });

  it('are listed by team, and a team that the authority does not have is refused', async () => {
    const [only, ...others] = await list({ team: 'norfolk-broadland' });
    expect([only?.practitionerId, others]).toEqual(['m-broadland', []]);
    const refused = await listPractitioners(world.ports, { team: 'dorset-west' }, MANAGER, NOW);
    expect(readRefusal(refused)).toBe('unknown-team /team');
  });

  it('are not shown to another authority', async () => {
    const refused = await listPractitioners(world.ports, { authority: DORSET }, MANAGER, NOW);
    expect(readRefusal(refused)).toBe('not-your-authority');
  });

  it('show how many tasks they have, and how many are urgent now', async () => {
    await world.receiveFacts(buildReturnFacts('NC-1'));
    const { episodeId } = (await world.read('NC-1')).episode;
    await allocate(world.ports, episodeId, 'p-1');
    expect(await find('p-1', MANAGER, at('2026-11-13T07:59:59.999Z'))).toMatchObject({
      openTasks: 1,
      urgentTasks: 0,
    });
    expect(await find('p-1', MANAGER, at('2026-11-13T08:00Z'))).toMatchObject({ urgentTasks: 1 });
    expect(await find('p-2')).toMatchObject({ openTasks: 0, urgentTasks: 0 });
  });

  it('show current and future absences', async () => {
    const absence = (absenceId: string, until: string) =>
      world.stores.staff.putAbsence(NORFOLK, {
        absenceId,
        practitionerId: 'p-1',
        from: '2026-11-10',
        until,
      });
    await absence('abs-over', '2026-11-12');
    await absence('abs-today', '2026-11-13');
    expect((await find('p-1'))?.absences).toEqual([
      { absenceId: 'abs-today', from: '2026-11-10', until: '2026-11-13' },
    ]);
  });

  it('show contact details and care ties to managers only', async () => {
    readValue(await put());
    const { email, phone, contactBy, ties } = bodyOf();
    expect(await find('p-new')).toMatchObject({ contact: { email, phone, contactBy }, ties });
    for (const caller of [P1, buildCaller('a-1', { role: 'auditor' })]) {
      expect(await find('p-new', caller)).toMatchObject({ contact: null, ties: null });
    }
  });

  it('are changed on the current version only', async () => {
    expect(readValue(await put())).toMatchObject({ version: 1, caseloadCap: 12 });
    expect(readValue(await put({ version: 1, caseloadCap: 20 }))).toMatchObject({ version: 2 });
    expect(readRefusal(await put({ version: 1, caseloadCap: 14 }))).toBe('stale');
    expect(readRefusal(await put())).toBe('stale');
    expect(await find('p-new')).toMatchObject({ version: 2, caseloadCap: 20 });
  });

  it('are changed once by a request that is sent again', async () => {
    const first = readValue(await put());
    expect(readValue(await put())).toEqual(first);
  });

  it('are changed by managers of their authority only, into teams that it has', async () => {
    expect(readRefusal(await put({}, P1))).toBe('not-your-role');
    expect(readRefusal(await put({ authority: DORSET, teams: ['dorset-west'] }))).toBe(
      'not-your-authority',
    );
    expect(readRefusal(await put({ teams: ['norfolk-norwich', 'dorset-west'] }))).toBe(
      'unknown-team /teams/1',
    );
  });

  it('cannot have the id of somebody in another authority', async () => {
    const everywhere = buildCaller('m-all', { authorities: 'all' });
    const dorset = { authority: DORSET, practitionerId: 'p-1', teams: ['dorset-west'] };
    expect(readRefusal(await put(dorset, everywhere))).toBe('invalid-value /practitionerId');
    expect(readValue(await put({ ...dorset, practitionerId: 'p-9' }, everywhere)).version).toBe(1);
  });

  it('must have an address for their contact method', () => {
    const { error } = practitionerBodySchema.safeParse(bodyOf({ contactBy: 'text' }));
    expect(error?.issues).toMatchObject([{ path: ['phone'], params: { code: 'text-needed' } }]);
    expect(practitionerBodySchema.parse(bodyOf())).toEqual(bodyOf());
  });
});
