import * as z from 'zod';
import { type Item, type ItemKey, LAST, type Table, type TableWrite } from '../database/table.ts';
import { splitBody } from '../database/split-body.ts';
import { buildPendingKeys } from '../episodes/pending-reply.ts';
import { gssCodeSchema, notificationIdSchema, referenceSchema } from '../kernel/api-fields.ts';
import { instantSchema } from '../kernel/instant.ts';
import type { Immutable } from '../kernel/immutable.ts';
import type { Page } from '../kernel/page.ts';
import { CORE_TABLE, ENTITY } from '../platform/names.ts';
import { readMergedRange } from '../database/merged-range.ts';
import { FINDING_CODES } from '../police-contract/finding.ts';
import { FaultError } from '../kernel/fault-error.ts';

const { rejectionsByForce } = CORE_TABLE.indexes;

export const rejectionSchema = z.object({
  rejectionId: z.string(),
  force: gssCodeSchema.nullable().meta({ description: 'Null when it could not be read.' }),
  notificationId: notificationIdSchema.nullable(),
  reference: referenceSchema.nullable(),
  errors: z.array(
    z.object({
      code: z.enum(FINDING_CODES),
      path: z.string().meta({ description: 'JSON pointer into the message.' }),
      message: z.string(),
    }),
  ),
  receivedAt: instantSchema,
  firstReceivedAt: instantSchema,
  messageId: z.string().meta({ description: 'Id that the queue gave the message.' }),
  body: z.string(),
});
export type Rejection = Immutable<z.infer<typeof rejectionSchema>>;

const summarySchema = rejectionSchema.omit({ body: true });
export type RejectionSummary = Omit<Rejection, 'body'>;

export interface RejectionListQuery {
  /** Null stands for messages whose force could not be read. */
  readonly forces: readonly (string | null)[];
  readonly after: string | null;
  readonly limit: number;
}

export interface RejectionStore {
  /** Written once, however often it is called for the same queue message. */
  write(rejection: Rejection): Promise<void>;
  get(rejectionId: string): Promise<Rejection | null>;
  list(query: RejectionListQuery): Promise<Page<RejectionSummary>>;
}

const UNREADABLE = 'unreadable';

export const createRejectionPartition = (rejectionId: string): string => `rejection#${rejectionId}`;

const createRejectionKey = (rejectionId: string): ItemKey => ({
  pk: createRejectionPartition(rejectionId),
  sk: 'message',
});

const createBodyKey = (rejectionId: string, part: number): ItemKey => ({
  pk: createRejectionPartition(rejectionId),
  sk: `message-part#${String(part).padStart(3, '0')}`,
});

const createItem = ({ body: _body, ...rejection }: Rejection): Item => ({
  ...createRejectionKey(rejection.rejectionId),
  entity: ENTITY.rejection,
  ...rejection,
  [rejectionsByForce.partitionKey]: rejection.force ?? UNREADABLE,
  [rejectionsByForce.sortKey]: `${rejection.receivedAt}#${rejection.rejectionId}`,
  ...(rejection.force === null ? {} : buildPendingKeys(rejection.firstReceivedAt)),
});

/** The body has items of its own, so that lists never read it. */
const createWrites = (rejection: Rejection): readonly TableWrite[] => [
  { put: createItem(rejection), onlyIf: 'absent' },
  ...splitBody(rejection.body).map((body, part) => ({
    put: { ...createBodyKey(rejection.rejectionId, part), entity: 'rejection-body', body },
  })),
];

const writeRejection = async (table: Table, rejection: Rejection): Promise<void> => {
  const done = await table.transact(createWrites(rejection));
  if (done.outcome === 'contended')
    throw new FaultError('write-conflict', 'Another write of this rejection is under way.');
};

const getRejection = async (table: Table, rejectionId: string): Promise<Rejection | null> => {
  const items = await table.readPartition(createRejectionPartition(rejectionId), 'message', LAST);
  const [first, ...parts] = items;
  if (first === undefined) return null;
  const bodies = parts.map((part) => rejectionSchema.pick({ body: true }).parse(part).body);
  return { ...summarySchema.parse(first), body: bodies.join('') };
};

const listRejections = async (
  table: Table,
  { forces, after, limit }: RejectionListQuery,
): Promise<Page<RejectionSummary>> => {
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
    items: items.map((item) => summarySchema.parse(item)),
    after: entries.length < limit ? null : (entries.at(-1)?.sortValue ?? null),
  };
};

export const createRejectionStore = (table: Table): RejectionStore => ({
  write: (rejection) => writeRejection(table, rejection),
  get: (rejectionId) => getRejection(table, rejectionId),
  list: (query) => listRejections(table, query),
});
