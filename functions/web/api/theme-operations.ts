import {
  evidenceListSchema,
  listEvidenceQuerySchema,
} from '../../../shared/themes/evidence-api.ts';
import { themesQuerySchema, themesViewSchema } from '../../../shared/themes/themes-api.ts';
import { NO_BODY, type Operation } from './operation.ts';
import { hotspotsQuerySchema, hotspotsViewSchema } from '../../../shared/themes/hotspots-api.ts';

/** What children's debriefs make of each locality. */
export const THEME_OPERATIONS = {
  readThemes: {
    method: 'get',
    path: '/api/v1/themes',
    summary:
      'What children told of the localities of an authority, held against the period before; names no child',
    query: themesQuerySchema,
    body: NO_BODY,
    response: themesViewSchema,
    status: 200,
    audited: 'open',
  },
  readPlaces: {
    method: 'get',
    path: '/api/v1/places',
    summary:
      'Of which places and platforms children told, and when things happened there; names no child',
    query: hotspotsQuerySchema,
    body: NO_BODY,
    response: hotspotsViewSchema,
    status: 200,
    audited: 'open',
  },
  listEvidence: {
    method: 'get',
    path: '/api/v1/evidence',
    summary:
      'The evidence behind the picture of an authority, latest week first: down to the debrief of its own children',
    query: listEvidenceQuerySchema,
    body: NO_BODY,
    response: evidenceListSchema,
    status: 200,
    audited: 'evidence',
  },
} as const satisfies Record<string, Operation>;
