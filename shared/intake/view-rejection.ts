import type { RejectionItem } from './rejection-api.ts';
import type { Rejection } from './rejections.ts';

/** A rejected message as lists show it: what was wrong, not what it said. */
export const viewRejection = (rejection: Omit<Rejection, 'body'>): RejectionItem => ({
  rejectionId: rejection.rejectionId,
  force: rejection.force,
  notificationId: rejection.notificationId,
  reference: rejection.reference,
  errors: rejection.errors.map(({ code, path, message }) => ({ code, path, message })),
  receivedAt: rejection.receivedAt,
  messageId: rejection.messageId,
});
