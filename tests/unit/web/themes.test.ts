import { describe, expect, it } from 'vitest';
import { addWeeks, type IsoWeek } from '../../../shared/kernel/iso-week.ts';
import { DORSET, NORFOLK } from '../../support/messages.ts';
import { parseProblem, parseThemes } from '../../support/reply-shapes.ts';
import { createWebWorld, type WebWorld } from '../../support/web-world.ts';
import { COUNTS_LIMITATIONS } from '../../../shared/themes/statistics-fields.ts';
import {
  buildHarmTheme,
  buildChildItem,
  writeThemes,
  buildChildEvidence,
} from '../../support/evidence.ts';

const WEEK: IsoWeek = '2026-W47';
const pathOf = (query = ''): string => `/api/v1/themes?authority=${NORFOLK}${query}`;
const before = (weeks: number): IsoWeek => addWeeks(WEEK, -weeks);

const read = async (world: WebWorld, query = '') =>
  parseThemes(await world.ask(pathOf(query), { as: 'lead' }));

const createWorldWith = async (
  ...evidence: Parameters<typeof buildChildEvidence>[]
): Promise<WebWorld> => {
  const world = createWebWorld();
  await writeThemes(
    world.themes,
    ...evidence.map(([child, about]) => buildChildEvidence(child, about)),
  );
  return world;
};

