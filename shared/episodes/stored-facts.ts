import * as z from 'zod';
import {
  CANCEL_REASONS,
  CATEGORIES,
  MISSING_FROM_KINDS,
  PLACE_TYPES,
  RISK_FLAGS,
  RISK_LEVELS,
  SEXES,
} from '../police-contract/allowed-values.ts';
import { instantSchema } from '../kernel/instant.ts';
import type { Fact } from './fact.ts';

const text = z.string();
const clearable = <T extends z.ZodType>(schema: T) => schema.nullable().exactOptional();

export const storedPlace = z.object({
  description: text.exactOptional(),
  postcode: text.exactOptional(),
  type: z.enum(PLACE_TYPES).exactOptional(),
});

export const storedLastSeen = z.object({
  at: instantSchema.exactOptional(),
  place: storedPlace.exactOptional(),
});

export const storedMissingFrom = z.object({
  kind: z.enum(MISSING_FROM_KINDS),
  name: text.exactOptional(),
  urn: text.exactOptional(),
  place: storedPlace.exactOptional(),
});

export const storedReturnedTo = z.object({
  kind: z.enum(MISSING_FROM_KINDS).exactOptional(),
  name: text.exactOptional(),
  place: storedPlace.exactOptional(),
});

export const storedOfficer = z.object({
  name: text.exactOptional(),
  contact: text.exactOptional(),
});

export const storedChild = z.object({
  givenName: clearable(text),
  familyName: clearable(text),
  dateOfBirth: clearable(text),
  aliases: clearable(z.array(text)),
  sex: clearable(z.enum(SEXES)),
  ethnicity: clearable(text),
  homePostcode: clearable(text),
  nhsNumber: clearable(text),
  upn: clearable(text),
  policePersonId: clearable(text),
  authorityChildId: clearable(text),
});

const reportMembers = z.object({
  reportedAt: clearable(instantSchema),
  category: clearable(z.enum(CATEGORIES)),
  riskLevel: clearable(z.enum(RISK_LEVELS)),
  riskFlags: clearable(z.array(z.enum(RISK_FLAGS))),
  lastSeen: clearable(storedLastSeen),
  missingFrom: clearable(storedMissingFrom),
  child: storedChild.exactOptional(),
  lookedAfter: clearable(z.boolean()),
  responsibleAuthority: clearable(text),
  hostAuthority: clearable(text),
  circumstances: clearable(text),
  officer: clearable(storedOfficer),
});

const foundMembers = z.object({
  foundAt: instantSchema,
  place: storedPlace.exactOptional(),
  foundBy: text.exactOptional(),
});

const returnedMembers = z.object({
  returnedAt: instantSchema,
  foundAt: instantSchema.exactOptional(),
  returnedTo: storedReturnedTo.exactOptional(),
  harmDisclosed: z.boolean().exactOptional(),
  preventionInterview: z
    .object({
      held: z.boolean(),
      at: instantSchema.exactOptional(),
      summary: text.exactOptional(),
    })
    .exactOptional(),
});

const cancelledMembers = z.object({
  reason: z.enum(CANCEL_REASONS),
  duplicateOf: text.exactOptional(),
  note: text.exactOptional(),
});

const arrived = {
  id: text,
  force: text,
  reference: text,
  time: text,
  receivedAt: instantSchema,
  contentHash: text,
  messageId: text,
};

/** A fact as it stands in the table. */
export const storedFact: z.ZodType<Fact> = z.discriminatedUnion('kind', [
  z.object({ ...arrived, kind: z.literal(['reported', 'updated']), data: reportMembers }),
  z.object({ ...arrived, kind: z.literal('found'), data: foundMembers }),
  z.object({ ...arrived, kind: z.literal('returned'), data: returnedMembers }),
  z.object({ ...arrived, kind: z.literal('cancelled'), data: cancelledMembers }),
]);
