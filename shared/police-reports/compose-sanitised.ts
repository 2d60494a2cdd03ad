import type { IntelligenceReportBody } from './intelligence-report-api.ts';
import type { Debrief } from '../episodes/debrief.ts';
import type { Code } from '../directory/code-list.ts';
import { type ChosenItem, composeItem, type DebriefTexts, textsToSend } from './compose-report.ts';
import type { IntelligenceReport } from '../intelligence/report.ts';
import type { Sanitiser, TextToSend } from './sanitise.ts';
import { type Result, refuseBroken } from '../kernel/result.ts';

/** The debrief that stands, with its words. */
export interface DebriefRead {
  readonly debrief: Debrief;
  readonly texts: DebriefTexts;
}

/** What is told of a report by whoever sends it. */
export type ReportWords = Pick<IntelligenceReport, 'items' | 'text' | 'handling'>;

const choose = ({ items, itemTexts }: IntelligenceReportBody, debrief: Debrief): ChosenItem[] =>
  items.flatMap((number, at) => {
    const item = debrief.items.find((one) => one.number === number);
    if (item === undefined) return [];
    const own = itemTexts.findIndex((one) => one.item === number);
    const text = itemTexts[own]?.text;
    return {
      item,
      path: `/items/${at}`,
      text: text === undefined ? null : { text, path: `/itemTexts/${own}/text` },
    };
  });

const proseOf = (path: string, text: string | undefined): readonly TextToSend[] =>
  text === undefined ? [] : [{ path, text, kind: 'prose' }];

/** The report in the words that are to be sent, or refused for what must not be in them. */
export const composeSanitised = (
  body: IntelligenceReportBody,
  { debrief, texts }: DebriefRead,
  sanitiser: Sanitiser,
  codes: readonly Code[],
): Result<ReportWords> => {
  const sent = Object.fromEntries(
    Object.entries(texts).filter(([name]) => !body.leaveOut.includes(name)),
  );
  const chosen = choose(body, debrief);
  const refused = refuseBroken(
    sanitiser.check([
      ...proseOf('/text', body.text),
      ...proseOf('/conditions', body.conditions),
      ...chosen.flatMap((one) => textsToSend(one, sent)),
    ]),
  );
  if (refused !== null) return refused;
  return {
    value: {
      items: chosen.map((one, at) => composeItem(one, at + 1, sent, { sanitiser, codes })),
      text: body.text ?? null,
      handling: { code: body.handling, conditions: body.conditions ?? null },
    },
  };
};
