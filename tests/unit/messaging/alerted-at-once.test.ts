import { beforeEach, describe, expect, it } from 'vitest';
import { recordOutcome } from '../../../shared/casework/record-outcome.ts';
import { readValue } from '../../support/results.ts';
import { formatTaskReference } from '../../../shared/episodes/task.ts';
import type { Instant } from '../../../shared/kernel/instant.ts';
import { type AlertWorld, createAlertWorld } from '../../support/alert-world.ts';
import {
  at,
  buildFoundFact,
  buildReportedFact,
  buildReturnedFact,
  buildUpdatedFact,
} from '../../support/facts.ts';
import { buildOutcomeBody } from '../../support/work-bodies.ts';
import { P1 } from '../../support/work-world.ts';

const FIRST = 'NC-2026-000001';
const MORNING = at('2026-11-12T09:00Z');
const CHILD = { authorityChildId: 'child-1', givenName: 'Zak', familyName: 'Ferris' } as const;
const NORWICH = { missingFrom: { kind: 'home', place: { postcode: 'NR3 1AU' } } } as const;
const about = (id: string, time: string, reference = FIRST) => ({ id, time, reference });

let world: AlertWorld;
beforeEach(() => {
  world = createAlertWorld();
});

const read = (person: string, now: Instant = MORNING) => world.readEmails(person, now);

const readAll = async (people: readonly string[], now: Instant = MORNING) => {
  for (const person of people) await read(person, now);
};

const addTask = async (practitioner: string | null = 'p-1') => {
  const { taskId } = await world.addTask({ practitioner });
  await readAll(['p-1', 'm-1']);
  return { taskId, reference: formatTaskReference(taskId) };
};

describe('when police correct the return of an interview that was held in time', () => {
  const holdThenCorrect = async (returnedAt: string) => {
    const { taskId, reference } = await addTask();
    const { taskVersion } = await world.read(FIRST);
    const body = buildOutcomeBody('1', { taskVersion, happenedAt: '2026-11-13T10:00:00Z' });
    readValue(await recordOutcome(world.ports, { taskId, body }, P1, at('2026-11-13T11:00Z')));
    await world.receiveFacts(
      buildReturnedFact({ returnedAt: at(returnedAt) }, about('corrected', '2026-11-13T12:00Z')),
    );
    return reference;
  };

  it('so that it was late, whoever held it and the manager read it', async () => {
    const reference = await holdThenCorrect('2026-11-10T08:00Z');
    for (const person of ['p-1', 'm-1']) {
      const [email = ''] = await read(person, at('2026-11-13T12:01Z'));
      expect(email).toContain(`Interview late after all: ${reference}`);
      expect(email).toContain('enter why the interview was late');
    }
  });

  it('and it is still in time, nobody reads anything', async () => {
    await holdThenCorrect('2026-11-11T09:00Z');
    expect(await read('p-1', at('2026-11-13T12:01Z'))).toEqual([]);
    expect(await read('m-1', at('2026-11-13T12:01Z'))).toEqual([]);
  });
});

