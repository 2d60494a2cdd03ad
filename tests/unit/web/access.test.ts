import { describe, expect, it } from 'vitest';
import { ROUTES } from '../../../functions/web/api/routes.ts';
import { type Role, ROLES } from '../../../shared/access/roles.ts';
import { addMs } from '../../../shared/kernel/instant.ts';
import { parseProblem } from '../../support/reply-shapes.ts';
import { createWebWorld, EXPIRES_AT } from '../../support/web-world.ts';
import { createPractitioner } from '../../../shared/directory/staff-store.ts';
import { buildStaffMember } from '../../support/directory.ts';
import { NORFOLK } from '../../support/messages.ts';
import { createAccessItem, readCaller } from '../../../shared/access/access-tokens.ts';

const idsOf = (routes: typeof ROUTES): readonly string[] => routes.map(({ id }) => id);
const PROTECTED = idsOf(ROUTES.filter(({ permission }) => permission !== 'public'));
const PUBLIC = idsOf(ROUTES.filter(({ permission }) => permission === 'public'));

/** Asks for something that does not exist and sends nothing: a caller with access gets neither 401 nor 403. */
const askFor = (id: string, as: Role | null) => {
  const route = ROUTES.find((one) => one.id === id);
  if (route === undefined) throw new Error(`There is no route ${id}.`);
  const { path, method } = route;
  const requestPath = path.replaceAll(/\{\w+\}/g, 'nothing-here');
  return createWebWorld().ask(requestPath, { as, method: method.toUpperCase() });
};

const lets = async (id: string, role: Role) => (await askFor(id, role)).status !== 403;

const CASEWORK = ['practitioner', 'manager', 'operator', 'auditor'] as const;
const THEMES = ['practitioner', 'manager', 'lead', 'auditor'] as const;
const WORKERS = ['practitioner', 'manager'] as const;
const NEITHER: readonly number[] = [401, 403];

/** Every route that needs a token. Written by hand: a route that is not here has no test of who may call it. */
const WHO_MAY_CALL = [
  { operation: 'listEpisodes', allowed: CASEWORK },
  { operation: 'readEpisode', allowed: CASEWORK },
  { operation: 'listTasks', allowed: CASEWORK },
  { operation: 'readTask', allowed: CASEWORK },
  { operation: 'readMe', allowed: ROLES },
  { operation: 'readChild', allowed: CASEWORK },
  { operation: 'readDebrief', allowed: ['practitioner', 'manager', 'auditor'] },
  { operation: 'listEscalations', allowed: CASEWORK },
  { operation: 'listPractitioners', allowed: CASEWORK },
  { operation: 'listAbsences', allowed: CASEWORK },
  { operation: 'readTimescales', allowed: ['manager', 'lead', 'operator', 'auditor'] },
  { operation: 'readThemes', allowed: THEMES },
  { operation: 'readPlaces', allowed: ['practitioner', 'manager', 'lead', 'auditor'] },
  { operation: 'listEvidence', allowed: ['practitioner', 'manager', 'auditor'] },
  { operation: 'listSignals', allowed: THEMES },
  { operation: 'readSignal', allowed: THEMES },
  { operation: 'recordSignalEvent', allowed: ['manager', 'lead'] },
  { operation: 'allocateTask', allowed: WORKERS },
  { operation: 'recordAttempt', allowed: WORKERS },
  { operation: 'recordOffer', allowed: WORKERS },
  { operation: 'recordBooking', allowed: WORKERS },
  { operation: 'recordOutcome', allowed: WORKERS },
  { operation: 'recordDebrief', allowed: WORKERS },
  { operation: 'retractAction', allowed: WORKERS },
  { operation: 'readDebriefDraft', allowed: WORKERS },
  { operation: 'saveDebriefDraft', allowed: WORKERS },
  { operation: 'acknowledgeEscalation', allowed: WORKERS },
  { operation: 'recordReturn', allowed: WORKERS },
  { operation: 'joinEpisodes', allowed: ['manager'] },
  { operation: 'addAbsence', allowed: WORKERS },
  { operation: 'createCalendarFeed', allowed: WORKERS },
  { operation: 'listCalendarFeeds', allowed: WORKERS },
  { operation: 'revokeCalendarFeed', allowed: WORKERS },
  { operation: 'putPractitioner', allowed: ['manager', 'operator'] },
  { operation: 'listRejections', allowed: ['operator', 'auditor'] },
  { operation: 'readRejection', allowed: ['operator'] },
  { operation: 'listOutbox', allowed: ['operator'] },
  { operation: 'searchChildren', allowed: CASEWORK },
  { operation: 'readMatch', allowed: CASEWORK },
  { operation: 'decideMatch', allowed: ['manager'] },
  { operation: 'renewPlan', allowed: WORKERS },
  { operation: 'readCountedTasks', allowed: CASEWORK },
  { operation: 'countTasks', allowed: CASEWORK },
  { operation: 'listTaskCandidates', allowed: CASEWORK },
  { operation: 'recordNote', allowed: WORKERS },
  { operation: 'recordVisitNeeds', allowed: WORKERS },
  { operation: 'recordReferral', allowed: WORKERS },
  { operation: 'listDebriefVersions', allowed: ['practitioner', 'manager', 'auditor'] },
  { operation: 'handOverDebriefDraft', allowed: WORKERS },
  { operation: 'sendIntelligenceReport', allowed: WORKERS },
  { operation: 'listIntelligenceReports', allowed: ['practitioner', 'manager', 'auditor'] },
  { operation: 'listCodes', allowed: ROLES },
  { operation: 'putCode', allowed: ['manager'] },
  { operation: 'makeRelease', allowed: ['manager', 'lead'] },
  { operation: 'listReleases', allowed: ROLES },
  { operation: 'readReleaseCsv', allowed: ROLES },
  { operation: 'readRelease', allowed: ROLES },
  { operation: 'readLocalityProfile', allowed: THEMES },
  { operation: 'readLocalityProfilePage', allowed: THEMES },
  { operation: 'listStaffChanges', allowed: ['manager', 'operator', 'auditor'] },
  { operation: 'withdrawAbsence', allowed: WORKERS },
  { operation: 'readAudit', allowed: ['auditor'] },
] as const;

