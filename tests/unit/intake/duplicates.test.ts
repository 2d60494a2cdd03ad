import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Fact } from '../../../shared/episodes/fact.ts';
import { listShownFlags } from '../../../shared/episodes/episode.ts';
import { createCounty } from '../../support/county.ts';
import {
  at,
  buildCancelledFact,
  buildFoundFact,
  buildReportedFact,
  buildReturnedFact,
  buildUpdatedFact,
} from '../../support/facts.ts';

const CHILD = {
  givenName: 'Sam',
  familyName: 'Example',
  dateOfBirth: '2011-05-09',
  policePersonId: 'P-1',
};

/** A child who was reported and came home. */
const backHome = (reference: string, child: object = CHILD): readonly Fact[] => [
  buildReportedFact({ child }, { reference }),
  buildReturnedFact({}, { reference }),
];

const duplicateOf = (reference: string, of: string, time = '2026-11-11T09:00Z'): Fact =>
  buildCancelledFact({ reason: 'duplicate', duplicateOf: of }, { reference, time });

const receive = async (facts: readonly Fact[]) => {
  const county = createCounty();
  await county.receiveFacts(...facts);
  await county.runtime.runPublish();
  const show = async (reference: string) => {
    const stored = await county.read(reference);
    const { task, status } = stored.episode;
    const isFlagged = listShownFlags(stored, new Map()).includes('duplicate-unresolved');
    return [status, task?.state ?? null, ...(isFlagged ? ['flagged'] : [])];
  };
  const warnings = county.runtime.replies.flatMap(
    ({ event }) =>
      (event['data'] as { warnings?: readonly { code: string; path: string }[] }).warnings ?? [],
  );
  return { ...county, show, warnings };
};

const OPEN = ['returned', 'open', 'flagged'];
const WITHDRAWN = ['cancelled', 'withdrawn'];

describe('a reference that police cancel as a duplicate', () => {
  it('has its task withdrawn while the other is known, of the same child and not cancelled', async () => {
    const { show, warnings } = await receive([
      ...backHome('B'),
      ...backHome('A'),
      duplicateOf('A', 'B'),
    ]);
    expect(await show('A')).toEqual(WITHDRAWN);
    expect(await show('B')).toEqual(['returned', 'open']);
    expect(warnings).toEqual([]);
  });

  it('keeps its task before a person, with a warning, when the other is not known', async () => {
    const { show, warnings } = await receive([...backHome('A'), duplicateOf('A', 'B')]);
    expect(await show('A')).toEqual(OPEN);
    expect(warnings).toEqual([{ code: 'duplicate-unresolved', path: '/data/duplicateOf' }]);
  });

  it('has it withdrawn when the other becomes known', async () => {
    const { show } = await receive([...backHome('A'), duplicateOf('A', 'B'), ...backHome('B')]);
    expect(await show('A')).toEqual(WITHDRAWN);
  });

  it('gets it back when the other is cancelled, and loses it again when that one is reopened', async () => {
    const { show, receiveFacts } = await receive([
      ...backHome('B'),
      ...backHome('A'),
      duplicateOf('A', 'B'),
    ]);
    await receiveFacts(buildCancelledFact({}, { reference: 'B', time: '2026-11-11T10:00Z' }));
    expect(await show('A')).toEqual(OPEN);
    await receiveFacts(
      buildReturnedFact({}, { id: 'again', reference: 'B', time: '2026-11-11T11:00Z' }),
    );
    expect(await show('A')).toEqual(WITHDRAWN);
  });

  it.each([
    ['itself', [duplicateOf('A', 'A')]],
    ['itself, with a space behind it', [duplicateOf('A', 'A ')]],
    ['no reference', [buildCancelledFact({ reason: 'duplicate' }, { reference: 'A' })]],
  ])('keeps its task when police name %s', async (_, more) => {
    const { show } = await receive([...backHome('A'), ...more]);
    expect(await show('A')).toEqual(OPEN);
  });

  it('keeps its task when the other is about another child, until police correct who it is', async () => {
    const { show, receiveFacts } = await receive([
      ...backHome('B', { ...CHILD, givenName: 'Tomasz', policePersonId: 'P-2' }),
      ...backHome('A'),
      duplicateOf('A', 'B'),
    ]);
    expect(await show('A')).toEqual(OPEN);
    await receiveFacts(
      buildUpdatedFact(
        { child: { givenName: 'Sam', policePersonId: 'P-1' } },
        { reference: 'B', time: '2026-11-11T12:00Z' },
      ),
    );
    expect(await show('A')).toEqual(WITHDRAWN);
  });

  it('is compared with the absence nearest in time where the other reference has several', async () => {
    const { show } = await receive([
      ...backHome('B'),
      buildReportedFact(
        { child: CHILD, reportedAt: at('2026-11-20T20:00Z') },
        { id: 'second', reference: 'B', time: '2026-11-20T20:05Z' },
      ),
      buildCancelledFact({}, { reference: 'B', time: '2026-11-20T21:00Z' }),
      ...backHome('A'),
      duplicateOf('A', 'B', '2026-11-21T09:00Z'),
    ]);
    expect(await show('A')).toEqual(WITHDRAWN);
  });
});

