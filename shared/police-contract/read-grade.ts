import type { IntelligenceGrade } from '../intelligence/grade.ts';
import { gradeData, gradeEnvelope } from './grade-schema.ts';
import { isCloudEvent } from './read-event.ts';
import { type Spot, take } from './take-members.ts';

/**
 * The grade that a JSON value is; null when it cannot be used, and then the spot's findings hold every error of
 * attributes and data.
 */
export const readGrade = (event: unknown, spot: Spot): IntelligenceGrade | null => {
  if (!isCloudEvent(event, spot)) return null;
  const attributes = take(gradeEnvelope, event, spot);
  if (!Object.hasOwn(event, 'data')) return null;
  const data = take(gradeData, event['data'], { ...spot, path: '/data' });
  if (!attributes.usable || !data.usable) return null;
  const { id, source: force, subject: reportId, time } = attributes.value;
  const { conditions = null, gradedAt = null, ...grade } = data.value;
  return { id, force, reportId, time, ...grade, conditions, gradedAt };
};
