import type { IntelligenceGrade } from '../intelligence/grade.ts';
import { type ParsedNotification, parseNotification } from './parse-notification.ts';
import { isGradedType } from './intelligence-types.ts';
import type { ParseContext } from './member-rule.ts';
import { readGrade } from './read-grade.ts';
import { type JsonBody, readJson } from './read-json.ts';
import { settleMessage, type TakenMessage } from './settle-message.ts';
import { isObject } from '../kernel/json.ts';

/** A grade of a report with what was set aside of it. */
export interface ParsedGrade extends Omit<TakenMessage<IntelligenceGrade>, 'outcome' | 'told'> {
  readonly outcome: 'graded';
  readonly grade: IntelligenceGrade;
}

const isGrade = (json: JsonBody): boolean =>
  json.outcome === 'read' && isObject(json.value) && isGradedType(json.value['type']);

/**
 * Reads the body of whatever a force sends (docs/contract): a notification about an episode, or a grade of a report.
 * Never throws.
 */
export const parseMessage = (
  body: string,
  context: ParseContext,
): ParsedNotification | ParsedGrade => {
  const json = readJson(body);
  if (!isGrade(json)) return parseNotification(body, context, json);
  const settled = settleMessage(body, json, context, readGrade);
  if (settled.outcome === 'rejected') return settled;
  const { told: grade, ...rest } = settled;
  return { ...rest, outcome: 'graded', grade };
};
