import { OPERATIONS } from './operations.ts';
import type { SERVICE_OPERATIONS } from './service-operations.ts';
import type { HandlersOf } from '../web-context.ts';

/** Operations that are links: read, and at a path of their own. */
const links = (): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(OPERATIONS)
      .filter(([, { method, path }]) => method === 'get' && !path.includes('{'))
      .map(([id, { path }]) => [id, path]),
  );

/** Answers what is asked of the service itself. */
export const serviceHandlers = (): HandlersOf<typeof SERVICE_OPERATIONS> => ({
  /** Loaded only when it is asked for: no other request should pay for it. */
  readOpenApi: async () => {
    const { createOpenApiDocument } = await import('../http/openapi-document.ts');
    return { value: createOpenApiDocument() };
  },
  readHealth: () => ({ value: { status: 'ok' } }),
  readIndex: () => ({ value: { name: 'Homeward', links: links() } }),
});
