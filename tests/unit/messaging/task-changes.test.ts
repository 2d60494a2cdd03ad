import { beforeEach, describe, expect, it } from 'vitest';
import { recordBooking } from '../../../shared/casework/record-booking.ts';
import { recordDebrief } from '../../../shared/casework/record-debrief.ts';
import { recordOutcome } from '../../../shared/casework/record-outcome.ts';
import { formatTaskReference } from '../../../shared/episodes/task.ts';
import { type AlertWorld, createAlertWorld } from '../../support/alert-world.ts';
import { at, buildCancelledFact, buildReturnedFact } from '../../support/facts.ts';
import { readRefusal } from '../../support/results.ts';
import { buildDebriefBody, buildOutcomeBody } from '../../support/work-bodies.ts';
import { P1 } from '../../support/work-world.ts';

const FIRST = 'NC-2026-000001';
const MORNING = at('2026-11-12T09:00Z');

let world: AlertWorld;
beforeEach(() => {
  world = createAlertWorld();
});

const read = (recipient: string, now = MORNING) => world.readEmails(recipient, now);

const addTask = async (practitioner: string | null = 'p-1') => {
  const { taskId } = await world.addTask({ practitioner });
  await read('p-1');
  await read('m-1');
  return { taskId, reference: formatTaskReference(taskId) };
};

const cancel = (time = '2026-11-12T08:59Z') =>
  world.receiveFacts(buildCancelledFact({}, { reference: FIRST, id: 'cancelled', time }));

const correctReturn = (returnedAt: string, time = '2026-11-12T08:59Z', id = 'corrected') =>
  world.receiveFacts(
    buildReturnedFact({ returnedAt: at(returnedAt) }, { reference: FIRST, id, time }),
  );

describe('whoever has a task', () => {
  it('reads that it is withdrawn, and what to do about an appointment', async () => {
    const { reference } = await addTask();
    await cancel();
    const [message = '', ...more] = await read('p-1');
    expect(more).toEqual([]);
    expect(message).toContain(`Withdrawn: ${reference}`);
    expect(message).toContain('If you have an appointment, cancel it there and with the child.');
    expect(await read('m-1')).toEqual([]);
  });

  it('reads that it is open again, and until when', async () => {
    const { reference } = await addTask();
    await cancel();
    await read('p-1');
    await correctReturn('2026-11-11T08:00Z', '2026-11-12T09:30Z', 'back-after-all');
    const [message = ''] = await read('p-1', at('2026-11-12T10:00Z'));
    expect(message).toContain(`Open again: ${reference}`);
    expect(message).toContain('Deadline: by 8am on Saturday 14 November');
  });

  it('reads nothing of a withdrawal that is no longer true when it would be sent', async () => {
    await addTask();
    await cancel();
    await correctReturn('2026-11-11T08:00Z', '2026-11-12T09:30Z', 'back-after-all');
    const messages = await read('p-1', at('2026-11-12T10:00Z'));
    expect(messages.filter((message) => message.includes('Withdrawn'))).toEqual([]);
  });

  it('reads that the deadline is earlier, as the manager does', async () => {
    const { reference } = await addTask();
    await correctReturn('2026-11-10T13:00Z');
    for (const person of ['p-1', 'm-1']) {
      const [message = ''] = await read(person);
      expect(message).toContain(`Earlier deadline: ${reference}`);
      expect(message).toContain('Deadline: by 1pm on Friday 13 November');
    }
  });

  it('is not told of a deadline that is later', async () => {
    await addTask();
    await correctReturn('2026-11-11T20:00Z');
    expect(await read('p-1')).toEqual([]);
  });
});

describe('when nobody has the task', () => {
  it('the manager of its team reads that it is withdrawn', async () => {
    const { reference } = await addTask(null);
    await cancel();
    expect((await read('m-1'))[0]).toContain(`Withdrawn: ${reference}`);
  });
});

describe('quiet hours', () => {
  const NIGHT = '2026-11-12T22:00Z';

  it('hold an earlier deadline back until the morning', async () => {
    await addTask();
    await correctReturn('2026-11-11T06:00Z', NIGHT);
    expect(await read('p-1', at(NIGHT))).toEqual([]);
    expect(await read('p-1', at('2026-11-13T07:00Z'))).toHaveLength(1);
  });

  it('do not when the deadline lies before their end', async () => {
    await addTask();
    await correctReturn('2026-11-10T03:00Z', NIGHT);
    expect((await read('p-1', at(NIGHT)))[0]).toContain('by 3am on Friday 13 November');
  });

  it('do not when the appointment lies before their end', async () => {
    const { taskId } = await addTask();
    await world.book(taskId, at('2026-11-13T06:30Z'), at('2026-11-12T08:00Z'));
    await cancel(NIGHT);
    expect(await read('p-1', at(NIGHT))).toHaveLength(1);
  });
});

describe('on a withdrawn task', () => {
  const NOW = at('2026-11-13T17:00Z');
  const withdraw = async (booked: boolean) => {
    const { taskId } = await addTask();
    if (booked) await world.book(taskId, at('2026-11-13T16:00Z'), at('2026-11-12T08:00Z'));
    await cancel();
    const versionOf = async () => (await world.read(FIRST)).taskVersion;
    const bookingId = (await world.read(FIRST)).episode.task?.booking?.bookingId;
    return { taskId, versionOf, bookingId };
  };

  it('an appointment can be cancelled', async () => {
    const { taskId, versionOf, bookingId } = await withdraw(true);
    const body = { key: 'key-of-1', taskVersion: await versionOf(), bookingId } as const;
    const cancelled = { ...body, status: 'cancelled' as const };
    const result = await recordBooking(world.ports, { taskId, body: cancelled }, P1, NOW);
    expect(readRefusal(result)).toBe('answered');
  });

  it('an interview that was held is recorded, and what the child said in it', async () => {
    const { taskId, versionOf } = await withdraw(true);
    const about = { taskVersion: await versionOf(), happenedAt: '2026-11-13T16:00:00Z' };
    const held = { taskId, body: buildOutcomeBody('1', about) };
    expect(readRefusal(await recordOutcome(world.ports, held, P1, NOW))).toBe('answered');
    const debrief = { taskId, body: buildDebriefBody('2', { taskVersion: await versionOf() }) };
    expect(readRefusal(await recordDebrief(world.ports, debrief, P1, NOW))).toBe('answered');
    expect((await world.read(FIRST)).episode.task).toMatchObject({
      state: 'withdrawn',
      outcome: { outcome: 'completed' },
    });
  });

  it.each([
    ['an interview without an appointment', false, {}],
    ['a decline', true, { outcome: 'declined', reason: 'no-reason-given', parentOffered: true }],
  ] as const)('%s is refused', async (_, booked, about) => {
    const { taskId, versionOf } = await withdraw(booked);
    const body = buildOutcomeBody('1', { taskVersion: await versionOf(), ...about });
    const result = await recordOutcome(world.ports, { taskId, body }, P1, NOW);
    expect(readRefusal(result)).toBe('task-withdrawn ');
  });
});
