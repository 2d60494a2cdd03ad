import { beforeEach, describe, expect, it } from 'vitest';
import { addMs, HOUR_MS, type Instant, MINUTE_MS } from '../../../shared/kernel/instant.ts';
import { type AlertWorld, createAlertWorld } from '../../support/alert-world.ts';
import { at } from '../../support/facts.ts';

const MORNING = at('2026-11-12T09:00Z');
const APPOINTMENT = at('2026-11-12T16:00Z');

describe('an appointment of which nothing is recorded', () => {
  let world: AlertWorld;
  let taskId: string;
  beforeEach(async () => {
    world = createAlertWorld();
    ({ taskId } = await world.addTask());
    await world.book(taskId, APPOINTMENT, MORNING);
    await world.sweepAt(MORNING);
    for (const person of ['p-1', 'm-1']) await world.readEmails(person, MORNING);
  });

  const readAt = async (now: Instant, person: string): Promise<readonly string[]> => {
    await world.sweepAt(now);
    return world.readEmails(person, now);
  };

  it('is put to the practitioner two hours after it', async () => {
    expect(await readAt(at('2026-11-12T17:59Z'), 'p-1')).toEqual([]);
    const [email = ''] = await readAt(at('2026-11-12T18:00Z'), 'p-1');
    expect(email).toMatch(/^What happened at the appointment\? RHI-/);
    expect(email).toContain('Appointment: 4pm on Thursday 12 November');
    expect(email).toContain(
      'Please record the interview in Homeward, or that the appointment was missed, moved or cancelled.',
    );
  });

  it('is put to the manager the next morning', async () => {
    expect(await readAt(at('2026-11-13T06:59Z'), 'm-1')).toEqual([]);
    const [email = ''] = await readAt(at('2026-11-13T07:00Z'), 'm-1');
    expect(email).toMatch(/^What happened at the appointment\? RHI-/);
  });

  it('is put to nobody when the outcome was recorded', async () => {
    await world.decline(taskId, addMs(APPOINTMENT, HOUR_MS));
    for (const person of ['p-1', 'm-1'])
      expect(await readAt(at('2026-11-13T07:00Z'), person)).toEqual([]);
  });

  it('is put to nobody when it was moved, and to the practitioner again after its new time', async () => {
    const later = at('2026-11-13T10:00Z');
    await world.book(taskId, later, addMs(APPOINTMENT, MINUTE_MS));
    expect(await readAt(at('2026-11-13T07:00Z'), 'p-1')).toEqual([]);
    const [email = ''] = await readAt(addMs(later, 2 * HOUR_MS), 'p-1');
    expect(email).toContain('Appointment: 10am on Friday 13 November');
  });

  it('is not put to the practitioner in the night who recorded it before the morning', async () => {
    const evening = at('2026-11-12T19:30Z');
    const other = await world.addTask();
    await world.book(other.taskId, evening, MORNING);
    await world.sweepAt(addMs(evening, 2 * HOUR_MS));
    await world.decline(other.taskId, at('2026-11-12T22:00Z'));
    await world.decline(taskId, at('2026-11-12T22:00Z'));
    expect(await world.readEmails('p-1', at('2026-11-13T07:00Z'))).toEqual([]);
  });
});
