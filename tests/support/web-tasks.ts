import { addMs, HOUR_MS, type Instant } from '../../shared/kernel/instant.ts';
import { ESCALATION_SHARDS } from '../../shared/platform/names.ts';
import { sweep } from '../../shared/escalation/sweep.ts';
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
import { type CallerName, DIRECTORY, NOW, type WebWorld } from './web-world.ts';
import { makeEpisodeId, toTaskId } from '../../shared/episodes/episode.ts';
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
export const employ = async ({ stores }: WebWorld): Promise<void> => {
  const people = [
    buildStaffMember('p-1', { teams: ['norfolk-norwich'] }),
    buildStaffMember('p-2', { teams: ['norfolk-norwich'] }),
    buildStaffMember('m-1', { role: 'team-manager', teams: ['norfolk-norwich'] }),
  ];
  for (const one of people) {
    const practitioner = { ...one, authority: NORFOLK, ties: [], inactive: false, version: 0 };
    await stores.staff.put(practitioner);
  }
};

/** A run of the ladder over all that is stored. */
export const sweepAt = ({ stores }: WebWorld, now: Instant) =>
  sweep({ ...stores, directory: DIRECTORY, backOff: () => Promise.resolve() }, now, {
    shards: ESCALATION_SHARDS,
    hasTime: () => true,
  });

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
