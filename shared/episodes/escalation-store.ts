import type { Instant } from '../kernel/instant.ts';
import { escalationKey, escalationShard, readEpisodeId } from './episode-items.ts';
import { CORE_TABLE } from '../platform/names.ts';
import type { Escalation } from './escalation.ts';
import type { Page } from '../kernel/page.ts';
import { escalationSchema } from './escalation.ts';
import { type Item, type TableWrite, type Table, LAST } from '../database/table.ts';
import { readMergedRange } from '../database/merged-range.ts';

/** `acknowledged`: false lists those not yet acknowledged, null lists all. */
export interface EscalationListQuery {
  readonly authorities: readonly string[];
  readonly acknowledged: boolean | null;
  /** Only those that were raised before it; null: all. */
  readonly raisedBefore?: Instant | null;
  readonly after: string | null;
  readonly limit: number;
}

export interface ToEscalateQuery {
  readonly shard: number;
  readonly now: Instant;
  readonly after: string | null;
  readonly limit: number;
}

export const escalationList = (
  authority: string,
  state: 'acknowledged' | 'to-acknowledge' | 'closed' | 'notified',
): string => `${authority}#${state}`;

const readState = ({ acknowledged, mustAcknowledge, closedAt }: Escalation) => {
  if (acknowledged !== null) return 'acknowledged';
  if (!mustAcknowledge) return 'notified';
  return closedAt === null ? 'to-acknowledge' : 'closed';
};

const { escalationsByAuthority, escalationsDue } = CORE_TABLE.indexes;

const buildListKeys = (escalation: Escalation): Readonly<Record<string, string>> => ({
  [escalationsByAuthority.partitionKey]: escalationList(
    escalation.authority,
    readState(escalation),
  ),
  [escalationsByAuthority.sortKey]: `${escalation.raisedAt}#${escalation.escalationId}`,
});

export interface MovedEscalation {
  readonly escalation: Escalation;
  /** False while the episode has no task: there is nothing to escalate. */
  readonly isListed: boolean;
}

/** Not in any list while its task is no more. */
export const buildEscalationItem = (escalation: Escalation, isListed = true): Item => ({
  ...escalationKey(escalation.escalationId),
  entity: 'escalation',
  ...escalation,
  ...(isListed ? buildListKeys(escalation) : {}),
});

/** Each level is raised once. The version of the state protects its acknowledgement. */
export const buildEscalationWrite = (escalation: Escalation): TableWrite => {
  const put = buildEscalationItem(escalation);
  return escalation.acknowledged === null ? { put, onlyIf: 'absent' } : { put };
};

const listStates = (acknowledged: boolean | null) => {
  if (acknowledged === null)
    return ['acknowledged', 'to-acknowledge', 'closed', 'notified'] as const;
  return acknowledged ? (['acknowledged'] as const) : (['to-acknowledge'] as const);
};

const isListedAs = (escalation: Escalation, acknowledged: boolean): boolean =>
  readState(escalation) === (acknowledged ? 'acknowledged' : 'to-acknowledge');

/** Newest first. The index may lag, so the item shows whether an escalation is acknowledged. */
export const listEscalations = async (
  table: Table,
  { authorities, acknowledged, raisedBefore = null, after, limit }: EscalationListQuery,
): Promise<Page<Escalation>> => {
  const entries = await readMergedRange(table, {
    index: escalationsByAuthority,
    partitions: authorities.flatMap((authority) =>
      listStates(acknowledged).map((state) => escalationList(authority, state)),
    ),
    from: ' ',
    to: raisedBefore ?? LAST,
    order: 'descending',
    after,
    limit,
  });
  const items = await table.getMany(entries.map(({ key }) => key));
  const escalations = items.map((item) => escalationSchema.parse(item));
  return {
    items: escalations.filter((one) => acknowledged === null || isListedAs(one, acknowledged)),
    after: entries.length < limit ? null : (entries.at(-1)?.sortValue ?? null),
  };
};

export const listToEscalate = async (
  table: Table,
  { shard, now, after, limit }: ToEscalateQuery,
): Promise<Page<string>> => {
  const entries = await readMergedRange(table, {
    index: escalationsDue,
    partitions: [escalationShard(shard)],
    from: ' ',
    to: `${now}${LAST}`,
    order: 'ascending',
    after,
    limit,
  });
  return {
    items: entries.map(({ key }) => readEpisodeId(key)),
    after: entries.length < limit ? null : (entries.at(-1)?.sortValue ?? null),
  };
};

export const readEscalation = async (
  table: Table,
  escalationId: string,
): Promise<Escalation | null> => {
  const item = await table.get(escalationKey(escalationId));
  return item === null ? null : escalationSchema.parse(item);
};
