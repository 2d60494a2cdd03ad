import * as z from 'zod';
import { NOTIFICATION_KINDS, type NotificationKind } from './notification.ts';
import { memberRules, refuse } from './member-rule.ts';
import { line } from './text-members.ts';
import { recordedTime } from './time-members.ts';

const SOURCE = /^urn:police:(E23[0-9]{6})$/;
const TYPE = /^uk\.police\.missing-child\.([a-z]+)\.v([0-9]{1,9})$/;
const JSON_MEDIA_TYPE = /^application\/json[\t ]*(;.*)?$/i;

/** The CloudEvents type of a kind of notification. */
export const typeOf = (kind: NotificationKind): string => `uk.police.missing-child.${kind}.v1`;

const isKind = (text: string | undefined): text is NotificationKind =>
  (NOTIFICATION_KINDS as readonly (string | undefined)[]).includes(text);

/** The GSS code of the force, out of the source. */
export const source = z
  .string()
  .transform((text, context) => SOURCE.exec(text)?.[1] ?? refuse(context, 'unknown-force'))
  .meta({
    description: 'The sending force: `urn:police:` and its GSS code.',
    examples: ['urn:police:E23000024'],
    pattern: '^urn:police:E23[0-9]{6}$',
  })
  .register(memberRules, {
    expected: 'urn:police: and the GSS code of a force that may send',
    check: (value, receiver) => (receiver.isForce(String(value)) ? null : 'unknown-force'),
  });

/** The kind of notification, out of the type. */
export const type = z
  .string()
  .transform((text, context): NotificationKind => {
    const [, kind, version] = TYPE.exec(text) ?? [];
    if (!isKind(kind)) return refuse(context, 'unknown-type');
    return version === '1' ? kind : refuse(context, 'unsupported-version');
  })
  .register(memberRules, {
    expected: 'one of the event types of this contract, with the version v1',
  });

/** The id of the notification. */
export const id = line(200).meta({
  description: 'Unique within `source`; with it, the identity of the notification.',
  examples: ['5b0c8a52-6a7e-4d0e-9a43-2f1f0e6f5c11'],
});

/** The missing person reference. */
export const subject = line(100).meta({
  description: "The force's missing person reference; with `source`, the identity of the episode.",
  examples: ['NC-2026-004512'],
});

/** The attributes that every event of a force has. */
export const attributes = {
  specversion: z
    .literal('1.0')
    .meta({ description: 'Version of CloudEvents.' })
    .register(memberRules, { expected: 'version 1.0 of CloudEvents' }),
  id,
  source,
  subject,
  time: recordedTime.meta({
    description: "When the force's system recorded this event: it orders the events of an episode.",
    examples: ['2026-11-20T22:41:00Z'],
  }),
  datacontenttype: z
    .string()
    .regex(JSON_MEDIA_TYPE)
    .meta({ description: 'May be left out.', examples: ['application/json'] })
    .register(memberRules, { expected: 'application/json' })
    .exactOptional(),
  dataschema: line(500)
    .meta({ description: 'URI of the schema of `data`; not read.' })
    .exactOptional(),
};

/** The attributes of any notification; `data` is read by what `type` says. */
export const envelope = z.object({
  ...attributes,
  type,
  data: z.unknown().register(memberRules, { expected: 'an object with what happened' }),
});

/** One notification, whole: its attributes and the data of its kind. */
export const eventOf = <Data extends z.ZodType>(kind: NotificationKind, data: Data) =>
  z.object({
    ...attributes,
    type: z.literal(typeOf(kind)).meta({ description: 'What happened.' }),
    data: data.meta({ description: 'What happened.' }),
  });
