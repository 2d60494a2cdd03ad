import { acknowledgeEscalation } from '../../../shared/escalation/acknowledge-escalation.ts';
import { recordAttempt } from '../../../shared/casework/record-attempt.ts';
import { recordOutcome } from '../../../shared/casework/record-outcome.ts';
import { putStaffMember } from '../../../shared/casework/put-staff-member.ts';
import { recordStaffAbsence } from '../../../shared/casework/record-staff-absence.ts';
import { recordVisitNeeds } from '../../../shared/casework/record-visit-needs.ts';
import { readStaff } from '../../../shared/directory/staff-store.ts';
import { toTaskId } from '../../../shared/episodes/episode.ts';
import type { Instant } from '../../../shared/kernel/instant.ts';
import type { AlertWorld } from '../../support/alert-world.ts';
import {
  at,
  buildCancelledFact,
  buildFoundFact,
  buildReportedFact,
  buildReturnedFact,
  buildUpdatedFact,
} from '../../support/facts.ts';
import { makeEpisodeId } from '../../support/ids.ts';
import { NORFOLK, NORFOLK_FORCE } from '../../support/messages.ts';
import { readValue } from '../../support/results.ts';
import { buildAttemptBody, buildOutcomeBody } from '../../support/work-bodies.ts';
import { buildCaller } from '../../support/work-world.ts';

/*
 * p-1 and p-2 are practitioners of Norwich, m-1 its manager; m-2 manages Broadland; above them are h-1 (head of service)
 * and d-1 (director). The child of the first task came home at 8am on Wednesday 11 November: due at 8am on Saturday 14.
 */
export const PEOPLE = ['p-1', 'p-2', 'm-1', 'm-2', 'h-1', 'd-1'] as const;
export type Reader = (typeof PEOPLE)[number];

const FIRST = 'NC-2026-000001';
export const THURSDAY = at('2026-11-12T09:00Z');
const CHILD = { authorityChildId: 'child-1', givenName: 'Zak', familyName: 'Ferris' } as const;
const NORWICH = { missingFrom: { kind: 'home', place: { postcode: 'NR3 1AU' } } } as const;

const about = (id: string, time: string, reference = FIRST) => ({ id, time, reference });
const managerOf = (id: string) => buildCaller(id, { role: 'manager' });

const taskOf = (reference = FIRST): string => toTaskId(makeEpisodeId(NORFOLK_FORCE, reference));

const versionOf = async (world: AlertWorld, reference = FIRST) =>
  (await world.read(reference)).taskVersion;

const listStaff = async (world: AlertWorld) =>
  (await readStaff(world.ports, NORFOLK)).practitioners;

const change = async (world: AlertWorld, id: string, fields: object, by = 'h-1') => {
  const person = (await listStaff(world)).find(({ practitionerId }) => practitionerId === id);
  if (person === undefined) throw new Error('There is nobody of this id.');
  const body = { ...person, teams: [...person.teams], ties: [...person.ties], ...fields };
  readValue(await putStaffMember(world.ports, body, managerOf(by), THURSDAY));
};

const acknowledge = async (world: AlertWorld, level: string, by: string, now: Instant) => {
  const { raised } = await world.read(FIRST);
  const escalationId = raised.find((one) => one.level === level)?.escalationId ?? '';
  const body = { key: `key-of-${level}`, note: 'A visit is arranged.', planDate: '2026-11-16' };
  readValue(await acknowledgeEscalation(world.ports, { escalationId, body }, managerOf(by), now));
};

const hold = async (world: AlertWorld, happenedAt: string) => {
  const body = buildOutcomeBody('1', { taskVersion: await versionOf(world), happenedAt });
  const now = at('2026-11-13T11:00Z');
  readValue(await recordOutcome(world.ports, { taskId: taskOf(), body }, buildCaller('p-1'), now));
};

const isMissing = (world: AlertWorld, fields: object = {}) =>
  world.receiveFacts(
    buildReportedFact(
      {
        ...NORWICH,
        child: CHILD,
        reportedAt: at('2026-11-10T22:00Z'),
        riskLevel: 'medium',
        ...fields,
      },
      about('reported', '2026-11-10T22:05Z', 'NC-M'),
    ),
  );

