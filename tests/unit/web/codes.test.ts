import { describe, expect, it } from 'vitest';
import { codeListSchema } from '../../../shared/intelligence/code-api.ts';
import { DORSET, NORFOLK } from '../../support/messages.ts';
import { parseProblem } from '../../support/reply-shapes.ts';
import { type CallerName, createWebWorld, type WebWorld } from '../../support/web-world.ts';
import { BASE_CODES } from '../../support/debriefs.ts';

const CODES = '/api/v1/codes';
const OWN = { authority: NORFOLK, list: 'role', code: 'runner', label: 'Runner' };
const STORED = { ...OWN, phrase: null, publicPlace: false, validFrom: null, validUntil: null };

const put = (world: WebWorld, send: object, as: CallerName = 'manager') =>
  world.ask(CODES, { method: 'PUT', as, send });

/** The authority's own codes. */
const ownIn = async (world: WebWorld, query = '', as: CallerName = 'practitioner') => {
  const reply = await world.ask(`${CODES}${query}`, { as });
  const { items } = codeListSchema.parse(reply.body);
  expect(items.slice(0, BASE_CODES.length)).toEqual(BASE_CODES);
  return items.slice(BASE_CODES.length);
};

describe('The codes', () => {
  it.each(['practitioner', 'manager', 'lead', 'operator', 'auditor'] as const)(
    'That are base codes are read by a %s, and that is not reading about a child',
    async (as) => {
      const world = createWebWorld();
      expect(await ownIn(world, '', as)).toEqual([]);
      expect(world.audited).toEqual([]);
    },
  );

  it('Of an authority are added by its manager, and used from then on', async () => {
    const world = createWebWorld();
    const reply = await put(world, OWN);
    expect([reply.status, reply.body]).toEqual([200, STORED]);
    expect((await put(world, OWN)).status).toBe(200);
    expect(await ownIn(world)).toEqual([STORED]);
    expect(await ownIn(world, `?authority=${NORFOLK}`, 'operator')).toEqual([STORED]);
    expect(await ownIn(world, `?authority=${DORSET}`, 'operator')).toEqual([]);
  });

  it('End by their last day, and stay listed with it', async () => {
    const world = createWebWorld();
    await put(world, OWN);
    await put(world, { ...OWN, validUntil: '2026-12-31' });
    expect(await ownIn(world)).toEqual([{ ...STORED, validUntil: '2026-12-31' }]);
  });

  it('Of another authority are neither seen nor changed', async () => {
    const world = createWebWorld();
    await put(world, OWN);
    expect(await ownIn(world, '', 'dorsetManager')).toEqual([]);
    const listed = await world.ask(`${CODES}?authority=${NORFOLK}`, { as: 'dorsetManager' });
    const changed = await put(world, OWN, 'dorsetManager');
    for (const reply of [listed, changed]) {
      expect(parseProblem(reply)).toMatchObject({ status: 403, code: 'not-your-authority' });
    }
  });

  it.each(['practitioner', 'lead', 'operator', 'auditor'] as const)(
    'Are not changed by a %s',
    async (as) => {
      const reply = await put(createWebWorld(), OWN, as);
      expect(parseProblem(reply)).toMatchObject({ status: 403, code: 'not-your-role' });
    },
  );

  it.each([
    [{ list: 'harm', code: 'county-lines' }, 'shared-code', '/code'],
    [{ list: 'colours' }, 'invalid-value', '/list'],
    [{ code: 'Runner!' }, 'invalid-value', '/code'],
    [{ label: ' ' }, 'invalid-value', '/label'],
    [{ label: undefined }, 'missing-field', '/label'],
    [{ publicPlace: true }, 'invalid-value', '/publicPlace'],
    [{ validUntil: '2026-02-30' }, 'invalid-value', '/validUntil'],
    [{ validFrom: '2026-12-02', validUntil: '2026-12-01' }, 'days-in-wrong-order', '/validUntil'],
  ])('With %j are refused: %s', async (about, code, path) => {
    const world = createWebWorld();
    const { status, errors } = parseProblem(await put(world, { ...OWN, ...about }));
    expect([status, errors]).toEqual([422, [{ code, path }]]);
    expect(await ownIn(world)).toEqual([]);
  });

  it('That a manager set out to change them is in the audit; of others nothing is', async () => {
    const world = createWebWorld();
    await put(world, OWN);
    await put(world, { ...OWN, authority: DORSET });
    expect(world.audited).toMatchObject([
      {
        who: 'm-1',
        operation: 'putCode',
        what: { kind: 'codes', id: NORFOLK, taskId: null, childId: null },
        why: 'own-authority',
        outcome: 'change-attempted',
      },
    ]);
  });
});
