import { describe, expect, it } from 'vitest';
import { releaseListSchema, releaseViewSchema } from '../../../shared/releases/release-api.ts';
import { COUNTS_LIMITATIONS } from '../../../shared/themes/statistics-fields.ts';
import { readLatestReleases } from '../../../shared/releases/read-releases.ts';
import { at } from '../../support/facts.ts';
import { DORSET, NORFOLK } from '../../support/messages.ts';
import { parseProblem } from '../../support/reply-shapes.ts';
import { type CallerName, createWebWorld, type WebWorld } from '../../support/web-world.ts';
import { buildHarmTheme, writeThemes, buildChildEvidence } from '../../support/evidence.ts';

const RELEASES = '/api/v1/releases';
const Q3 = { key: 'key-of-q3-release', authority: NORFOLK, quarter: '2026-Q3' };
const WEEK = '2026-W30';

type Disclosed = readonly [locality: string, harm: string, children: number];

const disclose = (world: WebWorld, ...disclosed: readonly Disclosed[]) =>
  writeThemes(
    world.themes,
    ...disclosed.flatMap(([locality, harm, children]) =>
      Array.from({ length: children }, (_, number) =>
        buildChildEvidence(`${locality} ${harm} ${number}`, {
          locality,
          theme: buildHarmTheme(harm, 'transport'),
          week: WEEK,
        }),
      ),
    ),
  );

/** Norwich 3, 12 and 20; nothing small in Great Yarmouth. */
const DISCLOSED: readonly Disclosed[] = [
  ['norwich', 'county-lines', 3],
  ['norwich', 'child-criminal-exploitation', 12],
  ['norwich', 'online-harm', 20],
  ['great-yarmouth', 'county-lines', 9],
  ['great-yarmouth', 'online-harm', 15],
];

const make = (world: WebWorld, send: object = Q3, as: CallerName = 'lead') =>
  world.ask(RELEASES, { method: 'POST', as, send });

const createWorldWith = async (...disclosed: readonly Disclosed[]): Promise<WebWorld> => {
  const world = createWebWorld();
  await disclose(world, ...disclosed);
  return world;
};

const released = async (world: WebWorld, send: object = Q3) => {
  const reply = await make(world, send);
  if (reply.status !== 201) throw new Error(JSON.stringify(reply.body));
  return releaseViewSchema.parse(reply.body);
};

const figuresOf = ({ localities, totals, grandTotal }: Awaited<ReturnType<typeof released>>) => [
  ...localities.flatMap(({ figures, total }) => [...figures, total]),
  ...totals,
  grandTotal,
];

describe('A release', () => {
  it('is made by a lead of a quarter that is over, with small numbers suppressed and the grand total shown', async () => {
    const release = await released(await createWorldWith(...DISCLOSED));
    expect(release).toMatchObject({
      authority: NORFOLK,
      quarter: '2026-Q3',
      period: { from: '2026-06-29', to: '2026-09-27', weeks: 13 },
      threshold: 5,
      grandTotal: { count: 59 },
      limits: COUNTS_LIMITATIONS,
    });
    const counts = figuresOf(release).map(({ count }) => count);
    expect(counts.filter((count) => count === '[c]').length).toBeGreaterThanOrEqual(4);
    for (const count of counts) expect([1, 2, 3, 4]).not.toContain(count);
    expect(release.notes.join(' ')).toContain('fewer than 5 children');
  });

  it('has every locality and every harm in use, with unknown locations', async () => {
    const { localities, harms } = await released(await createWorldWith(...DISCLOSED));
    expect(localities.map(({ locality }) => locality)).toEqual([
      'norwich',
      'great-yarmouth',
      'kings-lynn',
      'unknown',
      'outside',
    ]);
    expect(harms.find(({ harm }) => harm === 'county-lines')?.label).toBe('County lines');
  });

  it('has percentages of what is shown only', async () => {
    const release = await released(
      await createWorldWith(['norwich', 'online-harm', 30], ['norwich', 'county-lines', 10]),
    );
    const norwich = release.localities.find(({ locality }) => locality === 'norwich');
    const at = release.harms.findIndex(({ harm }) => harm === 'online-harm');
    expect(norwich?.figures[at]).toEqual({ count: 30, percent: 75 });
    expect(norwich?.total).toEqual({ count: 40, percent: 100 });
    const suppressed = await released(await createWorldWith(...DISCLOSED));
    for (const { localities } of [suppressed]) {
      for (const { figures, total } of localities) {
        for (const { count, percent } of figures) {
          const isKnown = count !== '[c]' && total.count !== '[c]' && total.count !== 0;
          expect(percent !== null).toBe(isKnown);
        }
      }
    }
  });

  it('counts only harms disclosed in the weeks of its quarter', async () => {
    const world = await createWorldWith(...DISCLOSED);
    const later = { week: '2026-W40', theme: buildHarmTheme('online-harm', 'online') } as const;
    await writeThemes(world.themes, buildChildEvidence('of the next quarter', later));
    expect((await released(world)).grandTotal.count).toBe(59);
  });

  it('is one, however often it is sent under its key; for another quarter the key is used up', async () => {
    const world = await createWorldWith(...DISCLOSED);
    const first = await released(world);
    await disclose(world, ['kings-lynn', 'online-harm', 30]);
    expect(await released(world)).toEqual(first);
    const other = parseProblem(await make(world, { ...Q3, quarter: '2026-Q2' }));
    expect(other).toMatchObject({ status: 409, code: 'key-reused' });
  });

  it('is kept as it was, whatever changes after it', async () => {
    const world = await createWorldWith(...DISCLOSED);
    const first = await released(world);
    await disclose(world, ['kings-lynn', 'online-harm', 30]);
    const second = await released(world, { ...Q3, key: 'key-of-correction' });
    expect(second.grandTotal.count).toBe(89);
    const read = await world.ask(`${RELEASES}/${first.releaseId}`, { as: 'auditor' });
    expect(read.body).toEqual(first);
  });

  it('of the same quarter hides what the one before it hid', async () => {
    const world = await createWorldWith(...DISCLOSED);
    const first = figuresOf(await released(world));
    await disclose(world, ['norwich', 'county-lines', 30]);
    const second = figuresOf(await released(world, { ...Q3, key: 'key-of-correction' }));
    expect(
      first.flatMap(({ count }, figure) =>
        count === '[c]' && second[figure]?.count !== '[c]' ? [figure] : [],
      ),
    ).toEqual([]);
  });

  it('is checked again when somebody else makes a release at the same time', async () => {
    const world = createWebWorld(({ releases }) => {
      let races = 0;
      return {
        releases: {
          ...releases,
          write: (list, release, counts) =>
            (races += 1) === 1
              ? Promise.resolve('conflict')
              : releases.write(list, release, counts),
        },
      };
    });
    await disclose(world, ...DISCLOSED);
    expect((await released(world)).grandTotal.count).toBe(59);
  });
});

