import { describe, expect, it } from 'vitest';
import { addWeeks } from '../../../shared/kernel/iso-week.ts';
import type { Evidence } from '../../../shared/themes/evidence.ts';
import { addMs, HOUR_MS } from '../../../shared/kernel/instant.ts';
import { DORSET, NORFOLK } from '../../support/messages.ts';
import { parseEvidence, parseProblem } from '../../support/reply-shapes.ts';
import {
  type RequestOptions,
  createWebWorld,
  NOW,
  type WebWorld,
} from '../../support/web-world.ts';
import {
  BUS_STATION,
  buildHarmTheme,
  buildChildItem,
  writeThemes,
  buildChildEvidence,
} from '../../support/evidence.ts';

const pathOf = (query = ''): string => `/api/v1/evidence?authority=${NORFOLK}${query}`;
const read = async (world: WebWorld, query = '', asking: RequestOptions = {}) =>
  parseEvidence(await world.ask(pathOf(query), asking));

const createWorldWith = async (...evidence: readonly Evidence[]): Promise<WebWorld> => {
  const world = createWebWorld();
  await writeThemes(world.themes, ...evidence);
  return world;
};

/** A child of Dorset who disclosed something in Norwich. */
const OF_DORSET = {
  owner: DORSET,
  childArea: { authority: DORSET, locality: 'weymouth' },
  placeArea: { authority: NORFOLK, locality: 'norwich' },
};

const ALL_READ = 200;

/** Every page from the first on; fails when they do not end. */
const readAll = async (world: WebWorld, query: string) => {
  const pages = [await read(world, query)];
  for (let at = 0; at < ALL_READ; at++) {
    const cursor = pages.at(-1)?.cursor ?? null;
    if (cursor === null) return pages;
    pages.push(await read(world, `${query}&cursor=${cursor}`));
  }
  throw new Error('The pages do not end.');
};

const idsIn = (pages: Awaited<ReturnType<typeof readAll>>): readonly string[] =>
  pages.flatMap(({ items }) => items.map(({ evidenceId }) => evidenceId));

