import { parseMessage } from '../../shared/police-contract/parse-message.ts';
import type { Notification } from '../../shared/police-contract/notification.ts';
import { bodyOf, PARSE_CONTEXT } from './messages.ts';
import type { Finding } from '../../shared/police-contract/finding.ts';

/** What the parser says of an event or, when it is a text, of a body. */
export const parse = (message: unknown) =>
  parseMessage(typeof message === 'string' ? message : bodyOf(message), PARSE_CONTEXT);

const marks = (findings: readonly Finding[]): readonly string[] =>
  findings.map(({ code, path }) => `${code} ${path}`);

/** `code path` of each error; empty when the message is usable. */
export const listErrors = (message: unknown): readonly string[] => {
  const parsed = parse(message);
  return parsed.outcome === 'rejected' ? marks(parsed.errors) : [];
};

/** The notification of a message that has to be usable, with `code path` of each warning. */
export const parseUsable = (message: unknown) => {
  const parsed = parse(message);
  if (parsed.outcome === 'rejected')
    throw new Error(`rejected: ${marks(parsed.errors).join(', ')}`);
  if (parsed.outcome === 'graded') throw new Error('It is a grade.');
  const { notification, contentHash } = parsed;
  return { notification, contentHash, warnings: marks(parsed.warnings) };
};

/** The grade of a message that has to be one, with `code path` of each warning. */
export const parseGraded = (message: unknown) => {
  const parsed = parse(message);
  if (parsed.outcome !== 'graded') throw new Error(`It is no grade: ${parsed.outcome}`);
  const { grade, contentHash } = parsed;
  return { grade, contentHash, warnings: marks(parsed.warnings) };
};

/** The data of a usable message, as plain members. */
export const parseData = (message: unknown): Notification['data'] =>
  parseUsable(message).notification.data;
