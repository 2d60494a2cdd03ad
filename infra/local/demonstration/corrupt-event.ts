import type { NotificationKind } from '../../../shared/police-contract/allowed-values.ts';
import type { Random } from './random.ts';
import { formatInUtc } from './rhythm.ts';
import type { Fields } from './event-data.ts';
import type { PoliceEvent } from './feed-message.ts';
import type { FindingCode } from '../../../shared/police-contract/finding.ts';

export interface CorruptMessage {
  readonly body: string;
  readonly error: FindingCode;
}

const INSTANT_FIELDS: Readonly<Record<NotificationKind, string | null>> = {
  reported: 'reportedAt',
  updated: null,
  found: 'foundAt',
  returned: 'returnedAt',
  cancelled: null,
};

const removeField = (members: object, name: string): Fields =>
  Object.fromEntries(Object.entries(members).filter(([member]) => member !== name));

const write = (event: object, error: FindingCode): CorruptMessage => ({
  body: JSON.stringify(event),
  error,
});

const CORRUPTIONS = {
  truncated: 3,
  'missing-member': 3,
  'no-offset': 3,
  'unknown-type': 2,
  'old-version': 2,
  'impossible-date': 1,
  'not-cloudevents': 1,
};

export const corruptEvent = (
  random: Random,
  kind: NotificationKind,
  event: PoliceEvent,
): CorruptMessage => {
  const instant = INSTANT_FIELDS[kind];
  const fault = random.pickWeighted(CORRUPTIONS);
  if (fault === 'truncated') {
    const text = JSON.stringify(event);
    return {
      body: text.slice(0, Math.floor(text.length * random.uniform(0.3, 0.9))),
      error: 'not-json',
    };
  }
  if (fault === 'unknown-type')
    return write({ ...event, type: 'uk.police.missing-child.sighted.v1' }, fault);
  if (fault === 'old-version') {
    return write({ ...event, type: event.type.replace(/1$/, '0') }, 'unsupported-version');
  }
  if (fault === 'not-cloudevents') return write(removeField(event, 'specversion'), fault);
  if (instant !== null && fault === 'missing-member') {
    return write({ ...event, data: removeField(event.data, instant) }, fault);
  }
  if (instant !== null && fault === 'impossible-date') {
    const data = { ...event.data, [instant]: '2026-02-30T21:15:00+00:00' };
    return write({ ...event, data }, 'invalid-value');
  }
  return write({ ...event, time: event.time.replace('Z', '') }, 'offset-required');
};

/** The same id with other content, as from a system that numbers its messages from 1 after a restart. */
export const reuseId = (event: PoliceEvent): CorruptMessage =>
  write({ ...event, time: formatInUtc(Date.parse(event.time) + 1) }, 'id-reused');

const replaceIn = (data: Fields, name: string, change: Fields): Fields => ({
  ...data,
  [name]: { ...(data[name] as Fields | undefined), ...change },
});

/** One optional field cannot be used or is not known: the message is accepted with a warning. */
export const corruptOptionalField = (
  random: Random,
  kind: NotificationKind,
  data: Fields,
): Fields => {
  if (kind !== 'reported') return { ...data, systemVersion: '7.2' };
  const fault = random.pickWeighted({
    postcode: 4,
    ethnicity: 2,
    authority: 2,
    flag: 2,
    member: 3,
  });
  if (fault === 'postcode') return replaceIn(data, 'lastSeen', { place: { postcode: 'NR1 9' } });
  if (fault === 'ethnicity') return replaceIn(data, 'child', { ethnicity: 'not asked' });
  if (fault === 'authority') return { ...data, hostAuthority: 'E10000099' };
  if (fault === 'flag') return { ...data, riskFlags: ['cce', 'knife-crime'] };
  return { ...data, shoeSize: '6' };
};