describe('The themes of an authority', () => {
  it('Show the last 13 weeks, with the present one, against the 13 before', async () => {
    const world = await createWorldWith(
      ['ada'],
      ['ben', { week: before(12) }],
      ['cal', { week: before(13) }],
      ['dan', { week: before(25) }],
      ['eve', { week: before(26) }],
    );
    const view = await read(world);
    expect(view.period).toEqual({
      from: '2026-08-24',
      to: '2026-11-22',
      firstWeek: '2026-W35',
      lastWeek: '2026-W47',
      weeks: 13,
      widened: false,
      underWay: true,
    });
    expect(view.before).toMatchObject({ firstWeek: '2026-W22', lastWeek: '2026-W34', weeks: 13 });
    expect(view.whole).toMatchObject({ counts: { children: 2 }, before: { children: 2 } });
    expect(view.groups).toHaveLength(1);
    expect(view.limits).toBe(COUNTS_LIMITATIONS);
  });

  it('Are compared with a period as long as theirs, even longer ago than a year', async () => {
    const world = await createWorldWith(['ada'], ['ben', { week: before(103) }]);
    const view = await read(world, '&from=2025-11-24');
    expect([view.period.weeks, view.whole.before.children]).toEqual([52, 1]);
    expect(view.groups[0]).toMatchObject({ isNew: false, difference: { children: 0 } });
  });

  it('Count the whole weeks of the requested days, and say so', async () => {
    const world = await createWorldWith(
      ['ada', { week: '2026-W44' }],
      ['ben', { week: '2026-W45' }],
      ['cal', { week: '2026-W46' }],
    );
    const view = await read(world, '&from=2026-10-28&to=2026-11-02');
    expect(view.period).toMatchObject({
      from: '2026-10-26',
      to: '2026-11-08',
      weeks: 2,
      widened: true,
      underWay: false,
    });
    expect(view.whole.counts.children).toBe(2);
    const whole = await read(world, '&from=2026-10-26&to=2026-11-08');
    expect(whole.period.widened).toBe(false);
  });

  it('End with the present week, whatever later day is requested', async () => {
    const view = await read(await createWorldWith(['ada']), '&from=2026-11-16&to=2026-12-31');
    expect(view.period).toMatchObject({ to: '2026-11-22', weeks: 1, widened: false });
    expect(view.notes.join(' ')).toContain('The last week is not over');
  });

  it('Count each child once in the whole, and say that it is not the sum of the groups', async () => {
    const world = await createWorldWith(
      ['ada'],
      ['ada', { locality: 'great-yarmouth', week: before(1) }],
      ['ben', { theme: buildHarmTheme('county-lines', 'online') }],
    );
    const view = await read(world, '&by=locality');
    expect(view.groups.map(({ group, counts }) => [group.locality, counts.children])).toEqual([
      ['norwich', 2],
      ['great-yarmouth', 1],
    ]);
    expect(view.whole.counts.children).toBe(2);
    expect(view.notes[0]).toContain('not the sum');
  });

  it('Give every week a place in the trend, and name the weeks once', async () => {
    const world = await createWorldWith(['ada', { week: before(2) }], ['ben']);
    const view = await read(world, '&from=2026-10-26');
    expect(view.weeks).toEqual(['2026-W44', '2026-W45', '2026-W46', '2026-W47']);
    expect(view.groups[0]?.trend?.children).toEqual([0, 1, 0, 1]);
  });

  it('Describe the last four weeks of a theme in one sentence, as the detection does', async () => {
    const usual = [28, 32, 36, 40, 44, 48].flatMap((weeks): [string, object][] => [
      ['zoe', { week: before(weeks) }],
      ['xan', { week: before(weeks + 3) }],
    ]);
    const world = await createWorldWith(
      ...usual,
      // What was recorded first may have come late in its week: that week does not count as recorded.
      ['yan', { week: before(53), theme: buildHarmTheme('radicalisation', 'online') }],
      ['ada'],
      ['ben', { week: before(1) }],
      ['cal', { week: before(2), interviewee: 'parent-or-carer' }],
      ['dan', { week: before(3) }],
      ['eve', { week: before(3) }],
    );
    const { recent } = (await read(world)).groups[0] ?? {};
    expect(recent).toMatchObject({
      weeks: { firstWeek: '2026-W44', lastWeek: '2026-W47' },
      children: 5,
      usual: 1,
      sentence:
        '5 children disclosed criminal exploitation at transport hubs in Norwich in the last 4 weeks, 1 of them through a parent or carer; about 1 would be usual; a count this high comes by chance about 1 time in 200.',
    });
    expect(recent?.exceedance).toBeCloseTo(0.003659847, 9);
  });

  it('Use a whole year of records for the usual count, and less only where less was recorded', async () => {
    const disclosed: Parameters<typeof buildChildEvidence>[] = [
      ['ada'],
      ['ben', { week: before(4) }],
      ['cal', { week: before(12) }],
    ];
    const usualOf = async (world: WebWorld) => (await read(world)).groups[0]?.recent?.usual;
    expect(await usualOf(await createWorldWith(...disclosed))).toBe(0.5);
    const other = { week: before(90), theme: buildHarmTheme('radicalisation', 'online') };
    const recordedLong = await createWorldWith(...disclosed, ['yan', other]);
    expect(await usualOf(recordedLong)).toBeCloseTo(2 / 12, 12);
  });

  it('Say nothing of now when the period is over, or a group is more than one theme', async () => {
    const world = await createWorldWith(['ada', { week: before(4) }], ['ben']);
    const past = await read(world, '&to=2026-11-15');
    const byHarm = await read(world, '&by=harm');
    expect([...past.groups, ...byHarm.groups].map(({ recent }) => recent)).toEqual([null, null]);
  });

  it('Choose by locality, harm and context', async () => {
    const world = await createWorldWith(
      ['ada'],
      ['ben', { locality: 'unknown' }],
      ['cal', { theme: buildHarmTheme('county-lines', 'online') }],
      ['dan', { theme: buildHarmTheme('county-lines', 'transport') }],
    );
    const childrenOf = async (query: string) => (await read(world, query)).whole.counts.children;
    expect(await childrenOf('&locality=norwich')).toBe(3);
    expect(await childrenOf('&locality=unknown')).toBe(1);
    expect(await childrenOf('&harm=county-lines')).toBe(2);
    expect(await childrenOf('&harm=county-lines&context=online')).toBe(1);
    expect(await childrenOf('&context=transport&locality=outside')).toBe(0);
  });

  it('Show push and pull factors separately from harms, in words', async () => {
    const world = await createWorldWith(
      ['ada', { theme: { kind: 'push', factor: 'family-conflict' }, item: null }],
      ['ben', { theme: { kind: 'pull', factor: 'friends' }, item: null }],
      ['cal'],
    );
    const view = await read(world, '&kind=push');
    expect(view.groups.map(({ group }) => [group.locality, group.factor])).toEqual([
      ['norwich', 'family-conflict'],
    ]);
    expect(view.groups[0]?.recent?.sentence).toContain(
      '1 child disclosed family conflict as a push factor in Norwich',
    );
    expect(view.labels['push']?.['family-conflict']).toBe('Family conflict');
    expect((await read(world, '&kind=pull&by=factor')).whole.counts.children).toBe(1);
  });

  it('Label codes and localities, with what an authority added for itself', async () => {
    const world = await createWorldWith([
      'ada',
      { theme: buildHarmTheme('cuckooing', 'home-family') },
    ]);
    const cuckooing = {
      list: 'harm',
      code: 'cuckooing',
      label: 'Cuckooing',
      phrase: 'cuckooing',
      publicPlace: false,
      validFrom: null,
      validUntil: '2026-11-01',
      authority: NORFOLK,
    } as const;
    await world.stores.codes.putCode(cuckooing);
    const { labels, whole } = await read(world, '&harm=cuckooing');
    expect([labels['harm']?.['cuckooing'], whole.counts.children]).toEqual(['Cuckooing', 1]);
    expect(labels['locality']).toMatchObject({ 'kings-lynn': "King's Lynn", unknown: 'Not known' });
  });
});

