import { makeRelease } from '../../../shared/releases/make-release.ts';
import { listReleases, readRelease } from '../../../shared/releases/read-releases.ts';
import type { RELEASE_OPERATIONS } from './release-operations.ts';
import type { HandlersOf, WebDependencies } from '../web-context.ts';

/** Makes releases, and answers what was released. */
export const releaseHandlers = (
  dependencies: WebDependencies,
): HandlersOf<typeof RELEASE_OPERATIONS> => ({
  makeRelease: ({ body, caller, now }) => makeRelease(dependencies, body, caller, now),
  listReleases: ({ query, caller }) => listReleases(dependencies, query, caller),
  readRelease: ({ params, caller }) => readRelease(dependencies, params['releaseId'] ?? '', caller),
  /** Loaded only when it is asked for: no other request should pay for it. */
  readReleaseCsv: async ({ params, caller }) => {
    const { readReleaseCsv } = await import('../../../shared/releases/write-release-csv.ts');
    const releaseId = (params['releaseId'] ?? '').replace(/\.csv$/, '');
    return readReleaseCsv(dependencies, releaseId, caller);
  },
});
