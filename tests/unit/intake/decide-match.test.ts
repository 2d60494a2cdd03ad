import { makeEpisodeId } from '../../support/ids.ts';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Caller } from '../../../shared/access/caller.ts';
import { allocateTask } from '../../../shared/casework/allocate-task.ts';
import { recordDebrief } from '../../../shared/casework/record-debrief.ts';
import { recordOutcome } from '../../../shared/casework/record-outcome.ts';
import { readStaff } from '../../../shared/directory/staff-store.ts';
import { toTaskId } from '../../../shared/episodes/episode.ts';
import { readEpisode } from '../../../shared/episodes/read-episode.ts';
import { decideMatch } from '../../../shared/intake/decide-match.ts';
import type { MatchBody } from '../../../shared/intake/match-api.ts';
import { readMatch } from '../../../shared/intake/read-match.ts';
import { ALL_WEEKS } from '../../../shared/themes/week-period.ts';
import { createCounty } from '../../support/county.ts';
import {
  backHome,
  decide as decideIn,
  DECIDED_AT as NOW,
  findChild as findIn,
  JO,
  MANAGER,
  nameMatch as nameIn,
  SAM,
  say,
} from '../../support/match-decisions.ts';
import { buildStaffMember, employ } from '../../support/directory.ts';
import {
  at,
  buildCancelledFact,
  buildFoundFact,
  buildReportedFact,
  buildReturnedFact,
} from '../../support/facts.ts';
import { DORSET, NORFOLK, NORFOLK_FORCE } from '../../support/messages.ts';
import { readRefusal, readValue } from '../../support/results.ts';
import { buildDebriefBody, buildItemBody, buildOutcomeBody } from '../../support/work-bodies.ts';

const PRACTITIONER: Caller = { subject: 'p-1', role: 'practitioner', authorities: [NORFOLK] };
const OF_DORSET: Caller = { subject: 'm-2', role: 'manager', authorities: [DORSET] };

let county: ReturnType<typeof createCounty>;
beforeEach(() => {
  county = createCounty({
    directory: employ(NORFOLK, [
      buildStaffMember('p-1', { teams: ['norfolk-norwich'] }),
      buildStaffMember('p-2'),
      buildStaffMember('m-1', { role: 'team-manager', teams: ['norfolk-norwich'] }),
    ]),
  });
});

/** The same child, whom one report names without an identifier: only a person can know. */
const reportBoth = () =>
  county.receiveFacts(...backHome('A', { ...SAM, policePersonId: 'P-1' }), ...backHome('B', SAM));

const findChild = (reference: string) => findIn(county, reference);

const nameMatch = (one = 'A', other = 'B') => nameIn(county, one, other);

const decide = async (
  body: MatchBody,
  matchId: string | Promise<string> = nameMatch(),
  caller = MANAGER,
) => decideIn(county, body, await matchId, caller);

const show = async (reference: string) => {
  const id = makeEpisodeId(NORFOLK_FORCE, reference);
  const { child, flags, task } = readValue(
    await readEpisode(county.ports, id, {}, { ...MANAGER, authorities: 'all' }, NOW),
  );
  return { childId: child?.childId, matches: child?.matches, flags, task };
};

const hold = async (reference: string, alsoCovers: readonly string[] = []) => {
  const { taskVersion } = await county.read(reference);
  const others = await Promise.all(
    alsoCovers.map(async (other) => ({
      taskId: toTaskId(makeEpisodeId(NORFOLK_FORCE, other)),
      taskVersion: (await county.read(other)).taskVersion,
    })),
  );
  const about = { taskVersion, happenedAt: '2026-11-12T10:00:00Z', alsoCovers: others };
  const body = buildOutcomeBody(`held-${reference}`, about);
  const taskId = toTaskId(makeEpisodeId(NORFOLK_FORCE, reference));
  return recordOutcome(county.ports, { taskId, body }, PRACTITIONER, NOW);
};

