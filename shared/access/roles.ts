export const ROLES = ['practitioner', 'manager', 'lead', 'operator', 'auditor'] as const;
export type Role = (typeof ROLES)[number];

/** Which roles may do what. Routes and use cases both ask this table. */
export const PERMISSIONS = {
  /** Episodes, tasks, escalations and staff. Locality leads see places and patterns, not children. */
  readCasework: ['practitioner', 'manager', 'operator', 'auditor'],
  workTasks: ['practitioner', 'manager'],
  /** Give a task to someone else. A practitioner only takes one, or hands back their own. */
  allocateToOthers: ['manager'],
  /** What a child disclosed: debriefs, evidence and intelligence reports. */
  readDebriefs: ['practitioner', 'manager', 'auditor'],
  readTimescales: ['manager', 'lead', 'operator', 'auditor'],
  listRejections: ['operator', 'auditor'],
  readRejections: ['operator'],
  readCodes: ROLES,
  manageCodes: ['manager'],
  manageStaff: ['manager'],
  /** A practitioner only their own. */
  recordAbsences: ['practitioner', 'manager'],
  /** Their numbers go down to one child, so operators, who only run the service, may not read them. */
  readThemes: ['practitioner', 'manager', 'lead', 'auditor'],
  respondToSignals: ['manager', 'lead'],
  makeReleases: ['manager', 'lead'],
  readReleases: ['practitioner', 'manager', 'lead', 'auditor', 'operator'],
  /** The locality profile that an authority gives to its partners. */
  readPartnersProfile: ['manager', 'lead'],
  manageOwnCalendars: ['practitioner', 'manager'],
  readOutbox: ['operator'],
} as const satisfies Readonly<Record<string, readonly Role[]>>;
export type Permission = keyof typeof PERMISSIONS;

export const hasPermission = ({ role }: { readonly role: Role }, permission: Permission): boolean =>
  (PERMISSIONS[permission] as readonly Role[]).includes(role);