describe('A release is refused', () => {
  const errorsOf = async (world: WebWorld, send: object = Q3) =>
    parseProblem(await make(world, send));

  it('before its last week is over', async () => {
    const world = await createWorldWith(...DISCLOSED);
    expect(await errorsOf(world, { ...Q3, quarter: '2026-Q4' })).toMatchObject({
      status: 422,
      errors: [{ code: 'period-not-over', path: '/quarter' }],
    });
  });

  it('when there are too few children to hide among', async () => {
    const world = await createWorldWith(['norwich', 'county-lines', 4]);
    expect((await errorsOf(world)).errors).toEqual([
      { code: 'too-few-to-release', path: '/quarter' },
    ]);
  });

  it('when too little has changed since the one before', async () => {
    const world = await createWorldWith(...DISCLOSED);
    await released(world);
    await disclose(world, ['kings-lynn', 'online-harm', 2]);
    expect((await errorsOf(world, { ...Q3, key: 'key-of-correction' })).errors).toEqual([
      { code: 'too-little-changed', path: '/quarter' },
    ]);
  });

  it('when an earlier one is of some of its weeks, and names that one', async () => {
    const world = await createWorldWith(...DISCLOSED);
    const { releaseId } = await released(world);
    const [kept] = await world.stores.releases.read([releaseId]);
    const [counts] = await world.stores.releases.readCounts([releaseId]);
    if (kept === undefined || counts === undefined) throw new Error('It was kept.');
    const odd = {
      ...kept,
      releaseId: 'rel-odd',
      period: { from: '2026-W26', to: '2026-W27' },
    } as const;
    await world.stores.releases.write(await world.stores.releases.list(NORFOLK), odd, counts);
    const reply = await make(world, { ...Q3, key: 'key-of-another' });
    expect(parseProblem(reply).errors).toEqual([
      { code: 'overlaps-earlier-release', path: '/quarter' },
    ]);
    expect(JSON.stringify(reply.body)).toContain('rel-odd');
  });

  it.each(['practitioner', 'operator', 'auditor'] as const)('to a %s', async (as) => {
    const reply = await make(await createWorldWith(...DISCLOSED), Q3, as);
    expect(parseProblem(reply)).toMatchObject({ status: 403, code: 'not-your-role' });
  });

  it('to anyone of another authority, and then nothing is in the audit', async () => {
    const world = await createWorldWith(...DISCLOSED);
    expect(parseProblem(await make(world, Q3, 'dorsetManager')).code).toBe('not-your-authority');
    expect(world.audited).toEqual([]);
  });

  it.each(['2026-Q5', 'summer', '2026-W30'])('for "%s", which is no quarter', async (quarter) => {
    const world = createWebWorld();
    expect((await errorsOf(world, { ...Q3, quarter })).errors).toEqual([
      { code: 'invalid-value', path: '/quarter' },
    ]);
  });
});

