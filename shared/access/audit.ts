import * as z from 'zod';
import { FaultError } from '../kernel/fault-error.ts';
import type { Immutable } from '../kernel/immutable.ts';
import { instantSchema } from '../kernel/instant.ts';
import { toLondonDate } from '../kernel/london-time.ts';
import type { Page } from '../kernel/page.ts';
import { type Item, type ItemKey, LAST, MOST_WRITES, type Table } from '../database/table.ts';
import { ROLES } from './roles.ts';

const text = z.string();

/** For codes and releases, `id` is the authority's code. */
const auditedRecordSchema = z.object({
  kind: z.enum([
    'episode',
    'match',
    'rejection',
    'staff',
    'calendar-feeds',
    'child',
    'codes',
    'releases',
    'evidence',
    'signal',
    'audit',
  ]),
  id: text,
  taskId: text.nullable(),
  childId: text.nullable(),
});
export type AuditedRecord = Immutable<z.infer<typeof auditedRecordSchema>>;

const auditedAccessSchema = z.object({
  what: auditedRecordSchema,
  why: z.enum([
    'responsible-authority',
    'host-authority',
    'all-authorities',
    'own-authority',
    'oneself',
  ]),
});
export type AuditedAccess = Immutable<z.infer<typeof auditedAccessSchema>>;

const requestFields = {
  at: instantSchema,
  who: text.meta({ description: '`unknown` when the token was not valid.' }),
  role: z.enum(ROLES).nullable(),
  operation: text,
  method: text,
  path: text,
  query: text.meta({ description: 'As in the address: what a list was narrowed to.' }),
  outcome: z.enum(['read', 'listed', 'change-attempted', 'refused']).meta({
    description:
      '`listed`: shown in a list. `change-attempted`: allowed; whether it was made, the record itself says.',
  }),
  refusedFor: text.nullable().meta({ description: 'Code of the problem; null unless refused.' }),
  address: text.nullable().meta({ description: 'From where the request came.' }),
  requestId: text,
};

/** A request with all that it showed, was about to change, or was refused. */
export const auditedRequestSchema = z.object({
  ...requestFields,
  records: z.array(auditedAccessSchema),
});
export type AuditedRequest = Immutable<z.infer<typeof auditedRequestSchema>>;

/** Of somebody: their requests. Of a child: who opened or changed something, each time, and in whose lists it was, once a person and day. */
export type AuditSubject = { readonly person: string } | { readonly childIds: readonly string[] };

export interface AuditQuery {
  readonly of: AuditSubject;
  readonly after: string | null;
  readonly limit: number;
}

/** Entries are never changed or deleted. */
export interface AuditTrail {
  append(request: AuditedRequest): Promise<void>;
  /** Newest first. */
  list(query: AuditQuery): Promise<Page<AuditedRequest>>;
}

const personPartition = (who: string): string => `person#${who}`;

const recordPartition = ({ childId, kind, id }: AuditedRecord): string =>
  childId === null ? `${kind}#${id}` : childPartition(childId);

const childPartition = (childId: string): string => `child#${childId}`;

const formatTime = ({ at, requestId, outcome }: AuditedRequest): string =>
  `${at}#${requestId}#${outcome}`;

const buildRequestItem = (request: AuditedRequest): Item => ({
  pk: personPartition(request.who),
  sk: formatTime(request),
  ...request,
});

/** In a list a child is shown again and again: once a person and day says it. */
const buildRecordItem = (request: AuditedRequest, record: AuditedAccess, index: number): Item => ({
  pk: recordPartition(record.what),
  sk:
    request.outcome === 'listed'
      ? `${toLondonDate(request.at)}#${request.who}`
      : `${formatTime(request)}#${String(index).padStart(4, '0')}`,
  ...request,
  records: [record],
});

const formatKey = ({ pk, sk }: ItemKey): string => JSON.stringify([pk, sk]);

const ATTEMPTS = 5;

/** Null when somebody else wrote one of them at the same moment. */
const writeMissing = async (table: Table, items: readonly Item[]): Promise<true | null> => {
  for (let start = 0; start < items.length; start += MOST_WRITES) {
    const chunk = items.slice(start, start + MOST_WRITES);
    const { outcome } = await table.transact(
      chunk.map((put) => ({ put, onlyIf: 'absent' as const })),
    );
    if (outcome !== 'written') return null;
  }
  return true;
};

/**
 * Written in transactions: there the SDK can repeat a write that is conditional on absence without
 * failing on its own first attempt.
 */
const append = async (table: Table, request: AuditedRequest): Promise<void> => {
  const own = buildRequestItem(request);
  const ofRecords = request.records.map((record, index) => buildRecordItem(request, record, index));
  const distinct = [...new Map(ofRecords.map((item) => [formatKey(item), item])).values()];
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const known = request.outcome === 'listed' ? await table.getMany([own, ...distinct]) : [];
    const keys = new Set(known.map(formatKey));
    const missing = [own, ...distinct].filter((item) => !keys.has(formatKey(item)));
    if ((await writeMissing(table, missing)) !== null) return;
    if (request.outcome !== 'listed') break;
  }
  throw new FaultError('write-conflict', 'The audit entries were not stored.');
};

const listPartitions = (of: AuditSubject): readonly string[] =>
  'person' in of ? [personPartition(of.person)] : of.childIds.map(childPartition);

const list = async (
  table: Table,
  { of, after, limit }: AuditQuery,
): Promise<Page<AuditedRequest>> => {
  const parts = await Promise.all(
    listPartitions(of).map((pk) =>
      table.readPart({
        pk,
        from: ' ',
        to: after ?? LAST,
        order: 'descending',
        // The last one of the page before is read again, and one more says whether there is another page.
        limit: limit + 2,
      }),
    ),
  );
  const bySk = new Map(parts.flat().map((item) => [item.sk, item]));
  if (after !== null) bySk.delete(after);
  const sorted = [...bySk.values()].sort((a, b) => (a.sk > b.sk ? -1 : 1)).slice(0, limit);
  const last = bySk.size > limit ? (sorted.at(-1)?.sk ?? null) : null;
  return { items: sorted.map((item) => auditedRequestSchema.parse(item)), after: last };
};

export const createAuditTrail = (table: Table): AuditTrail => ({
  append: (request) => append(table, request),
  list: (query) => list(table, query),
});