describe('references that police cancel as duplicates of each other', () => {
  const ring = (...references: readonly string[]): readonly Fact[] =>
    references.flatMap((reference, index) => [
      ...backHome(reference),
      duplicateOf(reference, references[(index + 1) % references.length] ?? ''),
    ]);

  it('all keep their task before a person, in any order and repetition', async () => {
    const facts = ring('A', 'B', 'C');
    const orders = fc.shuffledSubarray([...facts, ...facts], { minLength: facts.length * 2 });
    await fc.assert(
      fc.asyncProperty(orders, async (order) => {
        const { show } = await receive(order);
        for (const reference of ['A', 'B', 'C']) expect(await show(reference)).toEqual(OPEN);
      }),
      { numRuns: 25 },
    );
  });

  it('leave at least one open whatever else is cancelled, reopened or unknown, the same in any order', async () => {
    const references = ['A', 'B', 'C'] as const;
    const cancellations = fc.uniqueArray(
      fc.record({
        reference: fc.constantFrom(...references),
        of: fc.constantFrom(...references, 'D'),
        minute: fc.integer({ min: 10, max: 59 }),
      }),
      { selector: ({ reference, minute }) => `${reference} ${minute}`, maxLength: 5 },
    );
    const stories = cancellations.chain((all) => {
      const facts = [
        ...references.flatMap((reference) => backHome(reference)),
        ...all.map(({ reference, of, minute }) => ({
          ...duplicateOf(reference, of, `2026-11-11T09:${minute}Z`),
          id: `cancelled-${reference}-${minute}`,
        })),
      ];
      const shuffled = fc.shuffledSubarray(facts, { minLength: facts.length });
      return fc.tuple(shuffled, shuffled);
    });
    await fc.assert(
      fc.asyncProperty(stories, async ([one, other]) => {
        const [first, second] = [await receive(one), await receive(other)];
        const states = await Promise.all(references.map(first.show));
        expect(await Promise.all(references.map(second.show))).toEqual(states);
        expect(states.some(([, state]) => state === 'open')).toBe(true);
      }),
      { numRuns: 40 },
    );
  });
});

describe('a child whom police find dead', () => {
  const foundDead = (reference: string, time = '2026-11-11T06:10Z') =>
    buildFoundFact({ condition: 'deceased' }, { reference, time });
  const states = async (facts: readonly Fact[], references: readonly string[]) => {
    const { read } = await receive(facts);
    return Promise.all(
      references.map(async (reference) => {
        const { task } = (await read(reference)).episode;
        return task?.withdrawn?.reason ?? task?.state ?? null;
      }),
    );
  };

  it('has every open task withdrawn, in any order of arrival, also of another reference', async () => {
    const facts = [
      buildReportedFact({ child: CHILD }, { reference: 'A' }),
      foundDead('A'),
      ...backHome('B'),
      buildReportedFact({ child: CHILD }, { reference: 'C' }),
      buildFoundFact({}, { reference: 'C' }),
    ];
    const orders = fc.shuffledSubarray(facts, { minLength: facts.length });
    await fc.assert(
      fc.asyncProperty(orders, async (order) => {
        expect(await states(order, ['A', 'B', 'C'])).toEqual(['deceased', 'deceased', 'deceased']);
      }),
      { numRuns: 30 },
    );
  });

  it('leaves the tasks of other children as they are', async () => {
    const other = { ...CHILD, givenName: 'Tomasz', policePersonId: 'P-2' };
    const facts = [...backHome('B', other), ...backHome('A'), foundDead('A', '2026-11-12T09:00Z')];
    expect(await states(facts, ['A', 'B'])).toEqual(['deceased', 'open']);
  });

  it('has them open again when the reference turns out to be about another child', async () => {
    const other = {
      givenName: 'Tomasz',
      familyName: 'Nowak',
      policePersonId: 'P-2',
      sex: 'male' as const,
    };
    const facts = [
      buildReportedFact({ child: CHILD }, { reference: 'A' }),
      ...backHome('B'),
      foundDead('A'),
      buildReportedFact(
        { child: other, reportedAt: at('2026-11-12T20:00Z') },
        { reference: 'A', id: 'another-child', time: '2026-11-12T20:05Z' },
      ),
    ];
    const orders = fc.shuffledSubarray(facts, { minLength: facts.length });
    await fc.assert(
      fc.asyncProperty(orders, async (order) => {
        expect((await states(order, ['B']))[0]).toBe('open');
      }),
      { numRuns: 30 },
    );
  });

  it('has them open again, and flagged, when police say otherwise', async () => {
    const { read } = await receive([
      ...backHome('B'),
      buildReportedFact({ child: CHILD }, { reference: 'A' }),
      foundDead('A'),
      buildReturnedFact({}, { reference: 'A' }),
    ]);
    for (const reference of ['A', 'B']) {
      const { episode } = await read(reference);
      expect(episode.task?.state).toBe('open');
      expect(episode.flags).toContain('deceased-contradicted');
    }
  });
});