describe('What the themes do not disclose', () => {
  it('Child, episode, task, debrief, pseudonym or word: nothing of it is in them', async () => {
    const world = createWebWorld();
    const disclosed = buildChildItem('ada', {
      placeType: 'private-address',
      place: { key: 'P-PLACE-PSEU', name: 'Planted Terrace', postcode: 'NR1 9ZZ', point: null },
      people: [{ kind: 'person', role: 'peer', pseudonym: 'P-NICK-NAME' }],
      online: { platform: 'gaming', handle: 'P-HAND-LE' },
    });
    await writeThemes(world.themes, disclosed);
    for (const by of ['theme', 'locality', 'harm', 'context', 'week']) {
      const { body } = await world.ask(pathOf(`&by=${by}`), { as: 'lead' });
      const text = JSON.stringify(body);
      expect(text).toContain('"children":1');
      for (const planted of [
        disclosed.childKey,
        disclosed.episodeId,
        disclosed.taskId,
        disclosed.debriefId,
      ]) {
        expect(text).not.toContain(planted);
      }
      expect(text).not.toMatch(/evi-|P-[A-Z]|Planted|NR1/);
    }
    expect(world.audited).toEqual([]);
  });

  it('Nothing of an authority to a caller of another one', async () => {
    const world = await createWorldWith(['ada']);
    const refused = await world.ask(pathOf(), { as: 'dorsetManager' });
    expect(parseProblem(refused)).toMatchObject({ status: 403, code: 'not-your-authority' });
    const own = `/api/v1/themes?authority=${DORSET}`;
    expect(parseThemes(await world.ask(own, { as: 'dorsetManager' })).groups).toEqual([]);
  });

  it.each([
    { query: '&from=2026-11-10&to=2026-11-09', code: 'invalid-value', path: '/to' },
    { query: '&from=2026-11-23', code: 'invalid-value', path: '/from' },
    { query: '&from=2024-11-10', code: 'invalid-value', path: '/from' },
    { query: '&from=2026-11-31', code: 'invalid-value', path: '/from' },
    { query: '&locality=weymouth', code: 'unknown-locality', path: '/locality' },
    { query: '&harm=mischief', code: 'unknown-code', path: '/harm' },
    { query: '&context=mischief', code: 'unknown-code', path: '/context' },
    { query: '&by=child', code: 'invalid-value', path: '/by' },
    { query: '&by=factor', code: 'invalid-value', path: '/by' },
    { query: '&kind=push&by=harm', code: 'invalid-value', path: '/by' },
    { query: '&kind=push&harm=county-lines', code: 'invalid-value', path: '/harm' },
    { query: '&kind=pull&context=online', code: 'invalid-value', path: '/context' },
  ])('$query cannot be answered: $code at $path', async ({ query, code, path }) => {
    const problem = parseProblem(await createWebWorld().ask(pathOf(query)));
    expect([problem.status, problem.errors]).toEqual([400, [{ code, path }]]);
  });

  it('The authority is required, and must be one', async () => {
    const world = createWebWorld();
    const none = parseProblem(await world.ask('/api/v1/themes'));
    expect(none.errors).toEqual([{ code: 'missing-parameter', path: '/authority' }]);
    const unknown = await world.ask('/api/v1/themes?authority=E99999999', { as: 'auditor' });
    expect(parseProblem(unknown).errors).toEqual([
      { code: 'unknown-authority', path: '/authority' },
    ]);
  });

  it('Two years can be read at once, and no more', async () => {
    const view = await read(createWebWorld(), '&from=2024-11-17');
    expect(view.period.weeks).toBe(106);
  });
});
