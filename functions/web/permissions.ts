import type { Role } from '../../shared/ports.ts';
import type { OperationId } from './operations.ts';

/** Who works with children's episodes. Locality leads see places and patterns, not children. */
const CASEWORK: readonly Role[] = ['practitioner', 'manager', 'operator', 'auditor'];

/** Which roles may call which operation; `anyone`: without a token. */
export const PERMISSIONS: Readonly<Record<OperationId, readonly Role[] | 'anyone'>> = {
  listEpisodes: CASEWORK,
  readEpisode: CASEWORK,
  listTasks: CASEWORK,
  readTask: CASEWORK,
  listRejections: ['operator', 'auditor'],
  readRejection: ['operator'],
  readOpenApi: 'anyone',
  readHealth: 'anyone',
  readIndex: 'anyone',
};
