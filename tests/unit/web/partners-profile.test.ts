import { describe, expect, it } from 'vitest';
import type { IsoWeek } from '../../../shared/kernel/iso-week.ts';
import { NORFOLK } from '../../support/messages.ts';
import { parsePartnersProfile, parseProblem } from '../../support/reply-shapes.ts';
import { buildSignal } from '../../support/signals.ts';
import { createWebWorld, type WebWorld } from '../../support/web-world.ts';
import { COUNTS_LIMITATIONS } from '../../../shared/themes/statistics-fields.ts';
import { buildHarmTheme, writeThemes, buildChildEvidence } from '../../support/evidence.ts';

const QUERY = `authority=${NORFOLK}&locality=norwich&audience=partners`;
const PATH = `/api/v1/locality-profile?${QUERY}`;
const PAGE = `/api/v1/locality-profile.html?${QUERY}`;

const SPRING: IsoWeek = '2026-W20';
const SUMMER: IsoWeek = '2026-W30';

/** So many children of Norwich disclosed a harm in that week. */
const disclose = (world: WebWorld, harm: string, children: number, week: IsoWeek): Promise<void> =>
  writeThemes(
    world.themes,
    ...Array.from({ length: children }, (_, number) =>
      buildChildEvidence(`${harm} ${number}`, { week, theme: buildHarmTheme(harm, 'online') }),
    ),
  );

const release = async (world: WebWorld, quarter: string): Promise<void> => {
  const send = { key: `release-${quarter}`, authority: NORFOLK, quarter };
  const reply = await world.ask('/api/v1/releases', { as: 'lead', method: 'POST', send });
  if (reply.status >= 300) throw new Error(`Not released: ${JSON.stringify(reply.body)}`);
};

const read = async (world: WebWorld) => parsePartnersProfile(await world.ask(PATH, { as: 'lead' }));

describe('The profile for partners', () => {
  it('says that nothing was released yet, and shows nothing', async () => {
    const world = createWebWorld();
    await disclose(world, 'county-lines', 9, SUMMER);
    expect(await read(world)).toMatchObject({
      releases: [],
      harms: [],
      total: [],
      limits: COUNTS_LIMITATIONS,
    });
    const { body } = await world.ask(PAGE, { as: 'lead' });
    expect(body).toContain('Norfolk has not released anything yet.');
    expect(body).not.toMatch(/<svg|<table/);
  });

  it('has the figures of the latest release, its small numbers suppressed, and how to read it', async () => {
    const world = createWebWorld();
    await disclose(world, 'county-lines', 9, SUMMER);
    await disclose(world, 'online-harm', 2, SUMMER);
    await disclose(world, 'self-harm', 3, SUMMER);
    await release(world, '2026-Q3');
    const profile = await read(world);
    expect(profile.releases).toMatchObject([{ quarter: '2026-Q3', threshold: 5 }]);
    const counts = Object.fromEntries(
      profile.harms.map(({ harm, figures }) => [harm, figures[0]?.count]),
    );
    expect(counts).toMatchObject({ 'online-harm': '[c]', 'self-harm': '[c]' });
    expect(Object.values(counts)).not.toContain(2);
    expect(Object.values(counts)).not.toContain(3);
    expect(profile.notes[0]).toContain('confidential');
  });

  it('has the quarter before beside it, if that was released; the later first', async () => {
    const world = createWebWorld();
    await disclose(world, 'county-lines', 9, SUMMER);
    await disclose(world, 'county-lines', 8, SPRING);
    await release(world, '2026-Q2');
    await release(world, '2026-Q3');
    const { releases, total } = await read(world);
    expect(releases.map(({ quarter }) => quarter)).toEqual(['2026-Q3', '2026-Q2']);
    expect(total).toHaveLength(2);
  });

  it('changes with a release only: what was disclosed since is not in it', async () => {
    const world = createWebWorld();
    await disclose(world, 'county-lines', 9, SUMMER);
    await release(world, '2026-Q3');
    const before = await read(world);
    await disclose(world, 'county-lines', 30, SUMMER);
    expect(await read(world)).toEqual(before);
  });

  it('is read from releases alone, so nothing else can slip in', async () => {
    const refuse = () => Promise.reject(new Error('Not for partners.'));
    const world = createWebWorld(({ themes, signals, episodes }) => ({
      themes: { ...themes, listEvidence: refuse },
      signals: { ...signals, listSignals: refuse },
      episodes: { ...episodes, listReturned: refuse },
    }));
    await disclose(world, 'county-lines', 9, SUMMER);
    await world.stores.signals.writeSignal(buildSignal({ lastWeek: '2026-W46' }), null);
    await release(world, '2026-Q3');
    expect((await world.ask(PATH, { as: 'manager' })).status).toBe(200);
    const { body } = await world.ask(PAGE, { as: 'manager' });
    expect(body).toContain('What was released');
    expect(body).not.toContain('id="signals"');
  });

  it('is available to managers and leads only', async () => {
    const world = createWebWorld();
    for (const as of ['practitioner', 'auditor', 'operator'] as const) {
      expect(parseProblem(await world.ask(PATH, { as })).code).toBe('not-your-role');
      expect(parseProblem(await world.ask(PAGE, { as })).code).toBe('not-your-role');
    }
  });

  it('is of the latest releases, not of weeks that somebody chooses', async () => {
    const reply = await createWebWorld().ask(`${PATH}&to=2026-11-08`, { as: 'lead' });
    const errors = [{ code: 'invalid-value', path: '/to' }];
    expect(parseProblem(reply)).toMatchObject({ status: 400, errors });
  });
});