/** Police say that B is the same absence as A. */
const cancelAsDuplicate = () =>
  county.receiveFacts(
    buildCancelledFact(
      { reason: 'duplicate', duplicateOf: 'A' },
      { reference: 'B', time: '2026-11-11T09:00Z' },
    ),
  );

describe('two children whom a manager says are the same', () => {
  beforeEach(reportBoth);

  it('are shown as one, with the decision, on every episode of both', async () => {
    const before = [await show('A'), await show('B')];
    expect(before[0]?.childId).not.toBe(before[1]?.childId);
    expect(before[0]?.matches).toMatchObject([{ matchId: await nameMatch(), decision: null }]);
    readValue(await decide(say('same')));
    const [a, b] = [await show('A'), await show('B')];
    expect(a.childId).toBe(b.childId);
    expect(a.task?.childId).toBe(b.childId);
    for (const { matches } of [a, b])
      expect(matches).toMatchObject([{ matchId: await nameMatch(), decision: 'same' }]);
  });

  it('can be covered by one interview, and not before', async () => {
    expect(readRefusal(await hold('A', ['B']))).toBe('other-child /alsoCovers/0');
    readValue(await decide(say('same')));
    readValue(await hold('A', ['B']));
    expect((await county.read('B')).episode.task?.state).toBe('closed');
  });

  it('have one interviewer, who is independent of the child under any of the ids', async () => {
    const { practitioners } = await readStaff(county.ports, NORFOLK);
    const person = practitioners.find(({ practitionerId }) => practitionerId === 'p-2');
    if (person === undefined) throw new Error('There is no p-2.');
    const ties = [{ kind: 'key-worker' as const, childId: await findChild('B') }];
    await county.ports.staff.put({ ...person, ties });
    const give = async (key: string) =>
      allocateTask(
        county.ports,
        {
          taskId: toTaskId(makeEpisodeId(NORFOLK_FORCE, 'A')),
          body: {
            key,
            taskVersion: (await county.read('A')).taskVersion,
            practitioner: 'p-2',
            reason: 'The other one is away.',
          },
        },
        MANAGER,
        NOW,
      );
    readValue(await decide(say('same')));
    expect(readRefusal(await give('give-to-p-2-a'))).toBe('not-independent /practitioner');
    readValue(await decide(say('undo')));
    readValue(await give('give-to-p-2-b'));
  });

  it('are counted once in the themes, and twice when it is taken back', async () => {
    for (const reference of ['A', 'B']) {
      readValue(await hold(reference));
      const { taskVersion } = await county.read(reference);
      const heldAt = '2026-11-12T10:00:00Z';
      const body = buildDebriefBody(`told-${reference}`, {
        taskVersion,
        heldAt,
        sections: {},
        items: [buildItemBody()],
      });
      const taskId = toTaskId(makeEpisodeId(NORFOLK_FORCE, reference));
      readValue(await recordDebrief(county.ports, { taskId, body }, PRACTITIONER, NOW));
    }
    const count = async () => {
      await county.runtime.runPublish();
      await county.runtime.runEvidence();
      const cells = await county.ports.themes.listCells({ authority: NORFOLK, ...ALL_WEEKS });
      return cells.map(({ children }) => children.length);
    };
    expect(await count()).toEqual([2]);
    readValue(await decide(say('same')));
    expect(await count()).toEqual([1]);
    readValue(await decide(say('undo')));
    expect(await count()).toEqual([2]);
  });

  it('have a duplicate withdrawn that names an episode of the other, and open again after', async () => {
    await cancelAsDuplicate();
    const stateOf = async () => (await county.read('B')).episode.task?.state;
    expect(await stateOf()).toBe('open');
    readValue(await decide(say('same')));
    expect(await stateOf()).toBe('withdrawn');
    readValue(await decide(say('undo')));
    expect(await stateOf()).toBe('open');
  });

  it('are one for every task also when the request was cut off: the sweep finishes it', async () => {
    await cancelAsDuplicate();
    const { episodes } = county.ports;
    const cutOff = { ...episodes, readReference: () => Promise.reject(new Error('Cut off.')) };
    const input = { matchId: await nameMatch(), body: say('same') };
    await expect(
      decideMatch({ ...county.ports, episodes: cutOff }, input, MANAGER, NOW),
    ).rejects.toThrow('Cut off.');
    expect((await county.read('B')).episode.task?.state).toBe('open');
    await county.sweepAt(at('2026-11-16T12:02Z'));
    expect((await county.read('B')).episode.task?.state).toBe('withdrawn');
    expect(await episodes.listPendingReviews(at('2026-12-01T00:00Z'))).toEqual([]);
  });

  it('are both dead when one was found dead', async () => {
    await county.receiveFacts(
      buildReportedFact({ child: { ...SAM, policePersonId: 'P-1' } }, { reference: 'C' }),
      buildFoundFact({ condition: 'deceased' }, { reference: 'C' }),
    );
    const stateOf = async () => (await county.read('B')).episode.task?.state;
    expect(await stateOf()).toBe('open');
    readValue(await decide(say('same')));
    expect(await stateOf()).toBe('withdrawn');
    readValue(await decide(say('undo')));
    expect(await stateOf()).toBe('open');
  });

  it('are looked at again when the one who was found dead turns out to be another child', async () => {
    await county.receiveFacts(
      buildReportedFact({ child: { ...SAM, policePersonId: 'P-1' } }, { reference: 'C' }),
      buildFoundFact({ condition: 'deceased' }, { reference: 'C' }),
    );
    readValue(await decide(say('same')));
    expect((await county.read('B')).episode.task?.state).toBe('withdrawn');
    await county.receiveFacts(
      buildReportedFact(
        { child: { ...JO, policePersonId: 'P-9' } },
        { reference: 'C', id: 'of-another', time: '2026-11-12T09:00:00Z' },
      ),
    );
    expect((await county.read('B')).episode.task?.state).toBe('open');
  });

  it('are looked at again when the death turns out to be of a further episode, of another child', async () => {
    await county.receiveFacts(
      buildReportedFact({ child: { ...SAM, policePersonId: 'P-1' } }, { reference: 'C' }),
      buildReturnedFact({}, { reference: 'C' }),
      buildFoundFact(
        { condition: 'deceased', foundAt: at('2026-11-13T08:00Z') },
        { reference: 'C', time: '2026-11-13T09:00:00Z' },
      ),
    );
    readValue(await decide(say('same')));
    expect((await county.read('B')).episode.task?.state).toBe('withdrawn');
    const another = {
      child: { ...JO, policePersonId: 'P-9' },
      reportedAt: at('2026-11-12T08:00Z'),
    };
    await county.receiveFacts(
      buildReportedFact(another, {
        reference: 'C',
        id: 'of-another',
        time: '2026-11-12T09:00:00Z',
      }),
    );
    expect((await county.read('B')).episode.task?.state).toBe('open');
  });

  it('cannot be two again while one interview covers both: it is named', async () => {
    readValue(await decide(say('same')));
    readValue(await hold('A', ['B']));
    const refused = await decide(say('undo'));
    expect(readRefusal(refused)).toBe('interview-covers-both /decision');
    for (const reference of ['A', 'B'])
      expect(JSON.stringify(refused)).toContain(toTaskId(makeEpisodeId(NORFOLK_FORCE, reference)));
    expect((await show('A')).childId).toBe((await show('B')).childId);
  });

  it('are decided by a manager of the authority, once, and nobody else', async () => {
    const matchId = await nameMatch();
    expect(readRefusal(await decide(say('same'), matchId, PRACTITIONER))).toBe('not-your-role');
    expect(readRefusal(await decide(say('same'), matchId, OF_DORSET))).toBe('not-found');
    readValue(await decide(say('same')));
    readValue(await decide(say('same')));
    expect(readRefusal(await decide({ ...say('same'), reason: 'Another.' }))).toBe('key-reused');
    expect(readRefusal(await decide(say('different')))).toBe('already-decided /decision');
    const match = readValue(await readMatch(county.ports, matchId, MANAGER));
    expect(match).toMatchObject({ decision: 'same', proposed: null, waitingFor: [] });
    expect(match.decisions).toMatchObject([{ decision: 'same', by: 'm-1', at: NOW }]);
    expect(readRefusal(await readMatch(county.ports, matchId, OF_DORSET))).toBe('not-found');
  });

  it('are nothing that can be taken back before it was decided', async () => {
    expect(readRefusal(await decide(say('undo')))).toBe('not-decided /decision');
    expect(readRefusal(await decide(say('same'), 'ch-1.ch-2'))).toBe('not-found');
    expect(readRefusal(await decide(say('same'), 'nobody'))).toBe('not-found');
  });
});

