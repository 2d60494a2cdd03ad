import type { AuditedAccess } from '../../../shared/access/audit.ts';
import type { Caller } from '../../../shared/access/caller.ts';
import {
  evidenceListSchema,
  listEvidenceQuerySchema,
} from '../../../shared/themes/evidence-api.ts';
import { hotspotsQuerySchema, hotspotsViewSchema } from '../../../shared/themes/hotspots-api.ts';
import { themesQuerySchema, themesViewSchema } from '../../../shared/themes/themes-api.ts';
import { auditOwnAuthority, auditTask } from '../http/audit.ts';
import { defineRead } from './route.ts';

interface ShownEvidence {
  readonly evidenceId: string;
  readonly taskId: string | null;
  readonly childId: string | null;
}

/** Evidence about another authority's child shows no episode: then the evidence itself is audited. */
const auditEvidence = (
  { evidenceId, taskId, childId }: ShownEvidence,
  caller: Caller,
): AuditedAccess =>
  taskId === null
    ? auditOwnAuthority('evidence', evidenceId, caller)
    : auditTask({ taskId, childId }, caller);

const auditEvidenceList = (
  { items }: { readonly items: readonly ShownEvidence[] },
  caller: Caller,
): readonly AuditedAccess[] => {
  const accesses = items.map((evidence) => auditEvidence(evidence, caller));
  return [
    ...new Map(
      accesses.map((access) => [`${access.what.kind} ${access.what.id}`, access]),
    ).values(),
  ];
};

/** Imported when called, so that casework requests do not load this code. */
export const themeRoutes = [
  defineRead({
    id: 'readThemes',
    path: '/api/v1/themes',
    summary:
      'Read what children disclosed about the localities of an authority, compared with the period before; names no child',
    permission: 'readThemes',
    audit: 'unaudited',
    query: themesQuerySchema,
    response: themesViewSchema,
    handle: async ({ query, caller, now }, dependencies) => {
      const { readThemes } = await import('../../../shared/themes/read-themes.ts');
      return readThemes(dependencies, query, caller, now);
    },
  }),
  defineRead({
    id: 'readPlaces',
    path: '/api/v1/places',
    summary:
      'Read which places and platforms children mentioned, and when things happened there; names no child',
    permission: 'readThemes',
    audit: 'unaudited',
    query: hotspotsQuerySchema,
    response: hotspotsViewSchema,
    handle: async ({ query, caller, now }, dependencies) => {
      const { readHotspots } = await import('../../../shared/themes/read-hotspots.ts');
      return readHotspots(dependencies, query, caller, now);
    },
  }),
  defineRead({
    id: 'listEvidence',
    isList: true,
    path: '/api/v1/evidence',
    summary:
      "List the evidence behind an authority's themes, latest week first; for its own children down to the debrief",
    permission: 'readDebriefs',
    audit: auditEvidenceList,
    query: listEvidenceQuerySchema,
    response: evidenceListSchema,
    handle: async ({ query, caller, now }, dependencies) => {
      const { listEvidence } = await import('../../../shared/themes/list-evidence.ts');
      return listEvidence(dependencies, query, caller, now);
    },
  }),
];
