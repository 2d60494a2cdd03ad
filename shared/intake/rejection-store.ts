import * as z from 'zod';
import { FINDING_CODES } from '../kernel/finding.ts';
import { CORE_TABLE, ENTITY } from '../platform/names.ts';
import type { Page } from '../kernel/page.ts';
import type { Rejection, RejectionListQuery, RejectionStore } from './rejections.ts';
import { buildPendingKeys } from '../episodes/pending-reply.ts';
import { splitBody } from '../database/split-body.ts';
import { instantSchema } from '../kernel/instant.ts';
import { type Item, type Table, type TableWrite, LAST, type ItemKey } from '../database/table.ts';
import { readMergedRange } from '../database/read-merged-range.ts';

const { rejectionsByForce } = CORE_TABLE.indexes;

/** The list of messages whose force could not be read. */
const UNREADABLE = 'unreadable';

const text = z.string();
const storedRejection = z.object({
  rejectionId: text,
  force: text.nullable(),
  notificationId: text.nullable(),
  reference: text.nullable(),
  errors: z.array(z.object({ code: z.enum(FINDING_CODES), path: text, message: text })),
  receivedAt: instantSchema,
  firstReceivedAt: instantSchema,
  messageId: text,
});

const rejectionItem = ({ body, ...rejection }: Rejection): Item => ({
  ...rejectionKey(rejection.rejectionId),
  entity: ENTITY.rejection,
  ...rejection,
  [rejectionsByForce.partitionKey]: rejection.force ?? UNREADABLE,
  [rejectionsByForce.sortKey]: `${rejection.receivedAt}#${rejection.rejectionId}`,
  ...(rejection.force === null ? {} : buildPendingKeys(rejection.firstReceivedAt)),
});

/** The body stands in items of its own, so that lists never read it. */
const rejectionWrites = (rejection: Rejection): readonly TableWrite[] => [
  { put: rejectionItem(rejection), onlyIf: 'absent' },
  ...splitBody(rejection.body).map((body, part) => ({
    put: { ...rejectionBodyKey(rejection.rejectionId, part), entity: 'rejection-body', body },
  })),
];

const keepRejection = async (table: Table, rejection: Rejection): Promise<void> => {
  const done = await table.transact(rejectionWrites(rejection));
  if (done.outcome === 'contended')
    throw new Error('Another write of this rejection is under way.');
};

const getRejection = async (table: Table, rejectionId: string): Promise<Rejection | null> => {
  const items = await table.readPartition(rejectionPartition(rejectionId), 'message', LAST);
  const [first, ...parts] = items;
  if (first === undefined) return null;
  const bodies = parts.map((part) => z.object({ body: text }).parse(part).body);
  return { ...storedRejection.parse(first), body: bodies.join('') };
};

const listRejections = async (
  table: Table,
  { forces, after, limit }: RejectionListQuery,
): Promise<Page<Omit<Rejection, 'body'>>> => {
  const entries = await readMergedRange(table, {
    index: rejectionsByForce,
    partitions: forces.map((force) => force ?? UNREADABLE),
    from: ' ',
    to: LAST,
    order: 'descending',
    after,
    limit,
  });
  const items = await table.getMany(entries.map(({ key }) => key));
  return {
    items: items.map((item) => storedRejection.parse(item)),
    after: entries.length < limit ? null : (entries.at(-1)?.sortValue ?? null),
  };
};

/** Messages that could not be used, kept whole, in the core table. */
export const createRejectionStore = (table: Table): RejectionStore => ({
  keep: (rejection) => keepRejection(table, rejection),
  get: (rejectionId) => getRejection(table, rejectionId),
  list: (query) => listRejections(table, query),
});

export const rejectionPartition = (rejectionId: string): string => `rejection#${rejectionId}`;

export const rejectionKey = (rejectionId: string): ItemKey => ({
  pk: rejectionPartition(rejectionId),
  sk: 'message',
});

/** The raw message, in as many items as its size needs. */
export const rejectionBodyKey = (rejectionId: string, part: number): ItemKey => ({
  pk: rejectionPartition(rejectionId),
  sk: `message-part#${String(part).padStart(3, '0')}`,
});
