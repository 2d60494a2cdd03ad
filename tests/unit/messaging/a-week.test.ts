import { expect, it } from 'vitest';
import { acknowledgeEscalation } from '../../../shared/escalation/acknowledge-escalation.ts';
import { recordAttempt } from '../../../shared/casework/record-attempt.ts';
import { recordBooking } from '../../../shared/casework/record-booking.ts';
import { recordOutcome } from '../../../shared/casework/record-outcome.ts';
import { toTaskId } from '../../../shared/episodes/episode.ts';
import { formatMissingReference, formatTaskReference } from '../../../shared/episodes/task.ts';
import { addMs, DAY_MS, HOUR_MS, type Instant } from '../../../shared/kernel/instant.ts';
import { toLondonTime } from '../../../shared/kernel/london-time.ts';
import { writeDigests } from '../../../shared/messaging/digest.ts';
import { createAlertWorld } from '../../support/alert-world.ts';
import { at, buildFoundFact, buildReportedFact, buildReturnedFact } from '../../support/facts.ts';
import { makeEpisodeId } from '../../support/ids.ts';
import { NORFOLK_FORCE } from '../../support/messages.ts';
import { readValue } from '../../support/results.ts';
import { buildAttemptBody, buildOutcomeBody } from '../../support/work-bodies.ts';
import { buildCaller } from '../../support/work-world.ts';

/*
 * A week of the team of Norwich, hour by hour: sweeps, digests at 8 in the morning, and everybody reads what comes.
 * Zak comes home on Monday morning, is tried, visited and interviewed on Wednesday. Mia is found on Monday evening, and
 * nobody confirms that she is home before Thursday; her interview is forgotten. Leo, 11, is missing from Tuesday noon.
 */
const PEOPLE = ['p-1', 'p-2', 'm-1', 'h-1', 'd-1'];
const MONDAY = at('2026-11-09T06:00Z');
const WEEK_HOURS = 7 * 24;
const NORWICH = { missingFrom: { kind: 'home', place: { postcode: 'NR3 1AU' } } } as const;

const world = createAlertWorld();

const about = (reference: string, id: string, time: string) => ({
  reference,
  id: `${id}-${reference}`,
  time,
});

const reported = (reference: string, time: string, dateOfBirth: string) =>
  world.receiveFacts(
    buildReportedFact(
      {
        ...NORWICH,
        reportedAt: at(time),
        riskLevel: 'medium',
        child: { authorityChildId: `child-${reference}`, givenName: reference, dateOfBirth },
      },
      about(reference, 'reported', time),
    ),
  );
const returned = (reference: string, returnedAt: string, time: string) =>
  world.receiveFacts(
    buildReturnedFact({ returnedAt: at(returnedAt) }, about(reference, 'returned', time)),
  );

const taskOf = (reference: string) => toTaskId(makeEpisodeId(NORFOLK_FORCE, reference));

const holderOf = async (reference: string) =>
  buildCaller((await world.read(reference)).episode.task?.allocation?.practitioner ?? '');

const work = async (reference: string, record: 'tries' | 'books' | 'holds', now: Instant) => {
  const { taskVersion } = await world.read(reference);
  const taskId = taskOf(reference);
  const caller = await holderOf(reference);
  const key = `${reference}-${record}`;
  if (record === 'tries') {
    const body = buildAttemptBody(key, { taskVersion });
    readValue(await recordAttempt(world.ports, { taskId, body }, caller, now));
  } else if (record === 'books') {
    const body = {
      key: `key-of-${key}`,
      taskVersion,
      status: 'booked' as const,
      at: addMs(now, 24 * HOUR_MS),
    };
    readValue(await recordBooking(world.ports, { taskId, body }, caller, now));
  } else {
    const body = buildOutcomeBody(key, { taskVersion, happenedAt: now });
    readValue(await recordOutcome(world.ports, { taskId, body }, caller, now));
  }
};

const acknowledge = async (reference: string, level: string, by: string, now: Instant) => {
  const { raised } = await world.read(reference);
  const escalationId = raised.find((one) => one.level === level)?.escalationId ?? '';
  const planDate = addMs(now, DAY_MS).slice(0, 10);
  const body = { key: `key-of-${level}-${reference}`, note: 'We are on it.', planDate };
  const manager = buildCaller(by, { role: 'manager' });
  readValue(await acknowledgeEscalation(world.ports, { escalationId, body }, manager, now));
};

