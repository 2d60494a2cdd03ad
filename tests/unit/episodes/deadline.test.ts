import { describe, expect, it } from 'vitest';
import { addMs } from '../../../shared/kernel/instant.ts';
import { at } from '../../support/facts.ts';
import { readClock, calculateDueAt } from '../../../shared/episodes/rules/deadline.ts';

const open = (returnedAt: string) => ({ returnedAt: at(returnedAt), withdrawn: false });

describe('72 elapsed hours from the return (DfE 2014; the clock-change table of the domain)', () => {
  it.each([
    ['the evening before the clocks go back', '2026-10-24T19:00Z', '2026-10-27T19:00Z'],
    ['the first 01:30 of the double hour', '2026-10-25T00:30Z', '2026-10-28T00:30Z'],
    ['the second 01:30 of the double hour', '2026-10-25T01:30Z', '2026-10-28T01:30Z'],
    ['a return whose due time meets the change', '2026-10-22T23:30Z', '2026-10-25T23:30Z'],
    ['the evening before the clocks go forward', '2027-03-27T20:00Z', '2027-03-30T20:00Z'],
    ['Christmas Eve, without a holiday pause', '2026-12-24T16:00Z', '2026-12-27T16:00Z'],
  ])('%s: returned %s is due %s', (_, returnedAt, dueAt) => {
    expect(calculateDueAt(at(returnedAt))).toBe(at(dueAt));
  });

  it('is still running at exactly 72 hours', () => {
    const clock = readClock(open('2026-11-11T08:00Z'), at('2026-11-14T08:00Z'));
    expect(clock).toMatchObject({ state: 'running', elapsedMs: 259_200_000, remainingMs: 0 });
  });

  it('is late one millisecond after 72 hours', () => {
    const clock = readClock(open('2026-11-11T08:00Z'), addMs(at('2026-11-14T08:00Z'), 1));
    expect(clock).toMatchObject({ state: 'late', remainingMs: -1 });
  });

  it('is met by an interview at exactly 72 hours, whenever it is looked at', () => {
    const held = { ...open('2026-11-11T08:00Z'), completedAt: at('2026-11-14T08:00Z') };
    expect(readClock(held, at('2027-01-01T00:00Z')).state).toBe('met');
  });

  it('is late for an interview one millisecond past 72 hours', () => {
    const held = { ...open('2026-11-11T08:00Z'), completedAt: addMs(at('2026-11-14T08:00Z'), 1) };
    expect(readClock(held, at('2026-11-14T09:00Z')).state).toBe('late');
  });

  it('never counts an interview dated before the return as on time', () => {
    const held = { ...open('2026-11-11T08:00Z'), completedAt: at('2026-11-11T07:59Z') };
    expect(readClock(held, at('2026-11-12T08:00Z')).state).toBe('not-measurable');
  });

  it('cannot measure an interview when the return was never confirmed', () => {
    const held = { returnedAt: null, completedAt: at('2026-11-11T07:59Z'), withdrawn: false };
    expect(readClock(held, at('2026-11-12T08:00Z')).state).toBe('not-measurable');
  });

  it('has no clock while the return is not confirmed, however long ago the child was found', () => {
    const clock = readClock({ returnedAt: null, withdrawn: false }, at('2027-11-12T08:00Z'));
    expect(clock).toEqual({
      state: 'none',
      elapsedMs: null,
      remainingMs: null,
      asOf: at('2027-11-12T08:00Z'),
    });
  });

  it('stops for a withdrawn task', () => {
    const withdrawn = { ...open('2026-11-11T08:00Z'), withdrawn: true };
    expect(readClock(withdrawn, at('2026-12-11T08:00Z')).state).toBe('none');
  });
});