describe('Releases', () => {
  it('are audited when they are made', async () => {
    const world = await createWorldWith(...DISCLOSED);
    await released(world);
    expect(world.audited).toMatchObject([
      {
        who: 'l-1',
        what: { kind: 'releases', id: NORFOLK },
        why: 'own-authority',
        outcome: 'change-attempted',
      },
    ]);
  });

  it('are listed, the last one made first, with which of them is the latest of its weeks', async () => {
    const world = await createWorldWith(...DISCLOSED);
    const first = await released(world);
    const second = await released(world, { ...Q3, key: 'key-of-the-same' });
    const reply = await world.ask(`${RELEASES}?authority=${NORFOLK}`, { as: 'manager' });
    const { items } = releaseListSchema.parse(reply.body);
    expect(items.map(({ releaseId, latest }) => [releaseId, latest])).toEqual([
      [second.releaseId, true],
      [first.releaseId, false],
    ]);
  });

  it('are not there for another authority', async () => {
    const world = await createWorldWith(...DISCLOSED);
    const { releaseId } = await released(world);
    const as = 'dorsetManager';
    for (const path of [`${RELEASES}/${releaseId}`, `${RELEASES}/${releaseId}.csv`]) {
      expect(parseProblem(await world.ask(path, { as })).code).toBe('not-found');
    }
    const list = await world.ask(RELEASES, { as });
    expect(releaseListSchema.parse(list.body).items).toEqual([]);
    const reply = await world.ask(`${RELEASES}?authority=${DORSET}`, { as: 'lead' });
    expect(parseProblem(reply).code).toBe('not-your-authority');
  });

  it('are given to partners as the latest of each of the last quarters', async () => {
    const world = await createWorldWith(...DISCLOSED);
    await writeThemes(
      world.themes,
      ...Array.from({ length: 40 }, (_, child) =>
        buildChildEvidence(`spring ${child}`, { week: '2026-W20' }),
      ),
    );
    await released(world, { ...Q3, quarter: '2026-Q2', key: 'key-of-q2-release' });
    await released(world);
    const corrected = await released(world, { ...Q3, key: 'key-of-correction' });
    const quartersOf = async (quarters: number) =>
      (await readLatestReleases(world.stores, NORFOLK, quarters)).map((one) => one.quarter);
    expect(await quartersOf(2)).toEqual(['2026-Q3', '2026-Q2']);
    expect(await quartersOf(1)).toEqual(['2026-Q3']);
    expect((await readLatestReleases(world.stores, NORFOLK, 1))[0]).toEqual(corrected);
  });
});

describe('A release as CSV', () => {
  const csvOf = async (world: WebWorld) => {
    const { releaseId } = await released(world);
    return world.ask(`${RELEASES}/${releaseId}.csv`, { as: 'lead' });
  };
  const linesOf = (body: unknown): readonly string[] => String(body).split('\r\n');

  it('has how to read it, the counts and the percentages', async () => {
    const { status, headers, body } = await csvOf(await createWorldWith(...DISCLOSED));
    expect([status, headers.get('content-type')]).toEqual([200, 'text/csv; charset=utf-8']);
    const lines = linesOf(body);
    expect(lines.some((line) => line.startsWith('Quarter,2026-Q3'))).toBe(true);
    expect(String(body)).toContain(COUNTS_LIMITATIONS);
    expect(String(body)).toContain('[c] means that a figure is confidential');
    expect(lines.filter((line) => line.startsWith('Norwich,'))).toHaveLength(2);
    expect(lines.find((line) => line.startsWith('Total,'))).toMatch(/,59$/);
  });

  it('shows what the release shows, and nothing else', async () => {
    const world = await createWorldWith(...DISCLOSED);
    const release = await released(world);
    const { body } = await world.ask(`${RELEASES}/${release.releaseId}.csv`, { as: 'auditor' });
    const norwich = release.localities[0];
    const counts = [...(norwich?.figures ?? []), norwich?.total].map((one) => one?.count);
    expect(linesOf(body)).toContain(['Norwich', ...counts].join(','));
  });

  it('is no formula in a spreadsheet, whatever a code is called', async () => {
    const world = await createWorldWith(['norwich', 'own-harm', 20]);
    await world.stores.codes.putCode({
      list: 'harm',
      code: 'own-harm',
      label: '=1+1',
      phrase: null,
      publicPlace: false,
      validFrom: null,
      validUntil: null,
      authority: NORFOLK,
    });
    const { body } = await csvOf(world);
    expect(String(body)).toContain("'=1+1");
  });

  it('is not there when the release is not', async () => {
    const world = createWebWorld();
    const reply = await world.ask(`${RELEASES}/rel-0.csv`, {
      as: 'lead',
      at: at('2026-11-20T10:00Z'),
    });
    expect(parseProblem(reply).code).toBe('not-found');
  });
});