/** Public routes, and those of GOV.UK Notify. */
const NO_STAFF: readonly string[] = ['public', 'notify-callback'];

describe('Who may call', () => {
  it.each(PROTECTED)('%s needs a token, and says which kind', async (operation) => {
    const reply = await askFor(operation, null);
    expect(parseProblem(reply)).toMatchObject({ status: 401, code: 'unauthenticated' });
    expect(reply.headers.get('www-authenticate')).toBe('Bearer realm="homeward"');
  });

  it('An unknown token is refused as invalid', async () => {
    const headers = { authorization: 'Bearer token-of-nobody' };
    const reply = await createWebWorld().ask('/api/v1/tasks', { as: null, headers });
    expect(reply.status).toBe(401);
    expect(reply.headers.get('www-authenticate')).toContain('error="invalid_token"');
  });

  it('Any scheme other than Bearer is refused', async () => {
    const headers = { authorization: 'Basic token-of-manager' };
    const { status } = await createWebWorld().ask('/api/v1/tasks', { as: null, headers });
    expect(status).toBe(401);
  });

  it('The scheme may be written in small letters', async () => {
    const headers = { authorization: 'bearer token-of-manager' };
    const { status } = await createWebWorld().ask('/api/v1/tasks', { as: null, headers });
    expect(status).toBe(200);
  });

  it('Somebody who left is out at once, on every route, whatever their token says', async () => {
    const world = createWebWorld();
    const person = createPractitioner(NORFOLK, buildStaffMember('p-1'));
    await world.stores.staff.put({ ...person, version: 0 });
    expect((await world.ask('/api/v1/tasks')).status).toBe(200);
    await world.stores.staff.put({ ...person, version: 1, inactive: true });
    for (const path of ['/api/v1/tasks', '/api/v1/episodes', '/api/v1/escalations'])
      expect((await world.ask(path)).status).toBe(401);
    expect((await world.ask('/api/v1/tasks', { as: 'manager' })).status).toBe(200);
  });

  it('A token is good until it expires and not at that instant', async () => {
    const world = createWebWorld();
    const before = await world.ask('/api/v1/tasks', { at: addMs(EXPIRES_AT, -1) });
    const then = await world.ask('/api/v1/tasks', { at: EXPIRES_AT });
    expect([before.status, then.status]).toEqual([200, 401]);
  });

  it.each(PUBLIC)('%s needs no token', async (operation) => {
    const { status } = await askFor(operation, null);
    expect(NEITHER).not.toContain(status);
  });

  it('There is no route of which this does not say who may call it', () => {
    const known: readonly string[] = WHO_MAY_CALL.map(({ operation }) => operation);
    const unknown = idsOf(ROUTES.filter(({ permission }) => !NO_STAFF.includes(permission)));
    expect(unknown.filter((id) => !known.includes(id))).toEqual([]);
  });

  it.each(WHO_MAY_CALL)(
    '$operation is for $allowed and no other role',
    async ({ operation, allowed }) => {
      const letIn: string[] = [];
      for (const role of ROLES) if (await lets(operation, role)) letIn.push(role);
      expect(letIn).toEqual(allowed);
    },
  );

  it('A role without the permission is refused without learning what exists', async () => {
    const reply = await createWebWorld().ask('/api/v1/rejections/nothing-here', { as: 'manager' });
    expect(parseProblem(reply)).toEqual({ status: 403, code: 'not-your-role', errors: [] });
  });
});

describe('How a token is stored', () => {
  const caller = { subject: 'p-9', role: 'practitioner', authorities: ['E10000020'] } as const;

  it('As its hash, never the token', () => {
    expect(JSON.stringify(createAccessItem('a-secret', caller, EXPIRES_AT))).not.toContain(
      'a-secret',
    );
  });

  it('An item with a role that does not exist gives no access', () => {
    const item = { ...createAccessItem('a-secret', caller, EXPIRES_AT), role: 'director' };
    expect(() => readCaller(item, addMs(EXPIRES_AT, -1))).toThrow();
  });
});
