import { beforeEach, describe, expect, it } from 'vitest';
import { countTimescales } from '../../../shared/casework/count-timescales.ts';
import { recordOutcome } from '../../../shared/casework/record-outcome.ts';
import { recordOffer } from '../../../shared/casework/record-offer.ts';
import {
  recordVisitNeeds,
  type VisitNeedsBody,
} from '../../../shared/casework/record-visit-needs.ts';
import { readTask } from '../../../shared/episodes/read-task.ts';
import { formatTaskReference, type RhiTask } from '../../../shared/episodes/task.ts';
import { addMs, HOUR_MS } from '../../../shared/kernel/instant.ts';
import { type AlertWorld, createAlertWorld } from '../../support/alert-world.ts';
import { at, buildReportedFact, buildReturnedFact } from '../../support/facts.ts';
import { NORFOLK } from '../../support/messages.ts';
import { readProblem, readRefusal, readValue } from '../../support/results.ts';
import { buildOfferBody, buildOutcomeBody } from '../../support/work-bodies.ts';
import { buildCaller, makeTaskId, P1 } from '../../support/work-world.ts';

const NOW = at('2026-11-12T09:00Z');
const FIRST = 'NC-2026-000001';
const NEEDS: VisitNeedsBody = {
  interpreter: true,
  twoPeople: true,
  wishedPractitioner: null,
  wishedPlace: 'school',
  language: 'Polish',
  communication: 'Short sentences.',
  safeContact: 'Text first: the phone is shared.',
  hazard: 'A dog that is not on a lead.',
};

let world: AlertWorld;
beforeEach(() => {
  world = createAlertWorld();
});

const readOf = async (reference = FIRST): Promise<RhiTask> => {
  const { task } = (await world.read(reference)).episode;
  if (task === null) throw new Error('There is no task.');
  return task;
};

const ask = async (about: Partial<VisitNeedsBody>, caller = P1) => {
  const { taskVersion, episode } = await world.read(FIRST);
  const body = {
    key: `key-of-needs-${taskVersion}`,
    taskVersion,
    visitNeeds: { ...NEEDS, ...about },
  };
  const taskId = episode.task?.taskId ?? '';
  return recordVisitNeeds(world.ports, { taskId, body }, caller, NOW);
};

const offer = async (about: object) => {
  const { taskVersion } = await world.read(FIRST);
  const body = { ...buildOfferBody(`offer-${taskVersion}`, { taskVersion }), ...about };
  return recordOffer(world.ports, { taskId: makeTaskId(FIRST), body }, P1, NOW);
};

const detail = async (reference = FIRST) =>
  readValue(await readTask(world.ports, makeTaskId(reference), {}, P1, NOW));

describe('what a visit needs', () => {
  it('is asked for with the first offer that is accepted, and can be that nobody could say', async () => {
    await world.addTask();
    expect(readProblem(await offer({ visitNeeds: undefined }))).toBe(
      'missing-field /visitNeeds Enter what a visit needs: interpreter, safe contact, hazards, the wish of the child. If nobody could say, enter null.',
    );
    readValue(await offer({ visitNeeds: undefined, response: 'undecided' }));
    readValue(await offer({ visitNeeds: NEEDS }));
    readValue(await offer({ visitNeeds: undefined }));
    expect((await readOf()).visitNeeds).toMatchObject({ interpreter: true, twoPeople: true });
  });

  it('is shown with the task, word for word, and what was recorded last counts', async () => {
    await world.addTask();
    readValue(await offer({ visitNeeds: NEEDS }));
    expect((await detail()).beforeVisit).toMatchObject({
      ...NEEDS,
      wish: null,
      askedFor: makeTaskId(FIRST),
    });
    readValue(await ask({ hazard: undefined, twoPeople: false }));
    expect((await detail()).beforeVisit).toMatchObject({ twoPeople: false, hazard: null });
  });

  it('is not lost when the offer is corrected without it', async () => {
    await world.addTask();
    const { actionId } = readValue(await offer({ visitNeeds: NEEDS }));
    const correction = {
      corrects: actionId,
      correctionReason: 'It was a visit.',
      channel: 'visit',
    };
    readValue(await offer({ ...correction, visitNeeds: undefined }));
    expect((await readOf()).visitNeeds).toMatchObject({ twoPeople: true });
  });
});

/** The child of both tasks. */
const CHILD = { authorityChildId: 'child-1', givenName: 'Zak', familyName: 'Ferris' } as const;
const NORWICH = { missingFrom: { kind: 'home', place: { postcode: 'NR3 1AU' } } } as const;

const comesHome = async (reference: string, hour: string) => {
  const about = (id: string, time: string) => ({ reference, id: `${id}-${reference}`, time });
  await world.receiveFacts(
    buildReportedFact(
      { ...NORWICH, child: CHILD, reportedAt: at(`2026-11-1${hour}:00Z`) },
      about('reported', `2026-11-1${hour}:05Z`),
    ),
    buildReturnedFact(
      { returnedAt: at(`2026-11-1${hour}:30Z`) },
      about('returned', `2026-11-1${hour}:40Z`),
    ),
  );
};

