import { describe, expect, it } from 'vitest';
import {
  bodyOf,
  buildReported,
  DORSET_FORCE,
  NORFOLK_FORCE,
  sourceOf,
} from '../../support/messages.ts';
import { parseProblem, parseRejection, parseRejections } from '../../support/reply-shapes.ts';
import { createWebWorld, type WebWorld } from '../../support/web-world.ts';

const unusable = (subject: string, source: string) =>
  buildReported({ subject, source, data: { category: 'lost' } });

const createWorldWithRejections = async (): Promise<WebWorld> => {
  const world = createWebWorld();
  await world.receive(
    unusable('NC-1', sourceOf(NORFOLK_FORCE)),
    unusable('DP-2', sourceOf(DORSET_FORCE)),
    '{"not json',
    unusable('XX-4', 'urn:police:E23999999'),
  );
  return world;
};

const referencesOf = async (world: WebWorld, path: string, as: 'operator' | 'norfolkOperator') =>
  parseRejections(await world.ask(path, { as })).items.map(({ reference }) => reference);

describe('Messages that could not be used', () => {
  it('Are listed for operators, newest first, also those of no force that is known', async () => {
    const world = await createWorldWithRejections();
    const references = await referencesOf(world, '/api/v1/rejections', 'operator');
    expect(references).toEqual(['XX-4', null, 'DP-2', 'NC-1']);
  });

  it('Are narrowed by force', async () => {
    const world = await createWorldWithRejections();
    const path = `/api/v1/rejections?force=${DORSET_FORCE}`;
    expect(await referencesOf(world, path, 'operator')).toEqual(['DP-2']);
  });

  it('Show what was wrong and where, and nothing of the content', async () => {
    const world = await createWorldWithRejections();
    const reply = await world.ask(`/api/v1/rejections?force=${NORFOLK_FORCE}`, { as: 'operator' });
    expect(parseRejections(reply).items[0]).toMatchObject({
      force: NORFOLK_FORCE,
      reference: 'NC-1',
      errors: [{ code: 'invalid-value', path: '/data/category' }],
    });
    expect(JSON.stringify(reply.body)).not.toMatch(/lost|Example|2011-05-09/);
  });

  it('Are listed for auditors, who may not read them', async () => {
    const world = await createWorldWithRejections();
    const { items } = parseRejections(await world.ask('/api/v1/rejections', { as: 'auditor' }));
    expect(items).toHaveLength(4);
    const path = `/api/v1/rejections/${items[0]?.rejectionId ?? ''}`;
    expect(parseProblem(await world.ask(path, { as: 'auditor' })).code).toBe('not-your-role');
  });

  it('Are given whole to an operator, to be corrected and sent again', async () => {
    const world = await createWorldWithRejections();
    const path = `/api/v1/rejections?force=${NORFOLK_FORCE}`;
    const [listed] = parseRejections(await world.ask(path, { as: 'operator' })).items;
    const one = await world.ask(`/api/v1/rejections/${listed?.rejectionId ?? ''}`, {
      as: 'operator',
    });
    expect(parseRejection(one).body).toBe(bodyOf(unusable('NC-1', sourceOf(NORFOLK_FORCE))));
  });

  it("Are, for an operator of one authority, only those of that authority's forces", async () => {
    const world = await createWorldWithRejections();
    const own = await referencesOf(world, '/api/v1/rejections', 'norfolkOperator');
    expect(own).toEqual(['NC-1']);
    const path = `/api/v1/rejections?force=${DORSET_FORCE}`;
    const other = await world.ask(path, { as: 'norfolkOperator' });
    expect(parseProblem(other).code).toBe('not-your-authority');
    const [dorset] = parseRejections(await world.ask(path, { as: 'operator' })).items;
    const hidden = await world.ask(`/api/v1/rejections/${dorset?.rejectionId ?? ''}`, {
      as: 'norfolkOperator',
    });
    expect(parseProblem(hidden).code).toBe('not-found');
  });

  it('Are paged, each once', async () => {
    const world = await createWorldWithRejections();
    const first = parseRejections(
      await world.ask('/api/v1/rejections?limit=3', { as: 'operator' }),
    );
    const rest = parseRejections(
      await world.ask(`/api/v1/rejections?limit=3&cursor=${first.cursor ?? 'none'}`, {
        as: 'operator',
      }),
    );
    const ids = [...first.items, ...rest.items].map(({ rejectionId }) => rejectionId);
    expect([ids.length, new Set(ids).size, rest.cursor]).toEqual([4, 4, null]);
  });
});
