import type * as z from 'zod';
import type { IntelligenceGrade } from '../intelligence/grade.ts';
import type { NotificationKind } from './allowed-values.ts';
import { readReference } from './clean-text.ts';
import { eventSchemas, readKind, unknownEventSchema } from './event-schemas.ts';
import { createFinding, listFindings } from './findings.ts';
import { gradedEventSchema, isGradedType } from './grade-schema.ts';
import type { Notification } from './notification.ts';
import { parseLeniently, type Parsed } from './parse-leniently.ts';
import { readJson } from './read-json.ts';
import { tidyFields } from './tidy-fields.ts';
import { readSender, type Sender } from './read-sender.ts';
import { checkByReceiver, type Receiver, warnUnknownAuthorities } from './receiver.ts';
import { hashContent, isObject } from '../kernel/hash.ts';
import type { Finding } from './finding.ts';

export interface RejectedMessage extends Sender {
  readonly outcome: 'rejected';
  readonly errors: readonly Finding[];
}

interface Usable {
  readonly warnings: readonly Finding[];
  /** SHA-256 (hex) of the canonical content, to distinguish a repeat from a re-used id. */
  readonly contentHash: string;
}

export interface ParsedNotification extends Usable {
  readonly outcome: 'usable';
  readonly notification: Notification;
  /** As sent, with any white space around the reference: the reply repeats it. */
  readonly subject: string;
}

export interface ParsedGrade extends Usable {
  readonly outcome: 'graded';
  readonly grade: IntelligenceGrade;
}

export type ParsedMessage = ParsedNotification | ParsedGrade | RejectedMessage;

type Content = Omit<ParsedNotification, keyof Usable> | Omit<ParsedGrade, keyof Usable>;
type JsonEvent = Readonly<Record<string, unknown>>;

const mapValue = <From, To>(parsed: Parsed<From>, map: (value: From) => To): Parsed<To> =>
  parsed.outcome === 'usable' ? { ...parsed, value: map(parsed.value) } : parsed;

/** An empty object says nothing, so it must not replace anything. */
const omitEmptyObjects = <Value extends object>(value: Value): Value =>
  Object.fromEntries(
    Object.entries(value)
      .map(([name, inner]): [string, unknown] => [
        name,
        isObject(inner) ? omitEmptyObjects(inner) : inner,
      ])
      .filter(([, inner]) => !isObject(inner) || Object.keys(inner).length > 0),
  ) as Value;

interface EventRead<Data> {
  readonly id: string;
  readonly source: string;
  readonly subject: string;
  readonly time: string;
  readonly data: Data;
}

const parseNotification = (
  event: JsonEvent,
  notificationKind: NotificationKind,
  receiver: Receiver,
): Parsed<Notification> => {
  const parse = <Kind, Data extends object>(kind: Kind, schema: z.ZodType<EventRead<Data>>) =>
    mapValue(
      parseLeniently(schema, event, {
        tidy: (rest) => tidyFields(rest, receiver.placeholders),
        check: (rest) => checkByReceiver(rest, receiver),
      }),
      ({ id, source: force, subject, time, data }) => ({
        id,
        force,
        reference: readReference(subject),
        time,
        kind,
        data: omitEmptyObjects(data),
      }),
    );
  switch (notificationKind) {
    case 'reported':
      return parse(notificationKind, eventSchemas.reported);
    case 'updated':
      return parse(notificationKind, eventSchemas.updated);
    case 'found':
      return parse(notificationKind, eventSchemas.found);
    case 'returned':
      return parse(notificationKind, eventSchemas.returned);
    case 'cancelled':
      return parse(notificationKind, eventSchemas.cancelled);
  }
};

const parseGrade = (event: JsonEvent, receiver: Receiver): Parsed<IntelligenceGrade> =>
  mapValue(
    parseLeniently(gradedEventSchema, event, {
      check: (rest) => checkByReceiver(rest, receiver),
    }),
    ({ id, source: force, subject: reportId, time, data }) => {
      const { conditions = null, gradedAt = null, ...grade } = data;
      return { id, force, reportId, time, ...grade, conditions, gradedAt };
    },
  );

/** Extension attributes are no content: they differ from one delivery to the next. */
const selectContent = (event: unknown): unknown => {
  if (!isObject(event)) return event;
  const { type, subject, time, data } = event;
  return {
    type,
    subject: typeof subject === 'string' ? readReference(subject) : subject,
    time,
    data,
  };
};

const reject = (...errors: readonly Finding[]): Parsed<never> => ({ outcome: 'rejected', errors });

const parseContent = (event: unknown, receiver: Receiver): Parsed<Content> => {
  if (!isObject(event) || !Object.hasOwn(event, 'specversion'))
    return reject(createFinding('not-cloudevents', ''));
  if (event['specversion'] !== '1.0')
    return reject(createFinding('unsupported-version', '/specversion'));
  if (isGradedType(event['type']))
    return mapValue(parseGrade(event, receiver), (grade) => ({ outcome: 'graded', grade }));
  const kind = readKind(event['type']);
  if (kind !== null)
    return mapValue(parseNotification(event, kind, receiver), (notification) => ({
      outcome: 'usable',
      notification,
      subject: String(event['subject']),
    }));
  const { data: _data, ...envelope } = event;
  const check = () => checkByReceiver(envelope, receiver);
  return mapValue(parseLeniently(unknownEventSchema, event, { check }), ({ type }) => type);
};

/**
 * Parses what a force sends (docs/contract): a notification about an episode, or a grade of a
 * report. Never throws. No finding holds a value of the message.
 */
export const parseMessage = (body: string, receiver: Receiver): ParsedMessage => {
  const json = readJson(body);
  const rejectAll = (errors: readonly Finding[]): RejectedMessage => ({
    outcome: 'rejected',
    errors: listFindings(errors),
    ...readSender(body, json, receiver.forces),
  });
  if (json.outcome === 'unreadable') return rejectAll([createFinding(json.code, '')]);
  const parsed = parseContent(json.value, receiver);
  const errors = [...json.errors, ...(parsed.outcome === 'rejected' ? parsed.errors : [])];
  if (parsed.outcome === 'rejected' || errors.length > 0) return rejectAll(errors);
  return {
    ...parsed.value,
    warnings: listFindings([
      ...parsed.warnings,
      ...('notification' in parsed.value
        ? warnUnknownAuthorities(parsed.value.notification, receiver)
        : []),
    ]),
    contentHash: hashContent(selectContent(json.value)),
  };
};
