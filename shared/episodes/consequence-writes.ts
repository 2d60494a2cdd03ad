import { buildAlertItem } from '../alerts/alert-item.ts';
import type { Alert } from '../alerts/alert.ts';
import type { TableWrite } from '../database/table.ts';
import type { Caseload } from '../directory/staff.ts';
import type { IntelligenceReport } from '../intelligence/report.ts';
import type { Action } from './action.ts';
import { buildClaimWrites } from './caseload-writes.ts';
import { buildDebriefWrites } from './debrief-store.ts';
import type { Debrief } from './debrief.ts';
import { actionKey, textsKey } from './episode-items.ts';
import { buildEscalationWrite } from './escalation-store.ts';
import type { Escalation } from './escalation.ts';
import { buildReportWrites } from './report-store.ts';

export interface RecordedAction {
  readonly action: Action;
  readonly texts: Readonly<Record<string, string>>;
  readonly debrief: Debrief | null;
  readonly report?: IntelligenceReport;
}

export interface EpisodeConsequences {
  readonly actions: readonly RecordedAction[];
  readonly escalations: readonly Escalation[];
  readonly alerts: readonly Alert[];
  /** The caseload that the policy used. The write is refused when it has changed. */
  readonly claim: Caseload | null;
}

const buildActionWrites = (episodeId: string, recorded: RecordedAction): readonly TableWrite[] => {
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
    ...buildDebriefWrites(episodeId, recorded),
    ...(report === undefined ? [] : buildReportWrites(episodeId, report)),
  ];
};

export const buildConsequenceWrites = (
  episodeId: string,
  { actions, escalations, alerts, claim }: EpisodeConsequences,
): readonly TableWrite[] => [
  ...actions.flatMap((recorded) => buildActionWrites(episodeId, recorded)),
  ...escalations.map(buildEscalationWrite),
  ...alerts.map((alert) => ({ put: buildAlertItem(alert) })),
  ...buildClaimWrites(claim),
];
