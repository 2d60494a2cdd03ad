import {
  buildReported,
  CHILD,
  DORSET,
  DORSET_FORCE,
  type EventOverrides,
  NORFOLK,
  type PoliceEvent,
  sourceOf,
} from './messages.ts';

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
