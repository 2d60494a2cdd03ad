import * as z from 'zod';
import { NOTIFICATION_KINDS, type NotificationKind } from './allowed-values.ts';
import { hasVisible } from './clean-text.ts';
import { eventData } from './event-data.ts';
import {
  buildObject,
  describeTrimmedLine,
  isTrimmedLine,
  line,
  recordedTime,
  refuse,
} from './fields.ts';

const SOURCE = /^urn:police:(E23[0-9]{6})$/;
const TYPE = /^uk\.police\.missing-child\.([a-z]+)\.v([0-9]{1,9})$/;
const JSON_MEDIA_TYPE = /^application\/json[\t ]*(;.*)?$/i;

export const FORCE = 'urn:police: and the GSS code of a force that may send';

export const source = z
  .string(FORCE)
  .transform((text, context) => SOURCE.exec(text)?.[1] ?? refuse(context, 'unknown-force', FORCE))
  .meta({
    description: 'The sending force: `urn:police:` and its GSS code.',
    examples: ['urn:police:E23000024'],
    pattern: '^urn:police:E23[0-9]{6}$',
  });

export const id = line(200).meta({
  description: 'Unique within `source`; with it, the identity of the notification.',
  examples: ['5b0c8a52-6a7e-4d0e-9a43-2f1f0e6f5c11'],
});

const MOST_OF_A_REFERENCE = 100;
/** With white space around it: columns of a fixed width come padded. */
const MOST_SENT = 1000;
const SUBJECT = 'a text of 1 to 100 characters on one line, of which something can be seen';

/** Kept and answered as sent; `readReference` gives the reference in it. */
export const subject = z
  .string(SUBJECT)
  .refine(
    (text) =>
      text.length <= MOST_SENT && isTrimmedLine(text, MOST_OF_A_REFERENCE) && hasVisible(text),
    SUBJECT,
  )
  .meta({
    description:
      "The force's missing person reference; with `source`, the identity of the episode, or of its occasions.",
    examples: ['NC-2026-004512'],
    maxLength: MOST_SENT,
    ...describeTrimmedLine(MOST_OF_A_REFERENCE),
  });

export const attributes = {
  specversion: z.literal('1.0').meta({ description: 'Version of CloudEvents.' }),
  id,
  source,
  subject,
  time: recordedTime.meta({
    description: "When the force's system recorded this event: it orders the events of an episode.",
    examples: ['2026-11-20T22:41:00Z'],
  }),
  datacontenttype: z
    .string('application/json')
    .regex(JSON_MEDIA_TYPE, 'application/json')
    .meta({ description: 'May be left out.', examples: ['application/json'] })
    .exactOptional(),
  dataschema: line(500)
    .meta({ description: 'URI of the schema of `data`; not read.' })
    .exactOptional(),
};

export const requireData = <Shape extends z.core.$ZodLooseShape>(
  data: z.ZodObject<Shape, z.core.$strict>,
  expected: string,
) =>
  z.strictObject(data.shape, {
    error: ({ input }) => (input === undefined ? expected : 'an object'),
  });

const EVENT_DATA = 'an object with what happened';

const buildEventSchema = <Kind extends NotificationKind, Shape extends z.core.$ZodLooseShape>(
  kind: Kind,
  data: z.ZodObject<Shape, z.core.$strict>,
) =>
  buildObject({
    ...attributes,
    type: z.literal(`uk.police.missing-child.${kind}.v1`).meta({ description: 'What happened.' }),
    data: requireData(data, EVENT_DATA).meta({ description: 'What happened.' }),
  });

export const eventSchemas = {
  reported: buildEventSchema('reported', eventData.reported).meta({
    title: 'Reported',
    description: 'A child was reported missing, or a report is corrected.',
  }),
  updated: buildEventSchema('updated', eventData.updated).meta({
    title: 'Updated',
    description: 'What is present replaces what was known; null clears it; the rest stays.',
  }),
  found: buildEventSchema('found', eventData.found).meta({
    title: 'Found',
    description: 'The child was found; the return is still to be confirmed.',
  }),
  returned: buildEventSchema('returned', eventData.returned).meta({
    title: 'Returned',
    description: 'The child is back at home or in care: the 72 hours run from here.',
  }),
  cancelled: buildEventSchema('cancelled', eventData.cancelled).meta({
    title: 'Cancelled',
    description: 'The episode is withdrawn.',
  }),
};

const isKind = (text: string | undefined): text is NotificationKind =>
  (NOTIFICATION_KINDS as readonly (string | undefined)[]).includes(text);

/** Null when it is not a notification type of version 1. */
export const readKind = (type: unknown): NotificationKind | null => {
  const [, kind, version] = typeof type === 'string' ? (TYPE.exec(type) ?? []) : [];
  return isKind(kind) && version === '1' ? kind : null;
};

const EVENT_TYPE = 'one of the event types of this contract, with the version v1';

/** For an event of an unknown type: checks its attributes, not its data. */
export const unknownEventSchema = buildObject({
  ...attributes,
  type: z.string(EVENT_TYPE).transform((text, context): never => {
    const code = isKind(TYPE.exec(text)?.[1]) ? 'unsupported-version' : 'unknown-type';
    return refuse(context, code, EVENT_TYPE);
  }),
  data: z.custom((data) => data !== undefined, EVENT_DATA),
});
