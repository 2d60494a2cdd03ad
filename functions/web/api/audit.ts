import {
  auditListSchema,
  auditQuerySchema,
  readAudit,
} from '../../../shared/casework/read-audit.ts';
import { auditOwnAuthority } from '../http/audit.ts';
import { defineRead } from './route.ts';

export const auditRoutes = [
  defineRead({
    id: 'readAudit',
    path: '/api/v1/audit',
    summary: 'Read who has seen a child, or what a person has looked at, newest first',
    permission: 'readAudit',
    audit: (_, caller) => [auditOwnAuthority('audit', caller.subject, caller)],
    query: auditQuerySchema,
    response: auditListSchema,
    handle: ({ query, caller, now }, dependencies) => readAudit(dependencies, query, caller, now),
  }),
];
