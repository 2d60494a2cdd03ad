import type { AuthoritySettings } from '../directory/authority.ts';
import { createEscalationId, type RaisedLevel } from '../episodes/escalation.ts';
import type { Instant } from '../kernel/instant.ts';
import { isPastDue, type LadderLevel } from '../directory/ladder.ts';
import type { Practitioner } from '../directory/practitioner.ts';
import type { RhiTask } from '../episodes/rhi-task.ts';
import { whoIsTold } from '../directory/escalation-recipients.ts';
import type { Alert } from '../alerts/alert.ts';
import type { Escalation } from '../episodes/episode-change.ts';
import { alertOf } from '../alerts/alert-of.ts';

/** A task whose levels are raised, and the people of the authority that is responsible for it. */
interface RaisedFor {
  readonly task: RhiTask;
  readonly episodeId: string;
  readonly authority: string;
  readonly settings: AuthoritySettings;
  readonly staff: readonly Practitioner[];
}

/** What one raised level leads to. */
export interface Raising {
  readonly raised: RaisedLevel;
  readonly escalation: Escalation;
  readonly alerts: readonly Alert[];
}

const ladderLevel = ({ ladder }: AuthoritySettings, level: string): LadderLevel => {
  const found = ladder.find((one) => one.level === level);
  if (found === undefined) throw new Error('A level was raised that the ladder does not have.');
  return found;
};

const escalationOf = (
  { task, episodeId, authority, staff }: RaisedFor,
  raised: RaisedLevel,
  { to, mustAcknowledge }: LadderLevel,
): Escalation => ({
  ...raised,
  escalationId: createEscalationId(task.taskId, raised),
  taskId: task.taskId,
  episodeId,
  authority,
  team: task.team,
  mustAcknowledge,
  notified: whoIsTold(to, task, staff).map(({ practitionerId }) => practitionerId),
});

/**
 * The escalation of a level and the alert of everybody who is told, once each. What is past due is
 * told at any hour; everything else waits for the end of the quiet hours.
 */
export const raiseLevel = (about: RaisedFor, raised: RaisedLevel, now: Instant): Raising => {
  const { task, authority, settings } = about;
  const level = ladderLevel(settings, raised.level);
  const escalation = escalationOf(about, raised, level);
  const quietHours = isPastDue(level, settings.ladder) ? null : settings.quietHours;
  const cause = { cause: escalation.escalationId, authority, kind: { level: raised.level }, task };
  const alerts = escalation.notified.map((recipient) =>
    alertOf({ ...cause, recipient, quietHours, wakes: false }, now),
  );
  return { raised, escalation, alerts };
};
