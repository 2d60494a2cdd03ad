import * as z from 'zod';
import type { Caller } from '../../../shared/access/caller.ts';
import { decideMatch } from '../../../shared/intake/decide-match.ts';
import { matchBodySchema, matchViewSchema } from '../../../shared/intake/match-api.ts';
import { readMatch } from '../../../shared/intake/read-match.ts';
import { childRecordSchema, readChild } from '../../../shared/episodes/read-child.ts';
import {
  foundChildrenSchema,
  searchBodySchema,
  searchChildren,
} from '../../../shared/episodes/search-children.ts';
import { childIdSchema, matchIdSchema } from '../../../shared/kernel/api-fields.ts';
import type { AuditedAccess } from '../../../shared/access/audit.ts';
import type { WebDependencies } from '../web-context.ts';
import { defineChange, defineRead, type RouteRequest } from './route.ts';

const params = z.object({ matchId: matchIdSchema });

interface ShownMatch {
  readonly matchId: string;
  readonly children: readonly { readonly childId: string }[];
}

/** An entry for each of the two children. */
const auditMatch = (
  { matchId, children }: ShownMatch,
  { authorities }: Caller,
): readonly AuditedAccess[] =>
  children.map(({ childId }) => ({
    what: { kind: 'match', id: matchId, taskId: null, childId },
    why: authorities === 'all' ? 'all-authorities' : 'responsible-authority',
  }));

const auditDecision = async (
  { params: { matchId }, caller }: RouteRequest<z.output<typeof params>>,
  dependencies: WebDependencies,
): Promise<readonly AuditedAccess[] | null> => {
  const read = await readMatch(dependencies, matchId, caller);
  return 'refusal' in read ? null : auditMatch(read.value, caller);
};

/** One entry for the child: the record shows all that is known. */
const auditChild = (
  { childId }: { readonly childId: string },
  { authorities }: Caller,
): readonly AuditedAccess[] => [
  {
    what: { kind: 'child', id: childId, taskId: null, childId },
    why: authorities === 'all' ? 'all-authorities' : 'responsible-authority',
  },
];

export const childRoutes = [
  defineRead({
    id: 'searchChildren',
    isList: true,
    path: '/api/v1/children/search',
    summary:
      'Find children by name together with date of birth; posted, so that neither is in a URL',
    permission: 'readCasework',
    audit: ({ items }, caller) => items.flatMap((child) => auditChild(child, caller)),
    body: searchBodySchema,
    response: foundChildrenSchema,
    handle: ({ body, caller }, dependencies) => searchChildren(dependencies, body, caller),
  }),
  defineRead({
    id: 'readChild',
    path: '/api/v1/children/{childId}',
    summary: 'Read what is known of a child: episodes, tasks, workers, possible matches',
    permission: 'readCasework',
    audit: auditChild,
    params: z.object({ childId: childIdSchema }),
    response: childRecordSchema,
    handle: ({ params: { childId }, caller, now }, dependencies) =>
      readChild(dependencies, childId, caller, now),
  }),
  defineRead({
    id: 'readMatch',
    path: '/api/v1/children/matches/{matchId}',
    summary: 'Read what was decided about two children who may be the same',
    permission: 'readCasework',
    audit: auditMatch,
    params,
    response: matchViewSchema,
    handle: ({ params: { matchId }, caller }, dependencies) =>
      readMatch(dependencies, matchId, caller),
  }),
  defineChange({
    id: 'decideMatch',
    method: 'post',
    path: '/api/v1/children/matches/{matchId}',
    summary: 'Say that two children are the same, or different, or take that back',
    permission: 'decideMatches',
    audit: auditDecision,
    params,
    body: matchBodySchema,
    response: matchViewSchema,
    status: 201,
    handle: ({ params: { matchId }, body, caller, now }, dependencies) =>
      decideMatch(dependencies, { matchId, body }, caller, now),
  }),
];