interface Situation {
  readonly when: string;
  /** What was read before it happens is not in the table. */
  readonly before?: (world: AlertWorld) => Promise<unknown>;
  readonly happens: (world: AlertWorld) => Promise<unknown>;
  /** Read at this moment; 9am on Thursday if left out. */
  readonly readAt?: Instant;
  /** Subject and a sentence of every message, of everybody who gets one. Everybody else gets none. */
  readonly hear: Partial<Record<Reader, readonly (readonly [subject: string, sentence: string])[]>>;
}

const given = (world: AlertWorld) => world.addTask();
const unallocated = (world: AlertWorld) => world.addTask({ practitioner: null });
const breached = async (world: AlertWorld) => {
  await world.addTask();
  await world.sweepAt(at('2026-11-14T08:01Z'));
};

export const SITUATIONS: readonly Situation[] = [
  {
    when: 'a child comes home and the policy gives somebody the interview',
    happens: (world) =>
      world.receiveFacts(
        buildReportedFact({ ...NORWICH, child: CHILD }, about('r', '2026-11-10T22:05Z')),
        buildReturnedFact({ returnedAt: at('2026-11-11T08:00Z') }, about('h', '2026-11-11T08:10Z')),
      ),
    hear: {
      'p-2': [['New return home interview: RHI', 'Deadline: by 8am on Saturday 14 November']],
    },
  },
  {
    when: 'a colleague takes it over',
    before: given,
    happens: (world) => world.takeOver(taskOf(), 'p-2', THURSDAY),
    hear: { 'p-1': [['No longer with you: RHI', 'Who has it now: Person p-2']] },
  },
  {
    when: 'the manager gives it to somebody else',
    before: async (world) => {
      await given(world);
      const body = buildAttemptBody('1', { taskVersion: await versionOf(world) });
      const taskId = taskOf();
      readValue(await recordAttempt(world.ports, { taskId, body }, buildCaller('p-1'), THURSDAY));
    },
    happens: (world) => world.give(taskOf(), 'p-2', THURSDAY),
    hear: {
      'p-1': [['No longer with you: RHI', 'Who has it now: Person p-2']],
      'p-2': [['Reallocated to you: RHI', 'Done so far: 1 attempt to reach the child']],
    },
  },
  {
    when: 'whoever has it leaves',
    before: given,
    happens: (world) => change(world, 'p-1', { inactive: true }),
    hear: {
      'p-1': [['Your entry in the staff list was changed', 'Changed: whether you are at work']],
      'm-1': [['Handed back: RHI', 'It is not allocated to anyone.']],
    },
  },
  {
    when: 'police cancel the episode',
    before: given,
    happens: (world) => world.receiveFacts(buildCancelledFact({}, about('c', '2026-11-12T08:59Z'))),
    hear: {
      'p-1': [
        ['Withdrawn: RHI', 'If you have an appointment, cancel it there and with the child.'],
      ],
    },
  },
  {
    when: 'police cancel it and nobody has it',
    before: unallocated,
    happens: (world) => world.receiveFacts(buildCancelledFact({}, about('c', '2026-11-12T08:59Z'))),
    hear: {
      'm-1': [
        ['Withdrawn: RHI', 'If you have an appointment, cancel it there and with the child.'],
      ],
    },
  },
  {
    when: 'it is open again',
    before: async (world) => {
      await given(world);
      await world.receiveFacts(buildCancelledFact({}, about('c', '2026-11-12T08:30Z')));
    },
    happens: (world) =>
      world.receiveFacts(
        buildReturnedFact({ returnedAt: at('2026-11-11T08:00Z') }, about('b', '2026-11-12T08:59Z')),
      ),
    hear: { 'p-1': [['Open again: RHI', 'Deadline: by 8am on Saturday 14 November']] },
  },
  {
    when: 'the return was earlier than police said',
    before: given,
    happens: (world) =>
      world.receiveFacts(
        buildReturnedFact({ returnedAt: at('2026-11-10T13:00Z') }, about('b', '2026-11-12T08:59Z')),
      ),
    hear: {
      'p-1': [['Earlier deadline: RHI', 'Deadline: by 1pm on Friday 13 November']],
      'm-1': [['Earlier deadline: RHI', 'Deadline: by 1pm on Friday 13 November']],
    },
  },
  {
    when: 'a correction makes an interview late that was held in time',
    before: async (world) => {
      await given(world);
      await hold(world, '2026-11-13T10:00:00Z');
    },
    happens: (world) =>
      world.receiveFacts(
        buildReturnedFact({ returnedAt: at('2026-11-10T08:00Z') }, about('b', '2026-11-13T12:00Z')),
      ),
    readAt: at('2026-11-13T12:01Z'),
    hear: {
      'p-1': [['Interview late after all: RHI', 'enter why the interview was late']],
      'm-1': [['Interview late after all: RHI', 'enter why the interview was late']],
    },
  },
  {
    when: 'nobody has it for an hour',
    before: unallocated,
    happens: (world) => world.sweepAt(at('2026-11-11T09:11Z')),
    readAt: at('2026-11-11T09:12Z'),
    hear: { 'm-1': [['Not allocated: RHI', 'is not allocated to anyone']] },
  },
  {
    when: 'nobody has tried for a day',
    before: given,
    happens: (world) => world.sweepAt(at('2026-11-12T08:00Z')),
    hear: {
      'p-1': [['No contact recorded: RHI', 'Deadline: by 8am on Saturday 14 November']],
      'm-1': [['No contact recorded: RHI', 'Deadline: by 8am on Saturday 14 November']],
    },
  },
  {
    when: 'it is due soon after the night: before the night',
    before: async (world) => {
      await given(world);
      await world.sweepAt(at('2026-11-12T08:00Z'));
    },
    happens: (world) => world.sweepAt(at('2026-11-13T20:59:59.999Z')),
    readAt: at('2026-11-13T20:59:59.999Z'),
    hear: {
      'p-1': [['Due soon: RHI', 'Deadline: by 8am on Saturday 14 November']],
      'm-1': [['Due soon: RHI', 'Deadline: by 8am on Saturday 14 November']],
    },
  },
  {
    when: 'the 72 hours are over',
    before: async (world) => {
      await given(world);
      for (const time of ['2026-11-12T08:00Z', '2026-11-13T20:59:59.999Z'])
        await world.sweepAt(at(time));
    },
    happens: (world) => world.sweepAt(at('2026-11-14T08:01Z')),
    readAt: at('2026-11-14T08:02Z'),
    hear: {
      'm-1': [['Overdue: RHI', 'Please acknowledge it']],
    },
  },
  {
    when: 'nobody acknowledges it for a day',
    before: breached,
    happens: (world) => world.sweepAt(at('2026-11-15T08:01Z')),
    readAt: at('2026-11-15T08:02Z'),
    hear: { 'h-1': [['Escalation not acknowledged: RHI', 'acknowledge']] },
  },
  {
    when: 'the manager acknowledges it',
    before: breached,
    happens: (world) => acknowledge(world, 'breach', 'm-1', at('2026-11-14T09:00Z')),
    readAt: at('2026-11-14T09:01Z'),
    hear: { 'p-1': [['Escalation acknowledged: RHI', 'Plan: by Monday 16 November']] },
  },
  {
    when: 'the planned day passes without an interview',
    before: async (world) => {
      await breached(world);
      await acknowledge(world, 'breach', 'm-1', at('2026-11-14T09:00Z'));
      await world.sweepAt(at('2026-11-16T23:00Z'));
    },
    happens: (world) => world.sweepAt(at('2026-11-17T00:01Z')),
    readAt: at('2026-11-17T08:01Z'),
    hear: {
      'm-1': [['Planned day has passed: RHI', 'plan']],
      'h-1': [['Planned day has passed: RHI', 'plan']],
    },
  },
  {
    when: 'a child is found and nobody confirms the return for a day',
    before: (world) =>
      world.receiveFacts(
        buildReportedFact({ ...NORWICH, child: CHILD }, about('r', '2026-11-10T22:05Z')),
        buildFoundFact({ foundAt: at('2026-11-11T08:00Z') }, about('f', '2026-11-11T08:10Z')),
      ),
    happens: (world) => world.sweepAt(at('2026-11-12T08:11Z')),
    hear: {
      'p-2': [['Return not confirmed: RHI', 'Please find out when the child returned']],
      'm-1': [['Return not confirmed: RHI', 'Please find out when the child returned']],
    },
  },
  {
    when: 'a child is still missing after a day',
    before: (world) => isMissing(world),
    happens: (world) => world.sweepAt(at('2026-11-11T22:00Z')),
    hear: { 'm-1': [['Child still missing: ', 'Reported missing: 10pm on Tuesday 10 November']] },
  },
  {
    when: 'a child under 13 is missing',
    happens: async (world) => {
      await isMissing(world, { child: { ...CHILD, dateOfBirth: '2014-03-04' } });
      await world.sweepAt(at('2026-11-10T22:06Z'));
    },
    readAt: at('2026-11-10T22:07Z'),
    hear: {
      'm-1': [
        ['Child missing, young or at high risk: ', 'Reported missing: 10pm on Tuesday 10 November'],
      ],
    },
  },
  {
    when: 'a child becomes a high risk while missing',
    before: (world) => isMissing(world),
    happens: async (world) => {
      await world.receiveFacts(
        buildUpdatedFact({ riskLevel: 'high' }, about('u', '2026-11-11T03:00Z', 'NC-M')),
      );
      await world.sweepAt(at('2026-11-11T03:01Z'));
    },
    readAt: at('2026-11-11T03:02Z'),
    hear: {
      'm-1': [
        ['Child missing, young or at high risk: ', 'Reported missing: 10pm on Tuesday 10 November'],
      ],
    },
  },
  {
    when: 'whoever has it will be away on the day of the deadline',
    before: given,
    happens: async (world) => {
      const away = {
        key: 'key-of-absence',
        practitionerId: 'p-1',
        from: '2026-11-12',
        until: '2026-11-20',
      };
      readValue(await recordStaffAbsence(world.ports, away, buildCaller('p-1'), THURSDAY));
    },
    hear: { 'm-1': [['With somebody who will be away: RHI', 'Please allocate it']] },
  },
  {
    when: 'the child asks for somebody who has room',
    before: given,
    happens: async (world) => {
      const visitNeeds = {
        interpreter: null,
        twoPeople: false,
        wishedPractitioner: 'p-2',
        wishedPlace: null,
      };
      const body = { key: 'key-of-needs', taskVersion: await versionOf(world), visitNeeds };
      const taskId = taskOf();
      readValue(
        await recordVisitNeeds(world.ports, { taskId, body }, buildCaller('p-1'), THURSDAY),
      );
    },
    hear: { 'p-2': [['Reallocated to you: RHI', 'Done so far: nothing yet']] },
  },
  {
    when: 'the child asks for somebody who has no room',
    before: async (world) => {
      await given(world);
      await change(world, 'p-2', { caseloadCap: 1 });
      const { taskId } = await world.addTask({ practitioner: 'p-2' });
      return taskId;
    },
    happens: async (world) => {
      const visitNeeds = {
        interpreter: null,
        twoPeople: false,
        wishedPractitioner: 'p-2',
        wishedPlace: null,
      };
      const body = { key: 'key-of-needs', taskVersion: await versionOf(world), visitNeeds };
      const taskId = taskOf();
      readValue(
        await recordVisitNeeds(world.ports, { taskId, body }, buildCaller('p-1'), THURSDAY),
      );
    },
    hear: { 'm-1': [['Decide who does an interview: RHI', 'Please decide who does it.']] },
  },
  {
    when: 'somebody’s entry in the staff list is changed',
    happens: (world) => change(world, 'p-1', { email: 'other@council.example' }),
    hear: {
      'p-1': [['Your entry in the staff list was changed', 'Person h-1 has changed your entry']],
    },
  },
];
