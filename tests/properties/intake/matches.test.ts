import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Caller } from '../../../shared/access/caller.ts';
import type { Fact } from '../../../shared/episodes/fact.ts';
import { readEpisode } from '../../../shared/episodes/read-episode.ts';
import { makeMatchId } from '../../../shared/episodes/rules/child-matches.ts';
import { decideMatch } from '../../../shared/intake/decide-match.ts';
import { createCounty } from '../../support/county.ts';
import {
  at,
  buildCancelledFact,
  buildFoundFact,
  buildReportedFact,
  buildReturnedFact,
} from '../../support/facts.ts';
import { makeEpisodeId } from '../../support/ids.ts';
import { NORFOLK, NORFOLK_FORCE } from '../../support/messages.ts';
import { readValue } from '../../support/results.ts';

const MANAGER: Caller = { subject: 'm-1', role: 'manager', authorities: [NORFOLK] };
const NOW = at('2026-12-16T12:00Z');
const REFERENCES = ['A', 'B', 'C', 'D'] as const;
type Reference = (typeof REFERENCES)[number];

/** Four children of one name, each known under an identifier of its own. */
const childOf = (reference: Reference) => ({
  givenName: 'Sam',
  familyName: 'Example',
  dateOfBirth: '2011-05-09',
  policePersonId: `P-${reference}`,
});

const reference = fc.constantFrom(...REFERENCES);

const arrival = reference.chain((one) =>
  fc.constantFrom<Fact>(
    buildReturnedFact({}, { reference: one }),
    buildFoundFact({}, { reference: one }),
    buildFoundFact(
      { condition: 'deceased' },
      { reference: one, id: `dead-${one}`, time: '2026-11-11T06:11:00Z' },
    ),
    ...REFERENCES.map((duplicateOf) =>
      buildCancelledFact(
        { reason: 'duplicate', duplicateOf },
        { reference: one, id: `${one}-is-${duplicateOf}`, time: '2026-11-12T08:00:00Z' },
      ),
    ),
  ),
);

const pair = fc.uniqueArray(reference, { minLength: 2, maxLength: 2 });
const decision = fc.record({ pair, decision: fc.constantFrom('same', 'different', 'undo') });
const step = fc.oneof(
  arrival.map((fact) => ({ fact })),
  decision.map((decided) => ({ decided })),
);

const begin = async () => {
  const county = createCounty();
  await county.receiveFacts(
    ...REFERENCES.map((one) => buildReportedFact({ child: childOf(one) }, { reference: one })),
  );
  let count = 0;
  const decide = async (
    [one, other]: readonly Reference[],
    said: 'same' | 'different' | 'undo',
  ) => {
    const ids = await Promise.all(
      [one, other].map(async (each) => (await county.read(each ?? 'A')).childId ?? ''),
    );
    count += 1;
    const body = { key: `key-number-${count}`, decision: said, reason: 'We know.' };
    const matchId = makeMatchId(ids[0] ?? '', ids[1] ?? '');
    return decideMatch(county.ports, { matchId, body }, MANAGER, NOW);
  };
  const show = async (one: Reference) => {
    const id = makeEpisodeId(NORFOLK_FORCE, one);
    const { child, flags, status, task } = readValue(
      await readEpisode(county.ports, id, {}, MANAGER, NOW),
    );
    const { childId } = await county.read(one);
    return {
      child,
      flags,
      status,
      state: task?.state ?? null,
      withdrawn: task?.withdrawn?.reason ?? null,
      childId,
    };
  };
  return { ...county, decide, showAll: () => Promise.all(REFERENCES.map(show)) };
};

const PAIRS = REFERENCES.flatMap((one, index) =>
  REFERENCES.slice(index + 1).map((other) => [one, other]),
);

describe('What a person says of two children', () => {
  it('gives back exactly what would be without it, once it is taken back, with what came in between', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 10 }), async (steps) => {
        const [decided, plain] = [await begin(), await begin()];
        for (const one of steps) {
          if ('decided' in one) await decided.decide(one.decided.pair, one.decided.decision);
          else {
            await decided.receiveFacts(one.fact);
            await plain.receiveFacts(one.fact);
          }
        }
        for (const each of PAIRS) await decided.decide(each, 'undo');
        expect(await decided.showAll()).toEqual(await plain.showAll());
      }),
      { numRuns: 40 },
    );
  });

  it('makes children one in any order, and never one of two who were said to be different', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(decision, { maxLength: 8 }), async (said) => {
        const { decide, read, ports } = await begin();
        for (const one of said) await decide(one.pair, one.decision);
        const ids = await Promise.all(
          REFERENCES.map(async (one) => (await read(one)).childId ?? ''),
        );
        const children = [...(await ports.episodes.readChildren(ids)).values()];
        for (const { childId, group, apart } of children) {
          expect(group).toContain(childId);
          expect(group.filter((id) => apart.includes(id))).toEqual([]);
          for (const other of children)
            expect(other.group.includes(childId)).toBe(group.includes(other.childId));
        }
      }),
      { numRuns: 40 },
    );
  });
});
