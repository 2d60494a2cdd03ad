import { makeEpisodeId } from './ids.ts';
import { addMs, HOUR_MS } from '../../shared/kernel/instant.ts';
import {
  buildReported,
  buildReturned,
  DORSET_FORCE,
  NORFOLK,
  NORFOLK_FORCE,
  sourceOf,
  CHILD,
  DORSET,
  type EventOverrides,
  type PoliceEvent,
} from './messages.ts';
import { parseTask } from './reply-shapes.ts';
import { type CallerName, NOW, type WebWorld } from './web-world.ts';
import { toTaskId } from '../../shared/episodes/episode.ts';
import { buildStaffMember } from './directory.ts';

/** The task of a Norfolk reference. */
export const norfolkTaskId = (reference: string): string =>
  toTaskId(makeEpisodeId(NORFOLK_FORCE, reference));

export const dorsetTaskId = (reference: string): string =>
  toTaskId(makeEpisodeId(DORSET_FORCE, reference));

/** A child of Norfolk has been home for so many hours at `NOW`. */
export const receiveReturned = async (
  world: WebWorld,
  reference: string,
  hours: number,
): Promise<void> => {
  const returnedAt = addMs(NOW, -hours * HOUR_MS);
  await world.receive(
    withReference(reference, buildReported({ data: { reportedAt: '2026-11-10T20:00:00Z' } })),
    withReference(reference, buildReturned({ data: { returnedAt } })),
  );
};

/** A child of Dorset has come home. */
export const receiveDorsetReturned = (world: WebWorld, reference: string): Promise<void> =>
  world.receive(
    buildDorsetReport(reference),
    withReference(reference, buildReturned({ source: sourceOf(DORSET_FORCE) })),
  );

/** The version that a form filled in now would send back. */
export const readTaskVersion = async (
  world: WebWorld,
  taskId: string,
  as: CallerName = 'practitioner',
): Promise<number> => parseTask(await world.ask(`/api/v1/tasks/${taskId}`, { as })).taskVersion;

/** Sends an action on a task, on its current version by default. */
export const sendOn = async (
  world: WebWorld,
  taskId: string,
  what: string,
  body: Readonly<Record<string, unknown>>,
  as: CallerName = 'practitioner',
  readsAs: CallerName = 'practitioner',
) =>
  world.ask(`/api/v1/tasks/${taskId}/${what}`, {
    method: 'POST',
    as,
    send: {
      taskVersion: await readTaskVersion(world, taskId, readsAs),
      key: `key-of-${what}`,
      ...body,
    },
  });

/** The staff behind these tests' callers: two practitioners and a manager of Norfolk's Norwich team. */
export const employ = async (world: WebWorld): Promise<void> => {
  const people = [
    { practitionerId: 'p-1', role: 'practitioner' },
    { practitionerId: 'p-2', role: 'practitioner' },
    { practitionerId: 'm-1', role: 'team-manager' },
  ] as const;
  for (const { practitionerId, role } of people) {
    const { caseloadCap, contactBy, email, name, phone } = buildStaffMember(practitionerId);
    const send = {
      version: 0,
      authority: NORFOLK,
      practitionerId,
      name,
      role,
      teams: ['norfolk-norwich'],
      caseloadCap,
      email,
      phone,
      contactBy,
      ties: [],
      inactive: false,
    };
    // A manager does not give themselves their role.
    const how = { method: 'POST', as: 'norfolkOperator', send } as const;
    const { status } = await world.ask('/api/v1/practitioners', how);
    if (status >= 300) throw new Error(`Not employed: ${status}`);
  }
  // Tests of the audit trail begin after it.
  world.audited.length = 0;
};

/** The same event under another reference, with an id of its own and another child. */
export const withReference = (reference: string, event: PoliceEvent): PoliceEvent => ({
  ...event,
  subject: reference,
  id: `${reference}-${String(event['id'])}`,
  data:
    event.data['child'] === CHILD
      ? { ...event.data, child: { ...CHILD, authorityChildId: `child-of-${reference}` } }
      : event.data,
});

/** A child of Norfolk who went missing from a placement in Dorset. */
export const buildPlacedInDorset = (overrides: EventOverrides = {}): PoliceEvent =>
  buildReported({
    ...overrides,
    data: { responsibleAuthority: NORFOLK, hostAuthority: DORSET, ...overrides.data },
  });

/** A child of Dorset, reported by Dorset Police. */
export const buildDorsetReport = (reference: string, overrides: EventOverrides = {}): PoliceEvent =>
  withReference(
    reference,
    buildReported({
      ...overrides,
      source: sourceOf(DORSET_FORCE),
      data: {
        responsibleAuthority: DORSET,
        hostAuthority: DORSET,
        child: { ...CHILD, homePostcode: 'DT4 8AA', authorityChildId: `child-of-${reference}` },
        ...overrides.data,
      },
    }),
  );