describe('when a child whose interview is still open', () => {
  const comesHome = async () => {
    const missing = buildReportedFact(
      { ...NORWICH, child: CHILD },
      about('reported-a', '2026-11-10T22:05Z', 'NC-A'),
    );
    const home = buildReturnedFact(
      { returnedAt: at('2026-11-11T08:00Z') },
      about('returned-a', '2026-11-11T08:10Z', 'NC-A'),
    );
    await world.receiveFacts(missing, home);
    const { task } = (await world.read('NC-A')).episode;
    const holder = task?.allocation?.practitioner ?? '';
    await readAll(['p-1', 'p-2', 'm-1']);
    return { holder, reference: formatTaskReference(task?.taskId ?? '') };
  };

  it('is missing again, whoever has the interview reads it', async () => {
    const { holder, reference } = await comesHome();
    await world.receiveFacts(
      buildReportedFact(
        { ...NORWICH, child: CHILD, reportedAt: at('2026-11-12T08:00Z') },
        about('reported-b', '2026-11-12T08:10Z', 'NC-B'),
      ),
    );
    const [email = '', ...more] = await read(holder);
    expect(more).toEqual([]);
    expect(email).toContain(`Missing again: ${reference}`);
    expect(email).toContain('The interview has to cover both times.');
    expect(await read('m-1')).toEqual([]);
  });

  it('is missing again while two interviews are open, whoever has both reads it of each', async () => {
    const { holder, reference } = await comesHome();
    await world.receiveFacts(
      buildReportedFact(
        { ...NORWICH, child: CHILD, reportedAt: at('2026-11-12T08:00Z') },
        about('reported-b', '2026-11-12T08:10Z', 'NC-B'),
      ),
      buildReturnedFact(
        { returnedAt: at('2026-11-12T08:20Z') },
        about('returned-b', '2026-11-12T08:30Z', 'NC-B'),
      ),
    );
    await readAll([holder]);
    const second = (await world.read('NC-B')).episode.task;
    expect(second?.allocation?.practitioner).toBe(holder);
    await world.receiveFacts(
      buildReportedFact(
        { ...NORWICH, child: CHILD, reportedAt: at('2026-11-12T09:10Z') },
        about('reported-c', '2026-11-12T09:20Z', 'NC-C'),
      ),
    );
    const [email = ''] = await read(holder, at('2026-11-12T09:30Z'));
    for (const one of [reference, formatTaskReference(second?.taskId ?? '')])
      expect(email).toContain(one);
  });

  it('is missing again under the same reference before coming home, whoever has it reads it once', async () => {
    await world.receiveFacts(
      buildReportedFact({ ...NORWICH, child: CHILD }, about('r', '2026-11-10T22:05Z', 'NC-A')),
      buildFoundFact({ foundAt: at('2026-11-11T06:00Z') }, about('f', '2026-11-11T06:10Z', 'NC-A')),
    );
    const { task } = (await world.read('NC-A')).episode;
    const holder = task?.allocation?.practitioner ?? '';
    await readAll([holder]);
    const again = { ...NORWICH, child: CHILD, reportedAt: at('2026-11-12T07:00Z') };
    await world.receiveFacts(
      buildReportedFact(again, about('r2', '2026-11-12T07:10Z', 'NC-A')),
      buildUpdatedFact({ riskLevel: 'low' }, about('u', '2026-11-12T07:20Z', 'NC-A')),
    );
    const emails = await read(holder);
    expect(emails.filter((email) => email.startsWith('Missing again'))).toHaveLength(1);
  });

  it('turns 18 before the deadline, whoever has the interview reads it, with what else there is to say', async () => {
    const child = { ...CHILD, dateOfBirth: '2008-11-13' } as const;
    await world.receiveFacts(
      buildReportedFact({ ...NORWICH, child }, about('r', '2026-11-10T22:05Z', 'NC-A')),
      buildReturnedFact(
        { returnedAt: at('2026-11-11T08:00Z') },
        about('h', '2026-11-11T08:10Z', 'NC-A'),
      ),
    );
    const { task } = (await world.read('NC-A')).episode;
    const [email = '', ...more] = await read(task?.allocation?.practitioner ?? '');
    expect(more).toEqual([]);
    expect(email).toContain('Child turns 18 before the deadline: RHI-');
    expect(email).toContain('Deadline: by 8am on Saturday 14 November');
    expect(email).not.toContain('2008');
  });

  it('turned 18 before, or turns 18 after the deadline, nobody reads of it', async () => {
    for (const [name, dateOfBirth] of [
      ['before', '2008-11-11'],
      ['after', '2008-11-15'],
    ] as const) {
      const reference = `NC-${name}`;
      const child = { ...CHILD, authorityChildId: name, dateOfBirth };
      await world.receiveFacts(
        buildReportedFact(
          { ...NORWICH, child },
          about(`r-${name}`, '2026-11-10T22:05Z', reference),
        ),
        buildReturnedFact(
          { returnedAt: at('2026-11-11T08:00Z') },
          about(`h-${name}`, '2026-11-11T08:10Z', reference),
        ),
      );
    }
    for (const person of ['p-1', 'p-2', 'm-1'])
      expect((await read(person)).join('\n')).not.toContain('turns 18');
  });
});

describe('when an episode moves to another authority', () => {
  it('whoever had the interview and the manager of their team read who has it now', async () => {
    const { reference } = await addTask();
    await world.receiveFacts(
      buildUpdatedFact({ responsibleAuthority: 'E06000059' }, about('moves', '2026-11-12T08:59Z')),
    );
    expect((await read('p-1'))[0]).toContain(`No longer with you: ${reference}`);
    const [email = '', ...more] = await read('m-1');
    expect(more).toEqual([]);
    expect(email).toContain(`Moved to another authority: ${reference}`);
    expect(email).toContain('Who has it now: Dorset');
  });
});
