import { beforeEach, describe, expect, it } from 'vitest';
import { addMs, measureElapsedMs } from '../../../shared/kernel/instant.ts';
import { NORFOLK } from '../../support/messages.ts';
import { createAlertWorld, type AlertWorld } from '../../support/alert-world.ts';
import { at, buildReturnedFact } from '../../support/facts.ts';
import type { Caller } from '../../../shared/access/caller.ts';
import { readCalendar } from '../../../shared/casework/read-calendar.ts';
import {
  createCalendarFeed,
  listCalendarFeeds,
  revokeCalendarFeed,
} from '../../../shared/casework/calendar-feeds.ts';
import { formatTaskReference } from '../../../shared/episodes/task.ts';
import { makeToken } from '../../../shared/kernel/system-random.ts';

const NOW = at('2026-11-12T09:00Z');
const CALLER: Caller = { subject: 'p-1', role: 'practitioner', authorities: [NORFOLK] };
const NOT_FOUND = { refusal: { problem: 'not-found' } };

/** The lines of a calendar as RFC 5545 has them: folded ones joined. */
const linesOf = (text: string): readonly string[] => text.replaceAll('\r\n ', '').split('\r\n');

/** `20261114T080000Z` as an instant; throws for a local time. */
const parseUtc = (text: string) => {
  const [, date, time] = /^(\d{8})T(\d{6})Z$/.exec(text) ?? [];
  if (date === undefined || time === undefined) throw new Error('no UTC time');
  const day = date.replace(/(\d{4})(\d\d)(\d\d)/, '$1-$2-$3');
  return at(`${day}T${time.replace(/(\d\d)(\d\d)(\d\d)/, '$1:$2:$3')}Z`);
};

const eventsOf = (text: string) =>
  text
    .split('BEGIN:VEVENT')
    .slice(1)
    .map((part) => {
      const members = linesOf(part).map((line) => /^([A-Z-]+)[^:]*:(.*)$/.exec(line));
      const of = (name: string) => members.find((one) => one?.[1] === name)?.[2] ?? '';
      return {
        uid: of('UID'),
        start: parseUtc(of('DTSTART')),
        end: parseUtc(of('DTEND')),
        sequence: Number(of('SEQUENCE')),
        summary: of('SUMMARY'),
      };
    });