describe('two children of two authorities', () => {
  beforeEach(() =>
    county.receiveFacts(
      ...backHome('A', { ...SAM, policePersonId: 'P-1' }),
      ...backHome('B', SAM, { responsibleAuthority: DORSET }),
    ),
  );

  it('are one when managers of both have said so', async () => {
    const first = readValue(await decide(say('same')));
    expect(first).toMatchObject({ decision: null, proposed: 'same', waitingFor: [DORSET] });
    expect((await show('A')).childId).not.toBe((await show('B')).childId);
    const second = readValue(await decide(say('same', 'key-of-dorset'), nameMatch(), OF_DORSET));
    expect(second).toMatchObject({ decision: 'same', proposed: null, waitingFor: [] });
    expect((await show('A')).childId).toBe((await show('B')).childId);
  });

  it('are two again when one of them takes it back', async () => {
    readValue(await decide(say('same')));
    readValue(await decide(say('same', 'key-of-dorset'), nameMatch(), OF_DORSET));
    readValue(await decide(say('undo')));
    expect((await show('A')).childId).not.toBe((await show('B')).childId);
    const again = readValue(await decide(say('same', 'key-of-dorset-2'), nameMatch(), OF_DORSET));
    expect(again).toMatchObject({ decision: null, waitingFor: [NORFOLK] });
  });

  it('are not decided while one says that they are the same and the other that they are not', async () => {
    readValue(await decide(say('same')));
    const other = readValue(
      await decide(say('different', 'key-of-dorset'), nameMatch(), OF_DORSET),
    );
    expect(other).toMatchObject({ decision: null, proposed: 'different', waitingFor: [NORFOLK] });
  });
});

