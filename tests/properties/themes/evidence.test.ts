import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createMemoryTable } from '../../../shared/database/memory-table.ts';
import type { ItemKey, Table } from '../../../shared/database/table.ts';
import { createThemeStore } from '../../../shared/themes/theme-store.ts';
import { applyEvidence } from '../../../shared/themes/apply-evidence.ts';
import { rebuildThemes } from '../../../shared/themes/rebuild-themes.ts';
import { buildItemBody } from '../../support/work-bodies.ts';
import {
  createEvidenceWorld,
  toEpisodeId,
  type EvidenceWorld,
  type StoredThemes,
  readStoredThemes,
  sortThemes,
} from '../../support/evidence-world.ts';
import { buildCancelledFact, buildFoundFact, buildUpdatedFact } from '../../support/facts.ts';
import { cutOffAt } from '../../support/table-trouble.ts';

const REFERENCES = ['NC-1', 'NC-2', 'NC-3'] as const;
const POSTCODES = ['NR3 1AU', 'NR7 0HS', 'DT1 1AA', 'SW1A 1AA'] as const;

const anyItem = fc
  .record({
    harm: fc.constantFrom('county-lines', 'online-harm'),
    confidence: fc.constantFrom('low' as const, 'high' as const),
    postcode: fc.constantFrom(...POSTCODES, null),
  })
  .map(({ harm, confidence, postcode }) =>
    buildItemBody({ harm, confidence, place: postcode === null ? 'unknown' : { postcode } }),
  );

const anyDebrief = fc
  .record({
    items: fc.array(anyItem, { maxLength: 3 }),
    push: fc.subarray(['bullying', 'isolation'] as const),
    heldAt: fc.constantFrom('2026-11-10T12:00:00Z', '2026-11-17T12:00:00Z'),
  })
  .map(({ items, push, heldAt }) => ({
    heldAt,
    items,
    sections: { push: [...push] },
  }));

const anyReference = fc.constantFrom(...REFERENCES);

/** A debrief is a correction when there is a current one; what police report may move the child, or identify it. */
const anyHappening = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('debrief' as const),
      reference: anyReference,
      disclosed: anyDebrief,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('retract' as const), reference: anyReference }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('move' as const),
      reference: anyReference,
      homePostcode: fc.constantFrom(...POSTCODES),
      responsibleAuthority: fc.constantFrom('E10000020', 'E06000059'),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('link' as const),
      reference: anyReference,
      authorityChildId: fc.constantFrom('N-1', 'N-2', null),
    }),
  },
  fc.record({
    kind: fc.constantFrom('cancel' as const, 'reopen' as const),
    reference: anyReference,
  }),
);
type Happening = typeof anyHappening extends fc.Arbitrary<infer One> ? One : never;

const happen = async (world: EvidenceWorld, one: Happening): Promise<void> => {
  const { reference } = one;
  switch (one.kind) {
    case 'debrief':
      // Refused once police have cancelled the episode: then it changes nothing.
      await world.tryToDebrief(reference, one.disclosed);
      return;
    case 'retract':
      return world.retract(reference);
    case 'move': {
      const { homePostcode, responsibleAuthority } = one;
      return world.receiveFact(
        buildUpdatedFact({ responsibleAuthority, child: { homePostcode } }, { reference }),
      );
    }
    case 'link':
      return world.receiveFact(
        buildUpdatedFact({ child: { authorityChildId: one.authorityChildId } }, { reference }),
      );
    case 'cancel':
      return world.receiveFact(buildCancelledFact({}, { reference }));
    case 'reopen':
      return world.receiveFact(buildFoundFact({}, { reference }));
  }
};

const beginAll = async (world: EvidenceWorld): Promise<void> => {
  for (const reference of REFERENCES) await world.begin(reference);
};

type Fault = 'none' | 'before' | 'after';

/** A table whose every answer waits for its turn, and which fails before a write, or after it. */
const troubled = (table: Table, scheduler: fc.Scheduler, faults: Fault[]): Table => {
  const turn = <T>(name: string, work: () => Promise<T>): Promise<T> =>
    scheduler.schedule(Promise.resolve(), name).then(work);
  return {
    ...table,
    get: (key) => turn('get', () => table.get(key)),
    readPartition: (...range) => turn('read', () => table.readPartition(...range)),
    transact: (writes) =>
      turn('write', async () => {
        const fault = faults.shift() ?? 'none';
        if (fault === 'before') throw new Error('nothing was written');
        const outcome = await table.transact(writes);
        if (fault === 'after') throw new Error('it was written, but the reply was lost');
        return outcome;
      }),
  };
};

const readSorted = async (table: Table): Promise<StoredThemes> =>
  sortThemes(await readStoredThemes(createThemeStore(table)));

/** Themes made from nothing, of the current facts. */
const makeFromNothing = async (world: EvidenceWorld): Promise<StoredThemes> => {
  const table = createMemoryTable();
  for (const reference of REFERENCES) {
    await applyEvidence(world.portsOver(table), toEpisodeId(reference));
  }
  return readSorted(table);
};

/** Derived, rebuilt and stored: all the same. */
const expectTrue = async (world: EvidenceWorld, table: Table): Promise<void> => {
  const drawn = sortThemes(await world.deriveThemes(REFERENCES));
  expect(await readSorted(table)).toEqual(drawn);
  expect(await makeFromNothing(world)).toEqual(drawn);
};

