import * as z from 'zod';
import type { FindingCode } from '../kernel/finding.ts';
import { HOUR_MS, instantFromMs, type Instant } from '../kernel/instant.ts';
import { isCalendarDate, readInstant } from '../kernel/rfc3339.ts';
import { memberRules, refuse, type Receiver } from './member-rule.ts';

/** How far the sender's clock may be ahead of ours. */
const TOLERANCE_MS = 5 * 60_000;
const EARLIEST_BIRTH = '1990-01-01';

const FORM = 'YYYY-MM-DDThh:mm:ssZ or YYYY-MM-DDThh:mm:ss+hh:mm';
const RFC_3339 =
  '^[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt][0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{1,9})?([Zz]|[+-][0-9]{2}:[0-9]{2})$';
const MEANING = {
  expected: `an RFC 3339 instant with its offset from UTC (${FORM}), from the year 2000 on, not in the future`,
};

const refuseReading = (outcome: 'no-offset' | 'invalid', context: z.RefinementCtx): never =>
  refuse(context, outcome === 'no-offset' ? 'offset-required' : 'invalid-value');

const whenAhead = (ms: number, receiver: Receiver): FindingCode | null =>
  ms > receiver.nowMs + TOLERANCE_MS ? 'in-the-future' : null;

/** An instant of the missing episode, to the millisecond. */
export const instant = z
  .string()
  .transform((text, context): Instant => {
    const reading = readInstant(text);
    return reading.outcome === 'read'
      ? instantFromMs(reading.ms)
      : refuseReading(reading.outcome, context);
  })
  .meta({ format: 'date-time', pattern: RFC_3339 })
  .register(memberRules, {
    ...MEANING,
    check: (value, receiver) => whenAhead(Date.parse(String(value)), receiver),
  });

/** When the force's system recorded the event: kept to the nanosecond, because it orders the events. */
export const recordedTime = z
  .string()
  .transform((text, context): string => {
    const reading = readInstant(text);
    return reading.outcome === 'read' ? reading.precise : refuseReading(reading.outcome, context);
  })
  .meta({ format: 'date-time', pattern: RFC_3339 })
  .register(memberRules, {
    ...MEANING,
    check: (value, receiver) => whenAhead(Date.parse(`${String(value).slice(0, 23)}Z`), receiver),
  });

/** Today in the United Kingdom at the latest: its clocks are never more than an hour ahead of UTC. */
const latestBirth = (nowMs: number): string => instantFromMs(nowMs + HOUR_MS).slice(0, 10);

/** A day of birth, from 1990 on: who was born earlier is no child in this system. */
export const dateOfBirth = z
  .string()
  .refine((text) => isCalendarDate(text) && text >= EARLIEST_BIRTH)
  .meta({ format: 'date' })
  .register(memberRules, {
    expected: `a day of the calendar (YYYY-MM-DD) from ${EARLIEST_BIRTH} on, not in the future`,
    check: (value, receiver) =>
      String(value) > latestBirth(receiver.nowMs) ? 'invalid-value' : null,
  });