describe('the calendar of a practitioner', () => {
  let world: AlertWorld;
  let ports: Parameters<typeof createCalendarFeed>[0] & Parameters<typeof readCalendar>[0];
  beforeEach(() => {
    world = createAlertWorld();
    ports = { ...world.ports, calendars: world.stores.calendars, makeToken };
  });

  const subscribe = async (caller = CALLER) => {
    const made = await createCalendarFeed(ports, caller, NOW);
    if (!('value' in made)) throw new Error('no calendar was made');
    const url = new URL(made.value.url);
    return { ...made.value, url, token: url.searchParams.get('token') ?? '' };
  };
  const read = async (token: string): Promise<string> => {
    const found = await readCalendar(ports, token, NOW);
    if (!('value' in found)) throw new Error('no calendar is there');
    return found.value;
  };

  /** A task of p-1 with an appointment. */
  const addBookedTask = async () => {
    const task = await world.addTask();
    await world.book(task.taskId, at('2026-11-13T15:30Z'), at('2026-11-12T08:00Z'));
    return task;
  };

  it('has the deadlines and appointments of their open tasks, to the second, in UTC', async () => {
    const first = await addBookedTask();
    const second = await world.addTask();
    await world.addTask({ practitioner: 'p-2' });
    const { token } = await subscribe();
    const events = eventsOf(await read(token)).map(({ start, summary }) => [start, summary]);
    expect(events).toEqual(
      expect.arrayContaining([
        [first.dueAt, `Deadline ${formatTaskReference(first.taskId)}`],
        [at('2026-11-13T15:30Z'), `Interview ${formatTaskReference(first.taskId)}`],
        [second.dueAt, `Deadline ${formatTaskReference(second.taskId)}`],
      ]),
    );
    expect(events).toHaveLength(3);
  });

  it('keeps the identity of an event however often it is read, and says how often to read', async () => {
    await addBookedTask();
    const { token } = await subscribe();
    const [once, again] = [await read(token), await read(token)];
    expect(again).toBe(once);
    expect(new Set(eventsOf(once).map(({ uid }) => uid)).size).toBe(2);
    expect(linesOf(once)).toContain('REFRESH-INTERVAL;VALUE=DURATION:PT15M');
  });

  it('shows an entry again when its time has moved, and never takes a later one back', async () => {
    const task = await world.addTask();
    const { token } = await subscribe();
    const sequencesAt = async () => {
      const events = eventsOf(await read(token));
      const of = (word: string) => events.find(({ summary }) => summary.startsWith(word))?.sequence;
      return { deadline: of('Deadline') ?? NaN, interview: of('Interview') ?? NaN };
    };
    const before = await sequencesAt();
    await world.book(task.taskId, at('2026-11-13T15:30Z'), at('2026-11-12T08:00Z'));
    const booked = await sequencesAt();
    await world.book(task.taskId, at('2026-11-13T16:30Z'), at('2026-11-12T08:30Z'));
    const moved = await sequencesAt();
    expect(moved.interview).toBeGreaterThan(booked.interview);
    expect(moved.deadline).toBe(before.deadline);
    const corrected = { reference: 'NC-2026-000001', id: 'corrected', time: '2026-11-12T08:45Z' };
    await world.receiveFacts(buildReturnedFact({ returnedAt: at('2026-11-11T06:00Z') }, corrected));
    expect((await sequencesAt()).deadline).toBeGreaterThan(before.deadline);
  });

  it('has an end for every entry', async () => {
    await addBookedTask();
    const { token } = await subscribe();
    for (const { start, end } of eventsOf(await read(token)))
      expect(measureElapsedMs(start, end)).toBeGreaterThan(0);
  });

  it('without tasks is still a calendar: it has a component (RFC 5545 section 3.4)', async () => {
    const { token } = await subscribe();
    const lines = linesOf(await read(token));
    expect(lines.filter((line) => line === 'BEGIN:VTIMEZONE')).toHaveLength(1);
    expect(lines.filter((line) => line.startsWith('BEGIN:'))).toHaveLength(
      lines.filter((line) => line.startsWith('END:')).length,
    );
  });

  it('names no person: summaries are references, and no event has a description or a location', async () => {
    await addBookedTask();
    const { token } = await subscribe();
    const text = await read(token);
    expect(text).not.toMatch(/^(DESCRIPTION|LOCATION|ATTENDEE|ORGANIZER|COMMENT)/m);
    for (const { summary } of eventsOf(text)) {
      expect(summary).toMatch(/^(Deadline|Interview) RHI-[0-9A-F]{4}-[0-9A-F]{4}$/);
    }
  });

  it('has an address that is shown once, of 32 random bytes, of which a hash is stored', async () => {
    const { url, token, feedId } = await subscribe();
    expect(url.href).toMatch(/^https:\/\/homeward\.example\/api\/v1\/calendar\.ics\?token=/);
    expect(Buffer.from(token, 'base64url')).toHaveLength(32);
    const listed = await listCalendarFeeds(ports, CALLER);
    expect(listed).toEqual({ value: { items: [{ feedId, createdAt: NOW }] } });
    expect(JSON.stringify(await world.stores.calendars.list('p-1'))).not.toContain(token);
  });

  it('is there no more once it is revoked; another of the same person still is', async () => {
    const [first, second] = [await subscribe(), await subscribe()];
    expect(await revokeCalendarFeed(ports, first.feedId, CALLER)).toHaveProperty('value');
    expect(await readCalendar(ports, first.token, NOW)).toEqual(NOT_FOUND);
    expect(await readCalendar(ports, second.token, NOW)).toHaveProperty('value');
    expect(await revokeCalendarFeed(ports, first.feedId, CALLER)).toEqual(NOT_FOUND);
  });

  it('cannot be revoked by somebody else, nor read with a token that was never given', async () => {
    const { feedId, token } = await subscribe();
    const other = { ...CALLER, subject: 'p-2' };
    expect(await revokeCalendarFeed(ports, feedId, other)).toEqual(NOT_FOUND);
    expect(await readCalendar(ports, `${token}A`, NOW)).toEqual(NOT_FOUND);
    expect(await readCalendar(ports, token, NOW)).toHaveProperty('value');
  });

  it('is not found once its person has left', async () => {
    const { token } = await subscribe();
    const { practitioners } = await world.stores.staff.read(NORFOLK, []);
    const person = practitioners.find(({ practitionerId }) => practitionerId === 'p-1');
    if (person === undefined) throw new Error('nobody is p-1');
    await world.stores.staff.put({ ...person, inactive: true });
    expect(await readCalendar(ports, token, addMs(NOW, 1))).toEqual(NOT_FOUND);
  });

  it('is for staff who work tasks: an operator gets none', async () => {
    const operator: Caller = { subject: 'o-1', role: 'operator', authorities: 'all' };
    const refused = { refusal: { problem: 'not-your-role' } };
    expect(await createCalendarFeed(ports, operator, NOW)).toEqual(refused);
  });
});