/** What happens when, in the hour that begins then. */
const SCRIPT: Readonly<Record<string, (now: Instant) => Promise<unknown>>> = {
  '2026-11-09T07': () => reported('Zak', '2026-11-09T07:00Z', '2011-03-04'),
  '2026-11-09T10': () => returned('Zak', '2026-11-09T09:30Z', '2026-11-09T10:00Z'),
  '2026-11-09T14': (now) => work('Zak', 'tries', now),
  '2026-11-09T15': () => reported('Mia', '2026-11-09T15:00Z', '2010-07-08'),
  '2026-11-09T19': () =>
    world.receiveFacts(
      buildFoundFact(
        { foundAt: at('2026-11-09T18:30Z') },
        about('Mia', 'found', '2026-11-09T19:00Z'),
      ),
    ),
  '2026-11-10T10': (now) => work('Zak', 'books', now),
  '2026-11-10T12': () => reported('Leo', '2026-11-10T12:00Z', '2015-02-03'),
  '2026-11-10T13': (now) => acknowledge('Leo', 'missing-at-once', 'm-1', now),
  '2026-11-11T10': (now) => work('Zak', 'holds', now),
  '2026-11-12T09': () => returned('Mia', '2026-11-09T22:00Z', '2026-11-12T09:00Z'),
  '2026-11-13T10': (now) => acknowledge('Mia', 'breach', 'm-1', now),
};

const NAMES = ['Zak', 'Mia', 'Leo'];

/** The references of the children, as messages have them, under their names: the test reads them, no message has them. */
const nameChildren = (text: string): string =>
  NAMES.reduce(
    (named, name) =>
      named
        .replaceAll(formatTaskReference(taskOf(name)), name)
        .replaceAll(formatMissingReference(taskOf(name)), name),
    text,
  );

const playWeek = async (): Promise<readonly string[]> => {
  const heard: string[] = [];
  for (let hour = 0; hour < WEEK_HOURS; hour++) {
    const now = addMs(MONDAY, hour * HOUR_MS);
    await SCRIPT[now.slice(0, 13)]?.(now);
    await world.sweepAt(now);
    if (toLondonTime(now) === '08:00') await writeDigests(world.ports, now);
    for (const person of PEOPLE) {
      for (const email of await world.readEmails(person, now)) {
        for (const name of NAMES) expect(email).not.toContain(name);
        const [subject = ''] = email.split('\n');
        const groups = email
          .split('\n')
          .filter((line) => /^(?!Today)[A-Z][^:]+: \d+ (return|child)/.test(line));
        heard.push(
          [
            `${now.slice(8, 10)}th ${toLondonTime(now)}`,
            person,
            nameChildren(subject),
            ...groups,
          ].join(' | '),
        );
      }
    }
  }
  return heard;
};

