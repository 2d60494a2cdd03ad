import type * as z from 'zod';
import { hash } from '../kernel/hash.ts';
import type { IntelligenceReport } from '../intelligence/report.ts';
import { REPLY_SOURCE } from '../police-contract/reply.ts';
import {
  type intelligenceEventSchema,
  INTELLIGENCE_TYPE,
} from '../police-contract/intelligence-event-schema.ts';

export type IntelligenceEvent = z.output<typeof intelligenceEventSchema>;

/**
 * The same however often it is made. The subject is the report id: the missing person reference would identify the
 * child.
 */
export const createIntelligenceEvent = (report: IntelligenceReport): IntelligenceEvent => ({
  specversion: '1.0',
  id: hash('intelligence', report.reportId),
  source: REPLY_SOURCE,
  type: INTELLIGENCE_TYPE,
  subject: report.reportId,
  time: report.at,
  datacontenttype: 'application/json',
  data: {
    reportId: report.reportId,
    authority: report.authority,
    submittedAt: report.submittedOn,
    items: report.items.map((item) => ({ ...item, people: [...item.people] })),
    text: report.text,
    handling: report.handling,
    grade: null,
  },
});