describe('two children of different descriptions under one identifier', () => {
  beforeEach(() =>
    county.receiveFacts(
      ...backHome('A', { ...SAM, policePersonId: 'P-1' }),
      ...backHome('B', { ...JO, policePersonId: 'P-1' }),
    ),
  );
  const FLAG = 'identity-contradiction';

  it.each(['same', 'different'] as const)(
    'are before a person until one says that they are %s, and again when it is taken back',
    async (decision) => {
      for (const reference of ['A', 'B']) expect((await show(reference)).flags).toContain(FLAG);
      readValue(await decide(say(decision)));
      for (const reference of ['A', 'B']) expect((await show(reference)).flags).not.toContain(FLAG);
      readValue(await decide(say('undo')));
      for (const reference of ['A', 'B']) expect((await show(reference)).flags).toContain(FLAG);
    },
  );

  it('link whoever is like one of them, once they are the same', async () => {
    readValue(await decide(say('same')));
    await county.receiveFacts(...backHome('C', { ...JO, policePersonId: 'P-1' }));
    expect(await findChild('C')).toBe(await findChild('B'));
    expect((await show('C')).childId).toBe((await show('A')).childId);
    expect((await show('C')).flags).not.toContain(FLAG);
  });

  it('still link nobody once they are different', async () => {
    readValue(await decide(say('different')));
    await county.receiveFacts(...backHome('C', { ...JO, policePersonId: 'P-1' }));
    expect([await findChild('A'), await findChild('B')]).not.toContain(await findChild('C'));
    expect((await show('C')).flags).toContain(FLAG);
  });
});
