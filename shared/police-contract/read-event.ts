import type * as z from 'zod';
import type { Notification } from './notification.ts';
import { envelope, type } from './envelope-schema.ts';
import { eventData } from './event-data.ts';
import { note } from './findings-list.ts';
import { take, type Spot, type Taken } from './take-members.ts';
import { isObject } from '../kernel/json.ts';

/** The attributes, or nothing when one of them cannot be used: then only what is wrong matters. */
type Attributes = Taken<z.output<typeof envelope>>;

const join = <Kind, Data>(kind: Kind, attributes: Attributes, data: Taken<Data>) => {
  if (!attributes.usable || !data.usable) return null;
  const { id, source, subject, time } = attributes.value;
  return { id, force: source, reference: subject, time, kind, data: data.value };
};

const readData = (
  kind: Notification['kind'],
  attributes: Attributes,
  data: unknown,
  spot: Spot,
): Notification | null => {
  switch (kind) {
    case 'reported':
      return join(kind, attributes, take(eventData.reported, data, spot));
    case 'updated':
      return join(kind, attributes, take(eventData.updated, data, spot));
    case 'found':
      return join(kind, attributes, take(eventData.found, data, spot));
    case 'returned':
      return join(kind, attributes, take(eventData.returned, data, spot));
    case 'cancelled':
      return join(kind, attributes, take(eventData.cancelled, data, spot));
  }
};

/** Whether a JSON value is a CloudEvent of version 1.0; if not, the spot's findings say so. */
export const isCloudEvent = (
  event: unknown,
  spot: Spot,
): event is Readonly<Record<string, unknown>> => {
  if (!isObject(event) || !Object.hasOwn(event, 'specversion')) {
    note(spot.findings, 'errors', 'not-cloudevents', '');
    return false;
  }
  if (event['specversion'] !== '1.0') {
    note(spot.findings, 'errors', 'unsupported-version', '/specversion');
    return false;
  }
  return true;
};

/**
 * The notification that a JSON value is; null when it cannot be used, and then the spot's findings
 * hold every error of attributes and data. What is no CloudEvents 1.0 is not looked into.
 */
export const readEvent = (event: unknown, spot: Spot): Notification | null => {
  if (!isCloudEvent(event, spot)) return null;
  const attributes = take(envelope, event, spot);
  const kind = type.safeParse(event['type']);
  if (!kind.success || !Object.hasOwn(event, 'data')) return null;
  return readData(kind.data, attributes, event['data'], { ...spot, path: '/data' });
};
