/** Where replies come from. */
export const REPLY_SOURCE = 'urn:authority-service' as const;

type ReplyKind = 'accepted' | 'duplicate' | 'rejected';

/** The CloudEvents type of a reply. */
export const replyTypeOf = <Reply extends ReplyKind>(reply: Reply) =>
  `uk.authority.missing-child.${reply}.v1` as const;
