import { describe, expect, it } from 'vitest';
import { at } from '../../support/facts.ts';
import { DORSET, NORFOLK } from '../../support/messages.ts';
import { parseProblem, parseProfile } from '../../support/reply-shapes.ts';
import { buildSignal } from '../../support/signals.ts';
import { norfolkTaskId, receiveReturned, sendOn } from '../../support/web-tasks.ts';
import { type CallerName, createWebWorld, type WebWorld } from '../../support/web-world.ts';
import { COUNTS_LIMITATIONS } from '../../../shared/themes/statistics-fields.ts';
import {
  buildHarmTheme,
  buildChildItem,
  writeThemes,
  buildChildEvidence,
} from '../../support/evidence.ts';

const NORWICH = `authority=${NORFOLK}&locality=norwich`;
const pathOf = (query = NORWICH): string => `/api/v1/locality-profile?${query}`;
const pageOf = (query = NORWICH): string => `/api/v1/locality-profile.html?${query}`;

const read = async (world: WebWorld, query = NORWICH, as: CallerName = 'lead') =>
  parseProfile(await world.ask(pathOf(query), { as }));

const createWorldWith = async (
  ...disclosed: Parameters<typeof buildChildEvidence>[]
): Promise<WebWorld> => {
  const world = createWebWorld();
  await writeThemes(
    world.themes,
    ...disclosed.map(([child, about]) => buildChildEvidence(child, about)),
  );
  return world;
};

describe('The profile of a locality', () => {
  it('shows the last 13 complete weeks against the 13 before', async () => {
    const world = await createWorldWith(
      ['of this week', { week: '2026-W47' }],
      ['ada', { week: '2026-W46' }],
      ['ben', { week: '2026-W34' }],
      ['cal', { week: '2026-W33' }],
      ['dan', { week: '2026-W21' }],
      ['too early', { week: '2026-W20' }],
    );
    const profile = await read(world);
    expect(profile.quarter).toMatchObject({ from: '2026-08-17', to: '2026-11-15', weeks: 13 });
    expect(profile.before).toMatchObject({ from: '2026-05-18', to: '2026-08-16' });
    expect(profile.whole).toMatchObject({
      now: { children: 2 },
      before: { children: 2 },
      difference: 'as many',
    });
    expect(profile.limits).toBe(COUNTS_LIMITATIONS);
    expect(profile).toMatchObject({
      authority: { name: 'Norfolk' },
      locality: { id: 'norwich', name: 'Norwich' },
    });
  });

  it.each([
    ['2026-11-15', '2026-W46'],
    ['2026-11-14', '2026-W45'],
    ['2026-11-09', '2026-W45'],
    ['2026-11-08', '2026-W45'],
    ['2027-06-01', '2026-W46'],
  ])('up to %s ends with the week %s, which is over by then', async (to, week) => {
    const profile = await read(createWebWorld(), `${NORWICH}&to=${to}`);
    expect(profile.quarter.lastWeek).toBe(week);
  });

  it('shows its own locality only, and its own authority', async () => {
    const week = '2026-W46';
    const world = await createWorldWith(
      ['ada', { week }],
      ['ben', { week, locality: 'great-yarmouth' }],
      ['cal', { week, authority: DORSET }],
      ['dan', { week, locality: 'unknown' }],
    );
    expect((await read(world)).whole.now.children).toBe(1);
    const unknown = await read(world, `authority=${NORFOLK}&locality=unknown`);
    expect([unknown.whole.now.children, unknown.basis.interviews.ofLocality]).toEqual([1, null]);
    expect(unknown.done.referrals).toBeNull();
  });

  it('says how many interviews it is based on: held in the quarter, with children who live there', async () => {
    const world = createWebWorld();
    await receiveReturned(world, 'NC-1', 30);
    await receiveReturned(world, 'NC-2', 30);
    await sendOn(world, norfolkTaskId('NC-1'), 'outcome', { outcome: 'completed' });
    const later = `/api/v1/locality-profile?${NORWICH}`;
    const nextWeek = at('2026-11-24T12:00Z');
    await writeThemes(
      world.themes,
      buildChildEvidence('ada', { week: '2026-W47', taskId: norfolkTaskId('NC-1') }),
    );
    const profile = parseProfile(await world.ask(later, { as: 'lead', at: nextWeek }));
    expect(profile.basis).toEqual({
      debriefs: { child: 1, 'parent-or-carer': 0 },
      recordedFrom: '2026-W47',
      ofOtherAuthorities: 0,
      interviews: { ofAuthority: 1, ofLocality: { held: 1, aboutLocality: 1 } },
    });
    expect((await read(world)).basis.interviews.ofAuthority).toBe(0);
  });

  it('has the signals that are open or of the quarter, newest first, and what was done about them', async () => {
    const world = createWebWorld();
    const event = { at: at('2026-11-12T09:00Z'), by: 'l-1' };
    const judged = { ...event, kind: 'judged', judgement: 'not-useful', note: null } as const;
    const signals = {
      ofQuarter: buildSignal({ firstWeek: '2026-W40', lastWeek: '2026-W46' }),
      closedOfQuarter: buildSignal({
        lastWeek: '2026-W45',
        firstWeek: '2026-W45',
        raisedAt: at('2026-11-20T02:00Z'),
        history: [judged, { ...event, kind: 'closed', note: null }],
      }),
      openFromBefore: buildSignal({
        firstWeek: '2026-W10',
        lastWeek: '2026-W12',
        raisedAt: at('2026-03-20T02:00Z'),
        history: [{ ...event, kind: 'action', note: 'Youth work on Fridays.' }],
      }),
      closedBefore: buildSignal({
        firstWeek: '2026-W10',
        lastWeek: '2026-W12',
        history: [judged, { ...event, kind: 'closed', note: null }],
      }),
      afterwards: buildSignal({ firstWeek: '2026-W47', lastWeek: '2026-W47' }),
      elsewhere: buildSignal({ lastWeek: '2026-W46', localities: ['great-yarmouth'] }),
      ofDorset: buildSignal({ lastWeek: '2026-W46', authority: DORSET }),
    };
    for (const signal of Object.values(signals))
      await world.stores.signals.writeSignal(signal, null);
    const { signals: shown, done } = await read(world);
    expect(shown.map(({ signalId }) => signalId)).toEqual(
      [signals.closedOfQuarter, signals.ofQuarter, signals.openFromBefore].map(
        ({ signalId }) => signalId,
      ),
    );
    expect(shown[0]).toMatchObject({ state: 'closed', judgement: 'not-useful', method: 'ears' });
    expect(done.actions).toEqual([
      {
        at: '2026-11-12T09:00:00.000Z',
        note: 'Youth work on Fridays.',
        signalId: signals.openFromBefore.signalId,
        sentence: signals.openFromBefore.sentence,
      },
    ]);
  });

  it('names no child, episode, task or debrief, and leaves nothing for the audit', async () => {
    const world = createWebWorld();
    await writeThemes(
      world.themes,
      buildChildItem(
        'ada',
        { people: [{ kind: 'person', role: 'peer', pseudonym: 'per-1' }] },
        { week: '2026-W46' },
      ),
      buildChildEvidence('ben', {
        week: '2026-W46',
        theme: buildHarmTheme('county-lines', 'online'),
      }),
    );
    const reply = await world.ask(pathOf(), { as: 'practitioner' });
    expect(parseProfile(reply).whole.now.children).toBe(2);
    expect(JSON.stringify(reply.body)).not.toMatch(/chi-|child-\d|ep-|rhi-|deb-|evi-|per-1/);
    expect(world.audited).toEqual([]);
  });
});

