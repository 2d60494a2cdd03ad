import { beforeEach, describe, expect, it } from 'vitest';
import type { SignalStore } from '../../../shared/signals/signal-store.ts';
import type { Signal } from '../../../shared/signals/signal.ts';
import { DORSET, NORFOLK } from '../../support/messages.ts';
import { at } from '../../support/facts.ts';
import { parseProblem } from '../../support/reply-shapes.ts';
import { SIGNAL_EVIDENCE, buildCluster, buildRun, buildSignal } from '../../support/signals.ts';
import { type CallerName, createWebWorld, type WebWorld } from '../../support/web-world.ts';
import { COUNTS_LIMITATIONS } from '../../../shared/themes/statistics-fields.ts';
import { writeThemes } from '../../support/evidence.ts';

const SIGNALS = '/api/v1/signals';
const NOW = at('2026-11-20T10:00Z');
const EARS = buildSignal();
const CLUSTER = buildCluster({ firstWeek: '2026-W45', localities: ['great-yarmouth', 'norwich'] });

interface Shown {
  readonly signalId: string;
  readonly state: string;
  readonly judgement: string | null;
  readonly version: number;
  readonly history: readonly object[];
}

describe('Signals', () => {
  let world: WebWorld;
  let store: SignalStore;
  beforeEach(async () => {
    world = createWebWorld();
    store = world.stores.signals;
    for (const signal of [EARS, CLUSTER]) await store.writeSignal(signal, null);
    await store.writeRun(buildRun());
    await writeThemes(world.themes, ...SIGNAL_EVIDENCE);
  });

  const list = (query = '', as: CallerName = 'lead') =>
    world.ask(`${SIGNALS}?authority=${NORFOLK}${query}`, { as, at: NOW });

  const idsIn = (body: unknown): readonly string[] =>
    (body as { items: readonly Shown[] }).items.map(({ signalId }) => signalId);

  const read = async (signalId = EARS.signalId, as: CallerName = 'lead') =>
    world.ask(`${SIGNALS}/${signalId}`, { as, at: NOW });

  const send = (
    event: Readonly<Record<string, unknown>>,
    as: CallerName = 'lead',
    signalId = EARS.signalId,
  ) => world.ask(`${SIGNALS}/${signalId}/events`, { method: 'POST', as, at: NOW, send: event });

  /** Sends on the version that is there. */
  const happen = async (event: object, as: CallerName = 'lead') => {
    const { version } = (await read()).body as Shown;
    return (await send({ version, ...event }, as)).body as Shown;
  };

  describe('are listed', () => {
    it('the latest found first, with what the latest runs looked at and dropped', async () => {
      const { status, body } = await list();
      expect(status).toBe(200);
      expect(new Set(idsIn(body))).toEqual(new Set([EARS.signalId, CLUSTER.signalId]));
      expect(body).toMatchObject({
        authority: NORFOLK,
        runs: [{ day: '2026-11-18', methods: [{ lookedAt: 1008, dropped: 1 }, { lookedAt: 14 }] }],
        dropped: [{ localities: ['great-yarmouth'], harm: 'county-lines' }],
        labels: { locality: { norwich: 'Norwich' } },
        limits: COUNTS_LIMITATIONS,
      });
    });

    it('by locality, method, state and weeks', async () => {
      const both = [EARS.signalId, CLUSTER.signalId].sort();
      const listIds = async (query: string) => [...idsIn((await list(query)).body)].sort();
      expect(await listIds('&locality=norwich')).toEqual(both);
      expect(await listIds('&locality=great-yarmouth')).toEqual([CLUSTER.signalId]);
      expect(await listIds('&method=ears')).toEqual([EARS.signalId]);
      expect(await listIds('&state=new')).toEqual(both);
      expect(await listIds('&state=closed')).toEqual([]);
      expect(await listIds('&from=2026-11-02&to=2026-11-15')).toEqual([CLUSTER.signalId]);
      expect(await listIds('&from=2026-10-05&to=2026-10-18')).toEqual([]);
    });

    it('with the share that was judged useful, by method: unjudged signals are not counted', async () => {
      await happen({ kind: 'judged', judgement: 'not-useful' });
      await happen({ kind: 'judged', judgement: 'useful' });
      const { body } = await list('&state=new');
      expect(body).toMatchObject({
        items: [{ signalId: CLUSTER.signalId }],
        usefulness: [
          { method: 'ears', signals: 1, judged: 1, useful: 1, knownAlready: 0, notUseful: 0 },
          { method: 'space-time-scan', signals: 1, judged: 0, useful: 0 },
        ],
      });
    });

    it('for staff of that authority, and of a locality that it has', async () => {
      expect(parseProblem(await list('', 'dorsetManager'))).toMatchObject({
        code: 'not-your-authority',
      });
      const dorset = await world.ask(`${SIGNALS}?authority=${DORSET}`, { as: 'dorsetManager' });
      expect(idsIn(dorset.body)).toEqual([]);
      expect(parseProblem(await list('&locality=atlantis'))).toMatchObject({ status: 400 });
    });
  });

  describe('are read', () => {
    it('in full, with what they are made of and their current evidence', async () => {
      const [first, ...rest] = SIGNAL_EVIDENCE;
      const { body } = await read();
      expect(body).toMatchObject({
        signalId: EARS.signalId,
        sentence: EARS.sentence,
        state: 'new',
        history: [],
        madeOf: { counts: { children: 5 }, placeNames: [{ value: 'Riverside bus station' }] },
        evidence: { found: 5 },
        limits: COUNTS_LIMITATIONS,
      });
      const current = async () =>
        ((await read()).body as { evidence: { current: readonly { evidenceId: string }[] } })
          .evidence.current;
      expect(await current()).toHaveLength(5);
      const source = await world.themes.readSource(first?.episodeId ?? '');
      await world.themes.replaceEvidence(source, []);
      expect((await current()).map(({ evidenceId }) => evidenceId).sort()).toEqual(
        rest.map(({ evidenceId }) => evidenceId).sort(),
      );
    });

    it('by everyone who works with themes, name no child, and are not marked as seen by being read', async () => {
      for (const as of ['practitioner', 'manager', 'lead', 'auditor'] as const) {
        const { status, body } = await read(EARS.signalId, as);
        expect(status, as).toBe(200);
        expect(body).toMatchObject({ state: 'new', version: 1 });
        expect(JSON.stringify(body)).not.toMatch(/chi-|ep-|rhi-|deb-/);
      }
      expect(world.audited).toEqual([]);
    });

    it('by no operator: the counts go down to one child, and keeping the service running needs none', async () => {
      expect((await read(EARS.signalId, 'operator')).status).toBe(403);
    });

    it('by no one of another authority: they are not found', async () => {
      expect((await read(EARS.signalId, 'dorsetManager')).status).toBe(404);
      expect((await read('sig-nothing')).status).toBe(404);
    });
  });

  describe('have a history', () => {
    it('new, seen, judged, acted on, closed; each with who, when and a note', async () => {
      expect(await happen({ kind: 'seen' })).toMatchObject({ state: 'seen', version: 2 });
      const judged = { kind: 'judged', judgement: 'useful', note: 'New to us' };
      expect(await happen(judged)).toMatchObject({ state: 'judged', judgement: 'useful' });
      const action = { kind: 'action', note: 'Outreach at the station on Fridays' };
      expect(await happen(action)).toMatchObject({ state: 'action-taken' });
      const closed = await happen({ kind: 'closed' }, 'manager');
      expect(closed).toMatchObject({
        state: 'closed',
        judgement: 'useful',
        version: 5,
        history: [
          { kind: 'seen', at: NOW, by: 'l-1' },
          { ...judged, by: 'l-1' },
          { ...action, by: 'l-1' },
          { kind: 'closed', by: 'm-1', note: null },
        ],
      });
    });

    it('that leads and managers write; practitioners and auditors only read it', async () => {
      for (const as of ['practitioner', 'operator', 'auditor'] as const) {
        const reply = await send({ version: 1, kind: 'seen' }, as);
        expect(parseProblem(reply), as).toMatchObject({ status: 403, code: 'not-your-role' });
      }
      expect((await send({ version: 1, kind: 'seen' }, 'dorsetManager')).status).toBe(404);
      expect((await read()).body).toMatchObject({ state: 'new' });
    });

    it('can be sent again: the same sent twice is done once', async () => {
      const event = { version: 1, kind: 'judged', judgement: 'known-already', note: null };
      const first = await send(event);
      expect((await send(event)).body).toEqual(first.body);
      expect(((await read()).body as Shown).history).toHaveLength(1);
    });

    it('records the same twice when it was done twice: on the version after the first', async () => {
      await happen({ kind: 'action', note: 'Outreach' });
      const { history } = await happen({ kind: 'action', note: 'Outreach' });
      expect(history).toHaveLength(2);
    });

    it('is not written on an older version, whether changed by a colleague or a run', async () => {
      await happen({ kind: 'seen' }, 'manager');
      const stale = await send({ version: 1, kind: 'judged', judgement: 'useful' });
      expect(parseProblem(stale)).toMatchObject({ status: 409, code: 'stale' });
      const signal = (await store.readSignal(EARS.signalId)) as Signal;
      await store.writeSignal({ ...signal, runId: 'run-2', version: 3 }, signal);
      expect((await send({ version: 2, kind: 'seen' })).status).toBe(409);
    });

    it('knows each who has seen it once', async () => {
      await happen({ kind: 'seen' });
      await happen({ kind: 'seen' });
      const { history } = await happen({ kind: 'seen' }, 'manager');
      expect(history).toMatchObject([{ by: 'l-1' }, { by: 'm-1' }]);
    });

    it('is closed when it was judged, and then is over', async () => {
      const early = await send({ version: 1, kind: 'closed' });
      expect(parseProblem(early)).toMatchObject({
        status: 422,
        errors: [{ code: 'judgement-needed', path: '/kind' }],
      });
      await happen({ kind: 'judged', judgement: 'not-useful' });
      await happen({ kind: 'closed' });
      for (const event of [
        { kind: 'judged', judgement: 'useful' },
        { kind: 'action', note: 'Too late' },
        { kind: 'closed', note: 'Again' },
        { kind: 'seen' },
      ]) {
        expect(parseProblem(await send({ version: 3, ...event }, 'manager'))).toMatchObject({
          errors: [{ code: 'signal-closed' }],
        });
      }
    });

    it.each([
      [{ kind: 'judged' }, '/judgement'],
      [{ kind: 'action' }, '/note'],
      [{ kind: 'action', note: '  ' }, '/note'],
      [{ kind: 'forgotten' }, '/kind'],
      [{ kind: 'seen', note: 'x' }, '/note'],
    ])('takes no %j', async (event, path) => {
      const reply = await send({ version: 1, ...event });
      expect(parseProblem(reply)).toMatchObject({ status: 422, errors: [{ path }] });
    });

    it('is in the audit: who set out to change it', async () => {
      await happen({ kind: 'seen' }, 'manager');
      expect(world.audited).toMatchObject([
        {
          who: 'm-1',
          operation: 'recordSignalEvent',
          what: { kind: 'signal', id: EARS.signalId, taskId: null, childId: null },
          why: 'own-authority',
          outcome: 'change-attempted',
        },
      ]);
    });
  });
});
