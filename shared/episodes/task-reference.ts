/**
 * What people call a task by in messages, calendars and on the phone: `RHI-3F2A-91C0`, from the first
 * eight digits of its id. It says nothing of the child. Throws for a text that is no task id.
 */
export const formatTaskReference = (taskId: string): string => {
  const [, first, second] = /^rhi-([0-9a-f]{4})([0-9a-f]{4})/i.exec(taskId) ?? [];
  if (first === undefined || second === undefined) throw new Error('Not the id of a task.');
  return `RHI-${first}-${second}`.toUpperCase();
};