describe('The evidence behind the themes', () => {
  it('Leads the child’s own authority to child, task, debrief and item', async () => {
    const disclosed = buildChildItem('ada', {
      number: 3,
      placeType: 'private-address',
      place: { ...BUS_STATION, name: null },
      people: [{ kind: 'person', role: 'peer', pseudonym: 'P-NICK-NAME' }],
    });
    const { items, labels } = await read(await createWorldWith(disclosed));
    expect(items).toMatchObject([
      {
        evidenceId: disclosed.evidenceId,
        ofAnotherAuthority: false,
        taskId: disclosed.taskId,
        debriefId: disclosed.debriefId,
        childId: disclosed.childKey,
        disclosedAt: disclosed.disclosedAt,
        week: '2026-W47',
        locality: 'norwich',
        childLocality: 'norwich',
        located: false,
        kind: 'harm',
        harm: 'child-criminal-exploitation',
        item: { number: 3, place: { postcode: 'NR1 1EF' }, people: [{ pseudonym: 'P-NICK-NAME' }] },
      },
    ]);
    expect(labels['role']?.['peer']).toBe('Peer');
  });

  it('Names no child while it is not known, and never the episode instead', async () => {
    const disclosed = buildChildEvidence('ada');
    const { items } = await read(
      await createWorldWith({ ...disclosed, childKey: disclosed.episodeId, item: null }),
    );
    expect(items).toMatchObject([{ childId: null, taskId: disclosed.taskId, item: null }]);
  });

  it('Shows codes alone where it is another authority’s child', async () => {
    const disclosed = buildChildItem(
      'dee',
      {
        number: 3,
        placeType: 'transport-hub',
        place: BUS_STATION,
        people: [{ kind: 'person', role: 'peer', pseudonym: 'P-NICK-NAME' }],
      },
      OF_DORSET,
    );
    const reply = await (await createWorldWith(disclosed)).ask(pathOf());
    expect(parseEvidence(reply).items).toMatchObject([
      {
        ofAnotherAuthority: true,
        taskId: null,
        debriefId: null,
        childId: null,
        disclosedAt: null,
        childLocality: null,
        located: true,
        week: '2026-W47',
        item: {
          number: null,
          place: { name: 'Riverside bus station' },
          people: [{ pseudonym: 'P-NICK-NAME' }],
        },
      },
    ]);
    const text = JSON.stringify(reply.body);
    for (const hidden of [
      disclosed.childKey,
      disclosed.episodeId,
      disclosed.taskId,
      disclosed.debriefId,
      'weymouth',
    ]) {
      expect(text).not.toContain(hidden);
    }
  });

  it.each(['private-address', null])(
    'Of another authority’s child no place of type %s is shown, and no filter finds it',
    async (placeType) => {
      const disclosed = buildChildItem(
        'dee',
        { placeType, place: { ...BUS_STATION, name: null } },
        OF_DORSET,
      );
      const world = await createWorldWith(disclosed);
      const nothing = { key: null, name: null, postcode: null, point: null };
      expect((await read(world)).items[0]?.item).toMatchObject({ placeType, place: nothing });
      expect((await read(world, '&place=pl-bus-station')).items).toEqual([]);
    },
  );

  it('Of a child of another authority of the caller’s is theirs too', async () => {
    const disclosed = buildChildItem('dee', { number: 3 }, OF_DORSET);
    const { items } = await read(await createWorldWith(disclosed), '', { as: 'auditor' });
    expect(items).toMatchObject([{ ofAnotherAuthority: false, taskId: disclosed.taskId }]);
  });

  it('Links the same nickname, handle and place across debriefs', async () => {
    const person = { kind: 'person', role: 'peer', pseudonym: 'P-NICK-NAME' } as const;
    const other = { ...person, pseudonym: 'P-OTHE-R' };
    const world = await createWorldWith(
      buildChildItem('ada', { people: [other, person] }, { week: '2026-W40' }),
      buildChildItem('ben', { people: [person], placeType: 'park', place: BUS_STATION }),
      buildChildItem('cal', { people: [other], online: { platform: null, handle: 'P-NICK-NAME' } }),
    );
    const weeksOf = async (query: string) =>
      (await read(world, query)).items.map(({ week }) => week);
    expect(await weeksOf('&person=P-NICK-NAME')).toEqual(['2026-W47', '2026-W40']);
    expect(await weeksOf('&handle=P-NICK-NAME')).toEqual(['2026-W47']);
    expect(await weeksOf('&place=pl-bus-station')).toEqual(['2026-W47']);
    expect(await weeksOf('&person=P-NOBO-DY')).toEqual([]);
  });

  it('Is chosen by locality, harm, context, factor, kind and period', async () => {
    const world = await createWorldWith(
      buildChildEvidence('ada', { theme: buildHarmTheme('county-lines', 'online') }),
      buildChildEvidence('ben', { theme: { kind: 'push', factor: 'bullying' }, item: null }),
      buildChildEvidence('cal', { locality: 'kings-lynn', week: '2026-W45' }),
      buildChildEvidence('dan', { week: '2026-W34' }),
    );
    const countOf = async (query: string) => (await read(world, query)).items.length;
    expect(await countOf('')).toBe(3);
    expect(await countOf('&harm=county-lines')).toBe(1);
    expect(await countOf('&context=online')).toBe(1);
    expect(await countOf('&factor=bullying')).toBe(1);
    expect(await countOf('&kind=push')).toBe(1);
    expect(await countOf('&kind=harm')).toBe(2);
    expect(await countOf('&locality=kings-lynn')).toBe(1);
    expect(await countOf('&from=2026-11-02&to=2026-11-08')).toBe(1);
    expect(await countOf('&from=2026-08-17')).toBe(4);
  });
});

