import * as z from 'zod';
import { RISK_LEVELS } from '../kernel/risk-level.ts';
import { type Notification } from '../police-contract/notification.ts';
import {
  CANCEL_REASONS,
  CATEGORIES,
  CONDITIONS,
  MISSING_FROM_KINDS,
  PLACE_TYPES,
  PLACEMENT_KINDS,
  RETURNED_TO_KINDS,
  RISK_FLAGS,
  SEXES,
} from '../police-contract/allowed-values.ts';
import type { Immutable } from '../kernel/immutable.ts';
import { toInstant, instantSchema, type Instant } from '../kernel/instant.ts';

const text = z.string();
const makeClearable = <T extends z.ZodType>(schema: T) => schema.nullable().exactOptional();

export const placeSchema = z.object({
  description: text.exactOptional(),
  postcode: text.exactOptional(),
  type: z.enum(PLACE_TYPES).exactOptional(),
});

export const lastSeenSchema = z.object({
  at: instantSchema.exactOptional(),
  place: placeSchema.exactOptional(),
});

export const missingFromSchema = z.object({
  kind: z.enum(MISSING_FROM_KINDS),
  name: text.exactOptional(),
  urn: text.exactOptional(),
  place: placeSchema.exactOptional(),
});

export const returnedToSchema = z.object({
  kind: z.enum(RETURNED_TO_KINDS).exactOptional(),
  name: text.exactOptional(),
  urn: text.exactOptional(),
  place: placeSchema.exactOptional(),
});

export const placementSchema = z.object({
  kind: z.enum(PLACEMENT_KINDS).exactOptional(),
  name: text.exactOptional(),
  urn: text.exactOptional(),
  place: placeSchema.exactOptional(),
});

export const officerSchema = z.object({
  name: text.exactOptional(),
  contact: text.exactOptional(),
});

export const childSchema = z.object({
  givenName: makeClearable(text),
  familyName: makeClearable(text),
  nameAsGiven: makeClearable(text),
  dateOfBirth: makeClearable(text),
  dateOfBirthEstimated: makeClearable(z.boolean()),
  ageEstimate: makeClearable(z.int()),
  aliases: makeClearable(z.array(text)),
  sex: makeClearable(z.enum(SEXES)),
  ethnicity: makeClearable(text),
  homePostcode: makeClearable(text),
  nhsNumber: makeClearable(text),
  upn: makeClearable(text),
  policePersonId: makeClearable(text),
  authorityChildId: makeClearable(text),
});

const reportedFields = z.object({
  reportedAt: makeClearable(instantSchema),
  category: makeClearable(z.enum(CATEGORIES)),
  riskLevel: makeClearable(z.enum(RISK_LEVELS)),
  riskFlags: makeClearable(z.array(z.enum(RISK_FLAGS))),
  lastSeen: makeClearable(lastSeenSchema),
  missingFrom: makeClearable(missingFromSchema),
  child: childSchema.exactOptional(),
  lookedAfter: makeClearable(z.boolean()),
  placement: makeClearable(placementSchema),
  responsibleAuthority: makeClearable(text),
  hostAuthority: makeClearable(text),
  circumstances: makeClearable(text),
  officer: makeClearable(officerSchema),
});

const foundFields = z.object({
  foundAt: instantSchema,
  place: placeSchema.exactOptional(),
  foundBy: text.exactOptional(),
  condition: z.enum(CONDITIONS).exactOptional(),
});

const returnedFields = z.object({
  returnedAt: instantSchema,
  foundAt: instantSchema.exactOptional(),
  returnedTo: returnedToSchema.exactOptional(),
  harmDisclosed: z.boolean().exactOptional(),
  preventionInterview: z
    .object({
      held: z.boolean(),
      at: instantSchema.exactOptional(),
      summary: text.exactOptional(),
    })
    .exactOptional(),
});

const cancelledFields = z.object({
  reason: z.enum(CANCEL_REASONS),
  duplicateOf: text.exactOptional(),
  note: text.exactOptional(),
});

const arrived = {
  id: text,
  force: text,
  reference: text,
  /** When the force recorded it: UTC with nine decimals, so that it sorts as text. */
  time: text,
  receivedAt: instantSchema,
  /** Of the canonical content, to distinguish a repeat from a re-used id. */
  contentHash: text,
  /** The queue message that brought it, so that a retry recognises what it stored. */
  messageId: text,
};

/** A notification as stored. The state of an episode is folded from the set of them. */
export const factSchema = z.discriminatedUnion('kind', [
  z.object({ ...arrived, kind: z.literal(['reported', 'updated']), data: reportedFields }),
  z.object({ ...arrived, kind: z.literal('found'), data: foundFields }),
  z.object({ ...arrived, kind: z.literal('returned'), data: returnedFields }),
  z.object({ ...arrived, kind: z.literal('cancelled'), data: cancelledFields }),
]);
export type Fact = Immutable<z.infer<typeof factSchema>>;

/** Replaces free text in a fact. The text itself is kept with the raw message only. */
export const TEXT_KEPT = 'kept with the message';

export type Arrival = Pick<Fact, 'receivedAt' | 'contentHash' | 'messageId'>;

const keepText = <T extends string | null | undefined>(text: T): T | typeof TEXT_KEPT =>
  typeof text === 'string' ? TEXT_KEPT : text;

const omitSummary = (notification: Notification & { kind: 'returned' }): Notification => {
  const interview = notification.data.preventionInterview;
  if (interview?.summary === undefined) return notification;
  const kept = { ...interview, summary: TEXT_KEPT };
  return { ...notification, data: { ...notification.data, preventionInterview: kept } };
};

const omitFreeText = (notification: Notification): Notification => {
  switch (notification.kind) {
    case 'reported':
    case 'updated':
      return notification.data.circumstances === undefined
        ? notification
        : {
            ...notification,
            data: {
              ...notification.data,
              circumstances: keepText(notification.data.circumstances),
            },
          };
    case 'returned':
      return omitSummary(notification);
    case 'cancelled':
      return notification.data.note === undefined
        ? notification
        : { ...notification, data: { ...notification.data, note: TEXT_KEPT } };
    case 'found':
      return notification;
  }
};

/** Without the free text, so that lists and states built from the fact never carry it. */
export const createFact = (notification: Notification, arrival: Arrival): Fact => ({
  ...omitFreeText(notification),
  ...arrival,
});

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** By `time`, then by `id` as text in UTF-16 code units (police contract). */
export const compareFacts = (a: Fact, b: Fact): number =>
  compareText(a.time, b.time) || compareText(a.id, b.id);

/** In the contract's order, each notification once, whatever the order of arrival. */
export const sortFacts = (facts: readonly Fact[]): readonly Fact[] => {
  const once = new Map(facts.map((fact) => [fact.id, fact]));
  return [...once.values()].sort(compareFacts);
};

export const sortByArrival = (facts: readonly Fact[]): readonly Fact[] =>
  [...facts].sort((a, b) => compareText(a.receivedAt, b.receivedAt) || compareFacts(a, b));

export const readRecordedAt = (fact: Fact): Instant =>
  toInstant(Date.parse(`${fact.time.slice(0, 23)}Z`));
