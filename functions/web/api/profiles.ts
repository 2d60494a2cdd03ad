import * as z from 'zod';
import {
  localityProfileQuerySchema,
  localityProfileSchema,
} from '../../../shared/profiles/locality-profile-api.ts';
import { defineRead } from './route.ts';

const PROFILE = {
  permission: 'readThemes',
  audit: 'unaudited',
  query: localityProfileQuerySchema,
} as const;

/** Imported when called, so that other requests do not load this code. */
const loadProfiles = () => import('../../../shared/profiles/read-locality-profile.ts');

export const profileRoutes = [
  defineRead({
    ...PROFILE,
    id: 'readLocalityProfile',
    path: '/api/v1/locality-profile',
    summary:
      'Read what children disclosed about a locality in a quarter, compared with the quarter before, with its signals and what was done; names no child',
    response: localityProfileSchema,
    handle: async ({ query, caller, now }, dependencies) => {
      const { readLocalityProfile } = await loadProfiles();
      return readLocalityProfile(dependencies, query, caller, now);
    },
  }),
  defineRead({
    ...PROFILE,
    id: 'readLocalityProfilePage',
    path: '/api/v1/locality-profile.html',
    summary: 'Read the locality profile as a page to print, with charts and a table for each',
    response: z.string(),
    mediaType: 'text/html',
    handle: async ({ query, caller, now }, dependencies) => {
      const { readLocalityProfile } = await loadProfiles();
      const profile = await readLocalityProfile(dependencies, query, caller, now);
      if ('refusal' in profile) return profile;
      const { writeProfile } = await import('../pages/locality-profile/page.ts');
      return { value: await writeProfile(profile.value) };
    },
  }),
];