describe('Pages of evidence', () => {
  const many = Array.from({ length: 130 }, (_, number) =>
    buildChildItem(
      `child-${number}`,
      { number: number + 1, confidence: 'low' },
      { week: addWeeks('2026-W47', -(number % 10)), locality: number % 7 ? 'norwich' : 'unknown' },
    ),
  );

  it('Contain everything once, latest week first, whatever the limit and the filter', async () => {
    const world = await createWorldWith(...many);
    for (const [limit, query, expected] of [
      [100, '', many],
      [9, '', many],
      [3, '&locality=unknown', many.filter(({ locality }) => locality === 'unknown')],
    ] as const) {
      const pages = await readAll(world, `&limit=${limit}${query}`);
      expect(Math.max(...pages.map(({ items }) => items.length))).toBe(limit);
      expect([...idsIn(pages)].sort()).toEqual(expected.map(({ evidenceId }) => evidenceId).sort());
      const weeks = pages.flatMap(({ items }) => items.map(({ week }) => week));
      expect(weeks).toEqual([...weeks].sort().reverse());
    }
  });

  it('Read on over what is not asked for, but not for ever', async () => {
    const rare = buildChildEvidence('zoe', { week: '2026-W36', locality: 'kings-lynn' });
    const world = await createWorldWith(...many, rare);
    const [first] = (await read(world, '&limit=10&locality=kings-lynn')).items;
    expect(first?.evidenceId).toBe(rare.evidenceId);
    const short = await read(world, '&limit=1&locality=kings-lynn');
    expect([short.items, short.cursor === null]).toEqual([[], false]);
    expect(idsIn(await readAll(world, '&limit=1&locality=kings-lynn'))).toEqual([rare.evidenceId]);
  });

  it('Stay with the weeks of the first one when a week begins in between', async () => {
    const world = await createWorldWith(
      buildChildEvidence('ada', { week: '2026-W35' }),
      buildChildEvidence('ben', { week: '2026-W36' }),
    );
    const { cursor } = await read(world, '&limit=1');
    const later = { at: addMs(NOW, 7 * 24 * HOUR_MS) };
    const next = await read(world, `&limit=1&cursor=${cursor ?? ''}`, later);
    expect(next.items.map(({ week }) => week)).toEqual(['2026-W35']);
  });

  it('Go on only with the filters of the first one', async () => {
    const world = await createWorldWith(buildChildEvidence('ada'), buildChildEvidence('ben'));
    const { cursor } = await read(world, '&limit=1');
    const reply = await world.ask(pathOf(`&limit=1&kind=harm&cursor=${cursor ?? ''}`));
    expect(parseProblem(reply).errors).toEqual([{ code: 'unknown-cursor', path: '/cursor' }]);
  });
});

describe('Who reads evidence', () => {
  it('Is written down with the episode, the task and the child of each thing that is shown', async () => {
    const [ada, ben] = [buildChildEvidence('ada'), buildChildItem('ben', { number: 1 })];
    const also = buildChildItem('ben', { number: 2 });
    const world = await createWorldWith(
      ada,
      ben,
      also,
      buildChildEvidence('cal', { week: '2026-W10' }),
    );
    await read(world);
    expect(world.audited.map(({ what, why }) => [what, why])).toEqual(
      expect.arrayContaining(
        [ada, ben].map(({ episodeId, taskId, childKey }) => [
          { kind: 'episode', id: episodeId, taskId, childId: childKey },
          'responsible-authority',
        ]),
      ),
    );
    expect(world.audited).toHaveLength(2);
  });

  it('Is written down by the evidence itself where it is another authority’s child', async () => {
    const disclosed = buildChildItem('dee', {}, OF_DORSET);
    const world = await createWorldWith(disclosed);
    await read(world);
    await read(world, '', { as: 'auditor' });
    expect(world.audited).toMatchObject([
      { what: { kind: 'evidence', id: disclosed.evidenceId }, why: 'own-authority' },
      { what: { kind: 'episode', id: disclosed.episodeId }, why: 'all-authorities' },
    ]);
  });

  it('Is shown nothing while it cannot be written down', async () => {
    const world = createWebWorld(() => ({
      audit: {
        append: () => Promise.reject(new Error('no table')),
        list: () => Promise.reject(new Error('no')),
      },
    }));
    await writeThemes(world.themes, buildChildEvidence('ada'));
    const reply = await world.ask(pathOf());
    expect(reply.status).toBe(500);
    expect(JSON.stringify(reply.body)).not.toContain('rhi-');
  });

  it.each(['lead', 'operator'] as const)('Is never a %s', async (as) => {
    const reply = await (await createWorldWith(buildChildEvidence('ada'))).ask(pathOf(), { as });
    expect(parseProblem(reply)).toMatchObject({ status: 403, code: 'not-your-role' });
  });

  it('Is no one of another authority', async () => {
    const world = await createWorldWith(buildChildEvidence('ada'));
    const reply = await world.ask(pathOf(), { as: 'dorsetManager' });
    expect(parseProblem(reply)).toMatchObject({ status: 403, code: 'not-your-authority' });
    expect(world.audited).toEqual([]);
  });

  it.each([
    { query: '&factor=mischief', code: 'unknown-code', path: '/factor' },
    { query: '&locality=weymouth', code: 'unknown-locality', path: '/locality' },
    { query: '&limit=101', code: 'invalid-value', path: '/limit' },
    { query: '&cursor=x', code: 'unknown-cursor', path: '/cursor' },
  ])('$query cannot be answered: $code at $path', async ({ query, code, path }) => {
    const problem = parseProblem(await createWebWorld().ask(pathOf(query)));
    expect([problem.status, problem.errors]).toEqual([400, [{ code, path }]]);
  });
});