/** Day, time in London, who, the subject, and the groups of a list. Zak, Mia and Leo stand for their references. */
const EXPECTED = [
  '09th 08:00 | m-1 | Today: 1 missing child | Still missing: 1 child',
  '09th 08:00 | h-1 | Today: 1 missing child | Still missing: 1 child',
  '09th 08:00 | d-1 | Today: 1 missing child | Still missing: 1 child',
  '09th 10:00 | p-1 | New return home interview: Zak',
  '09th 19:00 | p-2 | New return home interview: Mia',
  '10th 07:00 | p-2 | Return not confirmed: Mia',
  '10th 08:00 | p-1 | Today: 1 return home interview | Due later: 1 return home interview',
  '10th 08:00 | p-2 | Today: 1 return home interview | Found, return not confirmed: 1 return home interview',
  '10th 08:00 | m-1 | Today: 1 return home interview | Found, return not confirmed: 1 return home interview',
  '10th 08:00 | h-1 | Today: 1 return home interview | Found, return not confirmed: 1 return home interview',
  '10th 08:00 | d-1 | Today: 1 return home interview | Found, return not confirmed: 1 return home interview',
  '10th 12:00 | m-1 | Child missing, young or at high risk: Leo',
  '10th 19:00 | m-1 | Return not confirmed: Mia',
  '11th 07:00 | p-2 | Return not confirmed: Mia',
  '11th 08:00 | p-1 | Today: 1 return home interview | Appointment today: 1 return home interview',
  '11th 08:00 | p-2 | Today: 1 return home interview | Found, return not confirmed: 1 return home interview',
  '11th 08:00 | m-1 | Today: 2 return home interviews and 1 missing child | Still missing: 1 child | Appointment today: 1 return home interview | Found, return not confirmed: 1 return home interview',
  '11th 08:00 | h-1 | Today: 1 return home interview and 1 missing child | Still missing: 1 child | Found, return not confirmed: 1 return home interview',
  '11th 08:00 | d-1 | Today: 1 return home interview and 1 missing child | Still missing: 1 child | Found, return not confirmed: 1 return home interview',
  '11th 19:00 | m-1 | Return still not confirmed: Mia',
  '12th 07:00 | p-2 | Return not confirmed: Mia',
  '12th 07:00 | m-1 | Child still missing, planned day has passed: Leo',
  '12th 07:00 | h-1 | Child still missing, planned day has passed: Leo',
  '12th 08:00 | p-2 | Today: 1 return home interview | Found, return not confirmed: 1 return home interview',
  '12th 08:00 | m-1 | Today: 1 return home interview and 1 missing child | Still missing: 1 child | Found, return not confirmed: 1 return home interview',
  '12th 08:00 | h-1 | Today: 1 return home interview and 1 missing child | Still missing: 1 child | Found, return not confirmed: 1 return home interview',
  '12th 08:00 | d-1 | Today: 1 return home interview and 1 missing child | Still missing: 1 child | Found, return not confirmed: 1 return home interview',
  '12th 09:00 | p-2 | No contact recorded: Mia',
  '12th 09:00 | m-1 | No contact recorded: Mia',
  '12th 18:00 | p-2 | Due soon: Mia',
  '12th 18:00 | m-1 | Due soon: Mia',
  '12th 23:00 | m-1 | Overdue: Mia',
  '13th 08:00 | p-2 | Today: 1 return home interview | Past the deadline, to be acknowledged: 1 return home interview',
  '13th 08:00 | m-1 | Today: 1 return home interview and 1 missing child | Still missing: 1 child | Past the deadline, to be acknowledged: 1 return home interview',
  '13th 08:00 | h-1 | Today: 1 return home interview and 1 missing child | Still missing: 1 child | Past the deadline, to be acknowledged: 1 return home interview',
  '13th 08:00 | d-1 | Today: 1 return home interview and 1 missing child | Still missing: 1 child | Past the deadline, to be acknowledged: 1 return home interview',
  '13th 10:00 | p-2 | Escalation acknowledged: Mia',
  '13th 12:00 | h-1 | Child still missing: Leo',
  '14th 08:00 | p-2 | Today: 1 return home interview | Past the deadline: 1 return home interview',
  '14th 08:00 | m-1 | Today: 1 return home interview and 1 missing child | Still missing: 1 child | Past the deadline: 1 return home interview',
  '14th 08:00 | h-1 | Today: 1 return home interview and 1 missing child | Still missing: 1 child | Past the deadline: 1 return home interview',
  '14th 08:00 | d-1 | Today: 1 return home interview and 1 missing child | Still missing: 1 child | Past the deadline: 1 return home interview',
  '15th 07:00 | m-1 | Planned day has passed: Mia',
  '15th 07:00 | h-1 | Planned day has passed: Mia',
  '15th 08:00 | p-2 | Today: 1 return home interview | Planned day has passed: 1 return home interview',
  '15th 08:00 | m-1 | Today: 1 return home interview and 1 missing child | Still missing: 1 child | Planned day has passed: 1 return home interview',
  '15th 08:00 | h-1 | Today: 1 return home interview and 1 missing child | Still missing: 1 child | Planned day has passed: 1 return home interview',
  '15th 08:00 | d-1 | Today: 1 return home interview and 1 missing child | Still missing: 1 child | Planned day has passed: 1 return home interview',
];

it('everybody hears in a week what they have to, when it can help, and nothing else', async () => {
  expect(await playWeek()).toEqual(EXPECTED);
});
