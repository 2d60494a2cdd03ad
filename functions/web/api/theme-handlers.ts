import type { THEME_OPERATIONS } from './theme-operations.ts';
import type { HandlersOf, WebDependencies } from '../web-context.ts';

/** Answers what is asked of the localities' picture; loaded only then: casework should not pay for it. */
export const themeHandlers = (
  dependencies: WebDependencies,
): HandlersOf<typeof THEME_OPERATIONS> => ({
  readThemes: async ({ query, caller, now }) => {
    const { readThemes } = await import('../../../shared/themes/read-themes.ts');
    return readThemes(dependencies, query, caller, now);
  },
  readPlaces: async ({ query, caller, now }) => {
    const { readHotspots } = await import('../../../shared/themes/read-hotspots.ts');
    return readHotspots(dependencies, query, caller, now);
  },
  listEvidence: async ({ query, caller, now }) => {
    const { listEvidence } = await import('../../../shared/themes/list-evidence.ts');
    return listEvidence(dependencies, query, caller, now);
  },
});
