import * as z from 'zod';
import { type AuditedRequest, auditedRequestSchema, type AuditTrail } from '../access/audit.ts';
import type { Caller } from '../access/caller.ts';
import { readStaffMember, type StaffDependencies } from '../directory/staff-store.ts';
import { seesEpisode } from '../episodes/episode.ts';
import type { EpisodeStore } from '../episodes/episode-store.ts';
import { listSameChild } from '../episodes/rules/child-matches.ts';
import { childIdSchema } from '../kernel/api-fields.ts';
import {
  buildListSchema,
  identifyList,
  pagingFields,
  readPageStart,
  writeNextCursor,
} from '../kernel/cursor.ts';
import type { Immutable } from '../kernel/immutable.ts';
import type { Instant } from '../kernel/instant.ts';
import { NOT_FOUND, refuseParameter, type Result } from '../kernel/result.ts';

export const auditQuerySchema = z.strictObject({
  child: childIdSchema.max(256).optional().meta({ description: 'Who has seen this child.' }),
  person: z.string().max(256).optional().meta({
    description: 'What this person has looked at; `unknown` for tokens that were not valid.',
  }),
  ...pagingFields,
});
export type AuditQueryParameters = z.infer<typeof auditQuerySchema>;

export const auditListSchema = buildListSchema(
  'AuditList',
  auditedRequestSchema.meta({ id: 'AuditEntry' }),
);
export type AuditListView = Immutable<z.infer<typeof auditListSchema>>;

interface Dependencies extends StaffDependencies {
  readonly audit: AuditTrail;
  readonly episodes: Pick<EpisodeStore, 'readChildren' | 'listEpisodesUnder'>;
}

/** Every id that the child ever had. Null when the child is not one of the caller's authorities. */
const findChildIds = async (
  { episodes }: Dependencies,
  childId: string,
  caller: Caller,
): Promise<readonly string[] | null> => {
  const children = await episodes.readChildren([childId]);
  const ids = listSameChild(childId, children);
  if (caller.authorities === 'all') return ids;
  const known = await episodes.listEpisodesUnder(ids);
  return known.some(({ episode }) => seesEpisode(caller, episode)) ? ids : null;
};

const mayAskAbout = async (
  dependencies: Dependencies,
  person: string,
  { authorities }: Caller,
): Promise<boolean> => {
  if (authorities === 'all') return true;
  const found = await Promise.all(
    authorities.map((authority) => readStaffMember(dependencies, authority, person)),
  );
  return found.some((one) => one !== null);
};

/** Who has seen a child, or what a person has looked at, newest first. */
export const readAudit = async (
  dependencies: Dependencies,
  { child, person, cursor, limit }: AuditQueryParameters,
  caller: Caller,
  now: Instant,
): Promise<Result<AuditListView>> => {
  if ((child === undefined) === (person === undefined))
    return refuseParameter('missing-parameter', 'child', 'Enter either `child` or `person`.');
  const list = identifyList('audit', { child, person });
  const start = readPageStart(cursor, list, now);
  if ('refusal' in start) return start;
  const { after } = start.value;
  if (person !== undefined) {
    if (!(await mayAskAbout(dependencies, person, caller))) return NOT_FOUND;
    return readPage(dependencies, { of: { person }, after, limit }, list);
  }
  const childIds = await findChildIds(dependencies, child ?? '', caller);
  if (childIds === null) return NOT_FOUND;
  return readPage(dependencies, { of: { childIds }, after, limit }, list);
};

const readPage = async (
  { audit }: Dependencies,
  query: Parameters<AuditTrail['list']>[0],
  list: string,
): Promise<Result<AuditListView>> => {
  const page = await audit.list(query);
  const items: readonly AuditedRequest[] = page.items;
  return { value: { items: [...items], cursor: writeNextCursor(page.after, list) } };
};