describe('Who can read a profile', () => {
  it.each(['practitioner', 'manager', 'lead', 'auditor'] as const)('is a %s', async (as) => {
    const world = createWebWorld();
    expect((await world.ask(pathOf(), { as })).status).toBe(200);
    expect((await world.ask(pageOf(), { as })).status).toBe(200);
  });

  it('is no operator, and no one of another authority', async () => {
    const world = createWebWorld();
    for (const path of [pathOf(), pageOf()]) {
      expect(parseProblem(await world.ask(path, { as: 'operator' })).code).toBe('not-your-role');
      expect(parseProblem(await world.ask(path, { as: 'dorsetManager' })).code).toBe(
        'not-your-authority',
      );
      expect((await world.ask(path, { as: null })).status).toBe(401);
    }
  });

  it.each([
    { query: `authority=${NORFOLK}`, code: 'missing-parameter', path: '/locality' },
    { query: 'locality=norwich', code: 'missing-parameter', path: '/authority' },
    {
      query: `authority=${NORFOLK}&locality=weymouth`,
      code: 'unknown-locality',
      path: '/locality',
    },
    { query: `${NORWICH}&to=2026-11-31`, code: 'invalid-value', path: '/to' },
    { query: `${NORWICH}&to=0001-01-01`, code: 'invalid-value', path: '/to' },
    { query: `${NORWICH}&audience=press`, code: 'invalid-value', path: '/audience' },
    { query: `${NORWICH}&child=ada`, code: 'unknown-parameter', path: '/child' },
  ])('$query cannot be answered: $code at $path', async ({ query, code, path }) => {
    const world = createWebWorld();
    for (const url of [pathOf(query), pageOf(query)]) {
      const problem = parseProblem(await world.ask(url, { as: 'lead' }));
      expect([problem.status, problem.errors]).toEqual([400, [{ code, path }]]);
    }
  });
});

describe('The page of a profile', () => {
  it('is HTML with a policy of its own; nothing of it may be kept or framed', async () => {
    const { status, headers, body } = await createWebWorld().ask(pageOf(), { as: 'lead' });
    expect(status).toBe(200);
    expect(headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(headers.get('content-security-policy')).toMatch(
      /^default-src 'none'; style-src 'sha256-[\w+/=]{44}'; /,
    );
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('x-frame-options')).toBe('DENY');
    expect(body).toContain('<title>Locality profile: Norwich, Norfolk – Homeward</title>');
    expect(body).toContain('No signals. That does not mean that nothing is happening.');
  });

  it('leaves the policy of everything else as it is: nothing is loaded', async () => {
    const { headers } = await createWebWorld().ask(pathOf(), { as: 'lead' });
    expect(headers.get('content-security-policy')).toBe(
      "default-src 'none'; frame-ancestors 'none'",
    );
  });

  it('shows what the JSON contains', async () => {
    const world = await createWorldWith(['ada', { week: '2026-W46' }]);
    const { body } = await world.ask(pageOf(), { as: 'lead' });
    expect(body).toContain('Criminal exploitation at transport hubs');
    expect(body).toContain('new: none before');
  });
});
