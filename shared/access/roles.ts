export const ROLES = ['practitioner', 'manager', 'lead', 'operator', 'auditor'] as const;
export type Role = (typeof ROLES)[number];

/** Which roles may do what. Routes and use cases both use this table. */
export const PERMISSIONS = {
  /** Locality leads see places and patterns, not children. */
  readCasework: ['practitioner', 'manager', 'operator', 'auditor'],
  readOneself: ROLES,
  workTasks: ['practitioner', 'manager'],
  /** A practitioner can only take a task, or hand back their own. */
  allocateToOthers: ['manager'],
  joinEpisodes: ['manager'],
  decideMatches: ['manager'],
  readDebriefs: ['practitioner', 'manager', 'auditor'],
  readTimescales: ['manager', 'lead', 'operator', 'auditor'],
  listRejections: ['operator', 'auditor'],
  readRejections: ['operator'],
  readCodes: ROLES,
  manageCodes: ['manager'],
  manageStaff: ['manager', 'operator'],
  readStaffChanges: ['manager', 'operator', 'auditor'],
  recordAbsences: ['practitioner', 'manager'],
  /**
   * Theme statistics can be about one child, so operators, who only run the service, cannot read
   * them.
   */
  readThemes: ['practitioner', 'manager', 'lead', 'auditor'],
  respondToSignals: ['manager', 'lead'],
  makeReleases: ['manager', 'lead'],
  readReleases: ['practitioner', 'manager', 'lead', 'auditor', 'operator'],
  readPartnersProfile: ['manager', 'lead'],
  manageOwnCalendars: ['practitioner', 'manager'],
  readOutbox: ['operator'],
  readAudit: ['auditor'],
} as const satisfies Readonly<Record<string, readonly Role[]>>;
export type Permission = keyof typeof PERMISSIONS;

export const hasPermission = ({ role }: { readonly role: Role }, permission: Permission): boolean =>
  (PERMISSIONS[permission] as readonly Role[]).includes(role);
