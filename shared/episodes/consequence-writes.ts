import type { EpisodeConsequences, Escalation, RecordedAction } from './episode-change.ts';
import { CORE_TABLE } from '../platform/names.ts';
import type { Item, TableWrite } from '../database/table.ts';
import { alertItem } from '../alerts/alert-item.ts';
import { buildClaimWrites } from './case-writes.ts';
import { buildReportWrites } from './report-store.ts';
import { actionKey, debriefKey, draftKey, escalationKey, textsKey } from './item-keys.ts';

const { escalationsByAuthority } = CORE_TABLE.indexes;

/** Acknowledged, still to be, or only told. */
export const escalationList = (
  authority: string,
  state: 'acknowledged' | 'to-acknowledge' | 'notified',
): string => `${authority}#${state}`;

const stateOf = ({ acknowledged, mustAcknowledge }: Escalation) => {
  if (acknowledged !== null) return 'acknowledged';
  return mustAcknowledge ? 'to-acknowledge' : 'notified';
};

const escalationItem = (escalation: Escalation): Item => ({
  ...escalationKey(escalation.episodeId, escalation.dueVersion, escalation.level),
  entity: 'escalation',
  ...escalation,
  [escalationsByAuthority.partitionKey]: escalationList(escalation.authority, stateOf(escalation)),
  [escalationsByAuthority.sortKey]: `${escalation.raisedAt}#${escalation.escalationId}`,
});

/** A first raising finds no item; an acknowledgement is held by the version of the state. */
const escalationWrite = (escalation: Escalation): TableWrite => {
  const put = escalationItem(escalation);
  return escalation.acknowledged === null ? { put, onlyIf: 'absent' } : { put };
};

const debriefWrites = (
  episodeId: string,
  { action, debrief }: RecordedAction,
): readonly TableWrite[] =>
  debrief === null
    ? []
    : [
        {
          put: { ...debriefKey(episodeId, debrief.debriefId), entity: 'debrief', debrief },
          onlyIf: 'absent',
        },
        { remove: draftKey(episodeId, action.by) },
      ];

const actionWrites = (episodeId: string, recorded: RecordedAction): readonly TableWrite[] => {
  const { action, texts, report } = recorded;
  return [
    {
      put: {
        ...actionKey(episodeId, action.recordedAt, action.actionId),
        entity: 'action',
        action,
      },
      onlyIf: 'absent',
    },
    ...(action.texts.length === 0
      ? []
      : [{ put: { ...textsKey(episodeId, action.actionId), entity: 'texts', texts } }]),
    ...debriefWrites(episodeId, recorded),
    ...(report === undefined ? [] : buildReportWrites(episodeId, report)),
  ];
};

/** What follows from a change of an episode, to be written in the transaction of its state. */
export const buildConsequenceWrites = (
  episodeId: string,
  { actions, escalations, alerts, claim }: EpisodeConsequences,
): readonly TableWrite[] => [
  ...actions.flatMap((recorded) => actionWrites(episodeId, recorded)),
  ...escalations.map(escalationWrite),
  ...alerts.map((alert) => ({ put: alertItem(alert) })),
  ...buildClaimWrites(claim),
];
