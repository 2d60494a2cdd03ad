import { addMs } from '../../../../shared/kernel/instant.ts';
import { type Alert, makeAlertId } from '../../../../shared/alerts/alert.ts';
import type { Action } from '../../../../shared/episodes/action.ts';
import { parseAlertItem } from '../../../../shared/alerts/alert-item.ts';
import { toLondonDate } from '../../../../shared/kernel/london-time.ts';
import type { MessageRecord } from '../../../../shared/messaging/message.ts';
import type { World } from '../world.ts';
import type { StoredItems } from './stored-items.ts';
import { isSameSet, listRepeated, requireThat, type Violation } from './violation.ts';

const listPending = ({ ofEntity }: StoredItems): readonly Alert[] =>
  [...ofEntity('alert'), ...ofEntity('waiting-alert')].map(parseAlertItem);

const isSent = ({ end }: MessageRecord): boolean => end?.outcome === 'sent';

const checkAccounts = (
  { alerts, runtime }: World,
  { messages }: StoredItems,
  pending: readonly Alert[],
): readonly Violation[] => {
  const inMessages = messages.flatMap((one) => one.alerts.map(({ alertId }) => alertId));
  const known = new Set([...inMessages, ...pending.map(({ alertId }) => alertId)]);
  const lost = [...alerts.values()].filter(({ alertId }) => !known.has(alertId));
  const late = pending.filter(({ sendAt }) => sendAt <= runtime.now());
  return [
    ...requireThat(
      lost.length === 0,
      'Every alert was sent, was no longer needed, could not be delivered, or waits for its time.',
      lost.map(({ recipient }) => recipient).join(', '),
    ),
    ...requireThat(
      late.length === 0,
      'Nobody waits for a message whose time has come.',
      late.map(({ recipient }) => recipient).join(', '),
    ),
  ];
};

const checkOnce = ({ runtime }: World, { messages }: StoredItems): readonly Violation[] => {
  const received = runtime.messages.map(({ reference }) => reference);
  const sent = messages.filter(isSent);
  const sentAlerts = sent.flatMap((one) => one.alerts.map(({ alertId }) => alertId));
  const digests = sent.flatMap(({ recipient, alerts }) =>
    alerts.flatMap(({ kind, raisedAt }) =>
      kind === 'digest' ? [`${recipient} ${toLondonDate(raisedAt)}`] : [],
    ),
  );
  return [
    ...requireThat(
      listRepeated(received).length === 0,
      'No message is sent to a person twice.',
      listRepeated(received).join(', '),
    ),
    ...requireThat(
      isSameSet(
        received,
        sent.map(({ reference }) => reference),
      ),
      'What is recorded as sent was sent, and what was sent is recorded.',
      `${received.length} sent, ${sent.length} recorded`,
    ),
    ...requireThat(
      listRepeated(sentAlerts).length === 0,
      'No alert is in two messages that were sent.',
      listRepeated(sentAlerts).join(', '),
    ),
    ...requireThat(
      listRepeated(digests).length === 0,
      'Everybody gets at most one digest a day.',
      listRepeated(digests).join(', '),
    ),
  ];
};

type Allocation = Action & { readonly kind: 'allocation' };

const listAllocations = (actions: readonly Action[]): readonly Allocation[] =>
  actions
    .filter((action): action is Allocation => action.kind === 'allocation')
    .toSorted((a, b) => a.recordedAt.localeCompare(b.recordedAt));

/** Whether it is the alert of this allocation to whom it gives the task. */
const isAlertOf = ({ actionId: cause, practitioner }: Allocation, alert: Alert): boolean =>
  alert.recipient === practitioner && alert.alertId === makeAlertId({ ...alert, cause });

/** Whoever records a return, joins episodes, or asks what a visit needs is answered with the task that the policy gives them for it. */
const isSeenAtOnce = (
  { practitioner, recordedAt }: Allocation,
  episodes: StoredItems['episodes'],
): boolean =>
  episodes.some(({ actions }) =>
    actions.some(
      (action) =>
        action.by === practitioner &&
        (action.kind === 'return' || action.kind === 'joining'
          ? action.recordedAt === recordedAt
          : action.kind === 'offer' && addMs(action.recordedAt, 1) === recordedAt),
    ),
  );

const checkHoldersKnow = (
  { messages, episodes }: StoredItems,
  pending: readonly Alert[],
): readonly Violation[] => {
  const alerts = [...messages.flatMap((one) => one.alerts), ...pending];
  const known = Map.groupBy(alerts, ({ recipient }) => recipient);
  const given = episodes
    .flatMap(({ actions }) => listAllocations(actions))
    .filter(({ practitioner, by }) => practitioner !== null && practitioner !== by)
    .filter((allocation) => !isSeenAtOnce(allocation, episodes));
  const untold = given.filter(
    (allocation) =>
      !known.get(allocation.practitioner ?? '')?.some((alert) => isAlertOf(allocation, alert)),
  );
  return requireThat(
    untold.length === 0,
    'Nobody holds a task without an alert that says so, unless they took it or were shown it at once.',
    untold.map(({ practitioner }) => String(practitioner)).join(', '),
  );
};

export const checkAlerts = (world: World, stored: StoredItems): readonly Violation[] => [
  ...checkAccounts(world, stored, listPending(stored)),
  ...checkOnce(world, stored),
  ...checkHoldersKnow(stored, listPending(stored)),
];