const anyTrouble = fc.record({
  story: fc.array(anyHappening, { minLength: 1, maxLength: 8 }),
  /** How often the queue brings each change. */
  repeats: fc.array(fc.integer({ min: 1, max: 3 }), { maxLength: 8 }),
  faults: fc.array(fc.constantFrom<Fault>('none', 'before', 'after'), { maxLength: 15 }),
  scheduler: fc.scheduler(),
});

describe('Whatever is disclosed, corrected, withdrawn, linked, moved and cancelled, in any order and any number of times', () => {
  it('the theme statistics, written by many at once and interrupted anywhere, follow from the facts', async () => {
    await fc.assert(
      fc.asyncProperty(anyTrouble, async ({ story, repeats, faults, scheduler }) => {
        const table = createMemoryTable();
        const failing = troubled(table, scheduler, [...faults]);
        const work: Promise<void>[] = [];
        const deliver = async (episodeId: string): Promise<void> => {
          for (;;) {
            const ports = world.portsOver(failing, troubled(world.core, scheduler, []));
            try {
              await applyEvidence(ports, episodeId);
              return;
            } catch {
              // The queue brings it again.
            }
          }
        };
        const world = createEvidenceWorld((episodeId) => {
          const times = repeats[work.length] ?? 1;
          for (let time = 0; time < times; time++) work.push(deliver(episodeId));
        });
        await beginAll(world);
        const receiveAll = async (): Promise<void> => {
          for (const one of story) {
            await scheduler.schedule(Promise.resolve(), 'something happens');
            await happen(world, one);
          }
        };
        await scheduler.waitFor(receiveAll());
        await scheduler.waitFor(Promise.all(work));
        await expectTrue(world, table);
      }),
      { numRuns: 75 },
    );
  });

  it('a debrief that is withdrawn is as if it had never been', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(anyDebrief, { minLength: 1, maxLength: 3 }),
        anyDebrief,
        async (all, other) => {
          const table = createMemoryTable();
          const world = createEvidenceWorld();
          await beginAll(world);
          const apply = (reference: string) =>
            applyEvidence(world.portsOver(table), toEpisodeId(reference));
          await world.debrief('NC-2', other);
          await apply('NC-2');
          const before = await readSorted(table);
          for (const disclosed of all) {
            await world.debrief('NC-1', disclosed);
            await apply('NC-1');
          }
          await world.retract('NC-1');
          await apply('NC-1');
          expect(await readSorted(table)).toEqual(before);
        },
      ),
      { numRuns: 25 },
    );
  });
});

/** A table that remembers which items were ever written. */
const remembering = (table: Table) => {
  const keys = new Map<string, ItemKey>();
  const kept: Table = {
    ...table,
    transact: (writes) => {
      for (const write of writes) {
        if ('put' in write) keys.set(`${write.put.pk} ${write.put.sk}`, write.put);
      }
      return table.transact(writes);
    },
  };
  return { table: kept, keys: () => [...keys.values()].map(({ pk, sk }) => ({ pk, sk })) };
};

const rebuild = (world: EvidenceWorld, table: Table, after: string | null = null) =>
  rebuildThemes(world.portsOver(table), {
    after,
    onProgress: () => undefined,
    onFault: (_, error) => {
      throw error;
    },
  });

const anyDamage = fc.record({
  story: fc.array(anyHappening, { minLength: 1, maxLength: 8 }),
  /** Of each item that was ever written: whether it is lost. */
  lost: fc.infiniteStream(fc.integer({ min: 0, max: 2 }).map((one) => one === 0)),
  cutOff: fc.integer({ min: 1, max: 12 }),
});

describe('Theme statistics that are rebuilt', () => {
  it('in place, whatever was lost or left over, are as if made from nothing', async () => {
    await fc.assert(
      fc.asyncProperty(anyDamage, async ({ story, lost, cutOff }) => {
        const { table, keys } = remembering(createMemoryTable());
        const world = createEvidenceWorld();
        const forgotten = createEvidenceWorld();
        await beginAll(world);
        await forgotten.begin('NC-9');
        await forgotten.debrief('NC-9', { items: [buildItemBody()] });
        await applyEvidence(forgotten.portsOver(table), toEpisodeId('NC-9'));
        for (const one of story) {
          await happen(world, one);
          await applyEvidence(world.portsOver(table), toEpisodeId(one.reference));
        }
        for (const key of keys()) {
          if (lost.next().value) await table.transact([{ remove: key }]);
        }
        await rebuild(world, cutOffAt(table, cutOff)).catch(() => undefined);
        await rebuild(world, table);
        await expectTrue(world, table);
      }),
      { numRuns: 50 },
    );
  });

  it('into an empty table is equal to the live one', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyHappening, { minLength: 1, maxLength: 8 }), async (story) => {
        const live = createMemoryTable();
        const world = createEvidenceWorld();
        await beginAll(world);
        for (const one of story) {
          await happen(world, one);
          await applyEvidence(world.portsOver(live), toEpisodeId(one.reference));
        }
        const rebuilt = createMemoryTable();
        await rebuild(world, rebuilt);
        expect(await readSorted(rebuilt)).toEqual(await readSorted(live));
      }),
      { numRuns: 25 },
    );
  });
});
