import { describe, expect, it } from 'vitest';
import { recordBooking, type BookingBody } from '../../../shared/casework/record-booking.ts';
import { recordOutcome } from '../../../shared/casework/record-outcome.ts';
import { retractAction } from '../../../shared/casework/retract-action.ts';
import { at } from '../../support/facts.ts';
import { buildBookingBody, buildOutcomeBody } from '../../support/work-bodies.ts';
import {
  createWorkWorld,
  buildReturnFacts,
  makeTaskId,
  NOW,
  P1,
} from '../../support/work-world.ts';
import { readValue, readRefusal } from '../../support/results.ts';

const TASK = makeTaskId('NC-1');

const worldWithTask = async () => {
  const world = createWorkWorld();
  await world.receiveFacts(buildReturnFacts('NC-1'));
  const send = async (key: string, about: Partial<BookingBody> = {}, now = NOW) => {
    const body = buildBookingBody(key, { taskVersion: await world.versionOf('NC-1'), ...about });
    return recordBooking(world.ports, { taskId: TASK, body }, P1, now);
  };
  return { ...world, send };
};

/** When the appointment of the default body was. */
const AFTER = at('2026-11-14T07:00Z');

/** Without a time, as an appointment that did not take place. */
const without = (about: Partial<BookingBody>) => ({ ...about, at: undefined });

describe('an appointment', () => {
  it('has the id of the action that made it, and moves under that id', async () => {
    const { send, detail } = await worldWithTask();
    const about = { where: 'School', with: 'Her tutor', at: '2026-11-14T08:00:00+01:00' };
    const { actionId, task } = readValue(await send('1', about));
    expect(task.booking).toMatchObject({ bookingId: actionId, at: at('2026-11-14T07:00Z') });
    const moved = { status: 'changed', bookingId: actionId, at: '2026-11-13T15:00:00Z' } as const;
    expect(readValue(await send('2', moved)).task.booking?.at).toBe(at('2026-11-13T15:00Z'));
    const [first] = (await detail('NC-1')).actions;
    expect(first?.texts).toEqual({ where: 'School', with: 'Her tutor' });
  });

  it('that was missed is no longer current, and is current again when that is retracted', async () => {
    const { send, ports, versionOf } = await worldWithTask();
    const { actionId: bookingId } = readValue(await send('1'));
    const missed = readValue(await send('2', without({ status: 'missed', bookingId }), AFTER));
    expect(missed.task.booking).toBeNull();
    const body = {
      key: 'key-of-3',
      taskVersion: await versionOf('NC-1'),
      corrects: missed.actionId,
      reason: 'She was only late.',
    };
    const { task } = readValue(await retractAction(ports, { taskId: TASK, body }, P1, AFTER));
    expect(task.booking).toMatchObject({ bookingId });
  });

  it.each([
    [without({}), 'missing-field /at'],
    [{ at: '2026-11-14T07:00:00' }, 'time-without-offset /at'],
    [without({ status: 'missed' }), 'missing-field /bookingId'],
    [without({ status: 'cancelled', bookingId: 'act-of-another' }), 'unknown-booking /bookingId'],
  ] as const)('%j is refused: %s', async (about, refusal) => {
    const { send } = await worldWithTask();
    expect(readRefusal(await send('1', about))).toBe(refusal);
  });

  it('that was missed has no time of its own', async () => {
    const { send } = await worldWithTask();
    const { actionId: bookingId } = readValue(await send('1'));
    expect(readRefusal(await send('2', { status: 'missed', bookingId }, AFTER))).toBe(
      'invalid-value /at',
    );
  });

  it('that was recorded wrongly keeps its id when it is corrected', async () => {
    const { send } = await worldWithTask();
    const { actionId } = readValue(await send('1'));
    const correction = {
      at: '2026-11-13T16:00:00Z',
      corrects: actionId,
      correctionReason: 'Wrong hour.',
    };
    const { task } = readValue(await send('2', correction));
    expect(task.booking).toMatchObject({ bookingId: actionId, at: at('2026-11-13T16:00Z') });
  });

  it('moves the one that the task has: there is one, with its place and company', async () => {
    const { send, detail } = await worldWithTask();
    const first = readValue(await send('1', { where: 'School', with: 'Her tutor' }));
    const about = { at: '2026-11-13T16:00:00Z', with: 'Her aunt' };
    const { task } = readValue(await send('2', about));
    expect(task.booking).toMatchObject({ bookingId: first.actionId, at: at('2026-11-13T16:00Z') });
    const [, moved] = (await detail('NC-1')).actions;
    expect(moved).toMatchObject({
      status: 'changed',
      texts: { where: 'School', with: 'Her aunt' },
    });
    const bookingId = first.actionId;
    const cancelled = readValue(await send('3', without({ status: 'cancelled', bookingId })));
    expect(cancelled.task.booking).toBeNull();
  });

  it.each([
    ['before it was made', { at: '2026-11-13T09:59:59Z' }, 'before-made /at'],
    [
      'before the child was found',
      { at: '2026-11-11T05:00:00Z', happenedAt: '2026-11-11T04:00:00Z' },
      'before-found /at',
    ],
    ['in 2020', { at: '2020-11-14T07:00:00Z' }, 'before-made /at, before-found /at'],
    ['after the 72 hours', { at: '2026-11-14T08:00:01Z' }, 'late-reason-needed /lateReason'],
    ['in time', { lateReason: 'notified-late' }, 'invalid-value /lateReason'],
    [
      'late for another reason',
      { at: '2026-11-15T08:00:00Z', lateReason: 'other' },
      'text-needed /lateText',
    ],
  ] as const)('%s is refused: %j: %s', async (_, about, refusal) => {
    const { send } = await worldWithTask();
    expect(readRefusal(await send('1', about))).toBe(refusal);
  });

  it('that was agreed yesterday for yesterday is recorded today', async () => {
    const { send } = await worldWithTask();
    const about = { at: '2026-11-12T15:00:00Z', happenedAt: '2026-11-12T09:00:00Z' };
    expect(readRefusal(await send('1', about))).toBe('answered');
  });

  it('after the 72 hours says why, for whoever reads the history', async () => {
    const { send, detail } = await worldWithTask();
    readValue(
      await send('1', {
        at: '2026-11-16T10:00:00Z',
        lateReason: 'other',
        lateText: 'In hospital until Monday.',
      }),
    );
    expect((await detail('NC-1')).actions[0]).toMatchObject({
      lateReason: 'other',
      texts: { lateText: 'In hospital until Monday.' },
    });
  });

  it('is missed only after its time; before it, it is cancelled', async () => {
    const { send } = await worldWithTask();
    const { actionId: bookingId } = readValue(await send('1'));
    const missed = without({ status: 'missed', bookingId });
    const before = at('2026-11-14T06:59:59Z');
    expect(readRefusal(await send('2', missed, before))).toBe('not-missed-yet /status');
    expect(readRefusal(await send('3', missed, AFTER))).toBe('answered');
  });

  it('is not made for a task that has its outcome', async () => {
    const { send, ports } = await worldWithTask();
    readValue(await recordOutcome(ports, { taskId: TASK, body: buildOutcomeBody('0') }, P1, NOW));
    expect(readRefusal(await send('1'))).toBe('task-closed ');
  });
});
