import { createEscalationId, type RaisedLevel } from './escalation.ts';

/** A raised level with the id under which it is listed and acknowledged. */
export const viewRaised = (taskId: string, level: RaisedLevel) => ({
  escalationId: createEscalationId(taskId, level),
  ...level,
});
