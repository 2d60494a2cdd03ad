import type { OperationId } from '../api/operations.ts';
import type { Role } from '../../../shared/access/caller.ts';

/** Who works with children's episodes. Locality leads see places and patterns, not children. */
const CASEWORK: readonly Role[] = ['practitioner', 'manager', 'operator', 'auditor'];

/** Who does the work. What each may do beyond their role, the use cases say. */
const WORKERS: readonly Role[] = ['practitioner', 'manager'];

/**
 * Who works with a locality's picture, which names no child. Its numbers go down to one child, so nobody is let in who
 * only keeps the service running.
 */
const PICTURE: readonly Role[] = ['practitioner', 'manager', 'lead', 'auditor'];

/** Who may call: some roles; `anyone` without a token; whoever has GOV.UK Notify's callback token. */
export type Permission = readonly Role[] | 'anyone' | 'notify';

/** Which roles may call which operation. */
export const PERMISSIONS: Readonly<Record<OperationId, Permission>> = {
  listEpisodes: CASEWORK,
  readEpisode: CASEWORK,
  listEscalations: CASEWORK,
  readTimescales: ['manager', 'lead', 'operator', 'auditor'],
  listRejections: ['operator', 'auditor'],
  readRejection: ['operator'],
  listTasks: CASEWORK,
  readTask: CASEWORK,
  allocateTask: WORKERS,
  recordAttempt: WORKERS,
  recordOffer: WORKERS,
  recordBooking: WORKERS,
  recordOutcome: WORKERS,
  recordDebrief: WORKERS,
  recordReferral: WORKERS,
  retractAction: WORKERS,
  sendIntelligenceReport: WORKERS,
  listIntelligenceReports: ['practitioner', 'manager', 'auditor'],
  readDebrief: ['practitioner', 'manager', 'auditor'],
  readDebriefDraft: WORKERS,
  saveDebriefDraft: WORKERS,
  acknowledgeEscalation: WORKERS,
  listCodes: ['practitioner', 'manager', 'lead', 'operator', 'auditor'],
  putCode: ['manager'],
  readThemes: PICTURE,
  readPlaces: PICTURE,
  listEvidence: ['practitioner', 'manager', 'auditor'],
  readLocalityProfile: PICTURE,
  readLocalityProfilePage: PICTURE,
  listSignals: PICTURE,
  readSignal: PICTURE,
  recordSignalEvent: ['lead', 'manager'],
  makeRelease: ['manager', 'lead'],
  listReleases: [...PICTURE, 'operator'],
  readReleaseCsv: [...PICTURE, 'operator'],
  readRelease: [...PICTURE, 'operator'],
  listPractitioners: CASEWORK,
  putPractitioner: ['manager'],
  listAbsences: CASEWORK,
  addAbsence: WORKERS,
  withdrawAbsence: WORKERS,
  createCalendarFeed: WORKERS,
  listCalendarFeeds: WORKERS,
  revokeCalendarFeed: WORKERS,
  readCalendar: 'anyone',
  listOutbox: ['operator'],
  recordMessageStatus: 'notify',
  readOpenApi: 'anyone',
  readHealth: 'anyone',
  readIndex: 'anyone',
};