describe('the next interview of the child', () => {
  it('begins with what was known of visits before', async () => {
    await comesHome(FIRST, '1T08');
    readValue(await ask({}, buildCaller((await readOf()).allocation?.practitioner ?? '')));
    await comesHome('NC-2', '2T08');
    const { beforeVisit } = await detail('NC-2');
    expect(beforeVisit).toMatchObject({ hazard: NEEDS.hazard, askedFor: makeTaskId(FIRST) });
  });

  it('goes to whom the child asked for, before whom they know', async () => {
    await comesHome(FIRST, '1T08');
    const holder = (await readOf()).allocation?.practitioner ?? '';
    const other = holder === 'p-1' ? 'p-2' : 'p-1';
    readValue(await ask({ wishedPractitioner: other }, buildCaller(holder)));
    await world.give(makeTaskId(FIRST), holder, NOW);
    await comesHome('NC-2', '2T08');
    expect((await readOf('NC-2')).allocation).toMatchObject({
      practitioner: other,
      basis: 'child-wish',
    });
  });
});

describe('the wish of the child for somebody', () => {
  it('gives them the task, and both read it', async () => {
    await world.addTask();
    for (const person of ['p-1', 'p-2']) await world.readEmails(person, NOW);
    const { task } = readValue(await ask({ wishedPractitioner: 'p-2' }));
    expect(task.allocation).toMatchObject({
      practitioner: 'p-2',
      basis: 'child-wish',
      by: 'policy',
    });
    const reference = formatTaskReference(task.taskId);
    const [got] = await world.readEmails('p-2', NOW);
    expect(got).toContain(reference);
    // Who recorded the wish is answered with the task as it is now.
    expect(await world.readEmails('p-1', NOW)).toEqual([]);
  });

  it('asks the manager when they have no room, are away or are involved, and moves nothing', async () => {
    await world.addTask();
    await world.readEmails('m-1', NOW);
    await world.stores.staff.putAbsence(NORFOLK, {
      absenceId: 'abs-1',
      practitionerId: 'p-2',
      from: '2026-11-12',
      until: '2026-11-20',
    });
    const { task } = readValue(await ask({ wishedPractitioner: 'p-2' }));
    expect(task.practitioner).toBe('p-1');
    const [email] = await world.readEmails('m-1', addMs(NOW, HOUR_MS));
    expect(email).toContain(`Decide who does an interview: ${formatTaskReference(task.taskId)}`);
  });

  it('for somebody whom the authority does not have is refused: it is written in words', async () => {
    await world.addTask();
    expect(readRefusal(await ask({ wishedPractitioner: 'p-404' }))).toBe(
      'unknown-practitioner /visitNeeds/wishedPractitioner',
    );
  });
});

describe('a child who knows somebody without room', () => {
  it('is not sent a stranger: the manager decides', async () => {
    await comesHome(FIRST, '1T08');
    const holder = (await readOf()).allocation?.practitioner ?? '';
    const { practitioners } = await world.ports.staff.read(NORFOLK, []);
    const person = practitioners.find(({ practitionerId }) => practitionerId === holder);
    if (person === undefined) throw new Error('Nobody has the task.');
    await world.stores.staff.put({ ...person, caseloadCap: 1 });
    await world.readEmails('m-1', NOW);
    await comesHome('NC-2', '2T08');
    const second = await readOf('NC-2');
    expect(second.allocation).toBeNull();
    const [email] = await world.readEmails('m-1', NOW);
    expect(email).toContain(`Decide who does an interview: ${formatTaskReference(second.taskId)}`);
  });
});

describe('the figures of a period', () => {
  it('say how often a child had asked for somebody, and how often they held the interview', async () => {
    const hold = async (reference: string, by: string) => {
      const { taskVersion } = await world.read(reference);
      const body = buildOutcomeBody(`${reference}-1`, {
        taskVersion,
        happenedAt: '2026-11-12T08:30:00Z',
      });
      const taskId = makeTaskId(reference);
      readValue(await recordOutcome(world.ports, { taskId, body }, buildCaller(by), NOW));
    };
    await world.addTask();
    readValue(await ask({ wishedPractitioner: 'p-1' }));
    await world.addTask();
    await world.addTask();
    await hold(FIRST, 'p-1');
    await hold('NC-2026-000002', 'p-1');
    const count = async () => {
      const states = await world.ports.episodes.listReturned({
        authority: NORFOLK,
        from: at('2026-11-01T00:00Z'),
        to: at('2026-12-01T00:00Z'),
      });
      return countTimescales(
        states.map(({ episode }) => episode),
        NOW,
      );
    };
    expect(await count()).toMatchObject({ completed: 2, wished: 1, wishMet: 1 });
  });
});
