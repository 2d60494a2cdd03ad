import type { Instant } from '../../shared/kernel/instant.ts';
import { toInstant } from '../../shared/kernel/instant.ts';
import type {
  CancelledFields,
  FoundFields,
  ReportFields,
  ReturnedFields,
} from '../../shared/police-contract/notification.ts';
import type { Fact } from '../../shared/episodes/fact.ts';

/** An instant written short: `at('2026-10-24T19:00Z')`. */
export const at = (text: string): Instant => toInstant(Date.parse(text));

/** What a test may say of a fact's envelope; everything else has a fixed default. */
export interface FactOverrides {
  readonly id?: string;
  readonly reference?: string;
  readonly force?: string;
  /** When the force recorded it. */
  readonly time?: string;
  readonly receivedAt?: Instant;
}

const envelope = (
  kind: string,
  time: string,
  about: FactOverrides,
  id = about.id ?? [`${kind}-1`, about.reference].filter(Boolean).join('-of-'),
) => ({
  id,
  force: about.force ?? 'E23000024',
  reference: about.reference ?? 'NC-2026-000001',
  time: at(about.time ?? time).replace('Z', '000000Z'),
  receivedAt: about.receivedAt ?? at(about.time ?? time),
  contentHash: `hash-of-${id}`,
  messageId: `message-of-${id}`,
});

export const buildReportedFact = (
  data: Partial<ReportFields> = {},
  about: FactOverrides = {},
): Fact => ({
  ...envelope('reported', '2026-11-10T22:05:00Z', about),
  kind: 'reported',
  data: {
    reportedAt: at('2026-11-10T22:00:00Z'),
    category: 'missing',
    riskLevel: 'medium',
    missingFrom: { kind: 'home', place: { postcode: 'NR3 1AU' } },
    responsibleAuthority: 'E10000020',
    child: { givenName: 'Sam', familyName: 'Example', dateOfBirth: '2011-05-09' },
    ...data,
  },
});

export const buildUpdatedFact = (data: ReportFields, about: FactOverrides = {}): Fact => ({
  ...envelope('updated', '2026-11-10T23:00:00Z', about),
  kind: 'updated',
  data,
});

export const buildFoundFact = (
  data: Partial<FoundFields> = {},
  about: FactOverrides = {},
): Fact => ({
  ...envelope('found', '2026-11-11T06:10:00Z', about),
  kind: 'found',
  data: { foundAt: at('2026-11-11T06:00:00Z'), ...data },
});

export const buildReturnedFact = (
  data: Partial<ReturnedFields> = {},
  about: FactOverrides = {},
): Fact => ({
  ...envelope('returned', '2026-11-11T08:10:00Z', about),
  kind: 'returned',
  data: { returnedAt: at('2026-11-11T08:00:00Z'), ...data },
});

export const buildCancelledFact = (
  data: Partial<CancelledFields> = {},
  about: FactOverrides = {},
): Fact => ({
  ...envelope('cancelled', '2026-11-11T09:00:00Z', about),
  kind: 'cancelled',
  data: { reason: 'reported-in-error', ...data },
});
