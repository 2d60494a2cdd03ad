import { type Code, findCode } from '../directory/code.ts';
import type { IntelligenceItem, IntelligencePlace } from '../intelligence/item.ts';
import type {
  ReportedItem,
  ReportedPerson,
  ReportedPlace,
  IntelligenceReport,
} from '../intelligence/report.ts';
import type { Debrief } from '../episodes/debrief.ts';
import { type Result, refuseBrokenRules } from '../kernel/result.ts';
import type { Sanitiser, TextToSend } from './sanitise/sanitiser.ts';
import type { IntelligenceReportBody } from './report-api.ts';

export interface ChosenItem {
  readonly item: IntelligenceItem;
  readonly path: string;
  /** The text about this item; null when the text of the report covers it. */
  readonly text: { readonly text: string; readonly path: string } | null;
}

export type DebriefTexts = Readonly<Record<string, string>>;

export const listSendableTexts = ({ number, people }: IntelligenceItem): readonly string[] => [
  `items/${number}/handle`,
  ...people.flatMap((_, at) =>
    ['nickname', 'description'].map((what) => `items/${number}/people/${at + 1}/${what}`),
  ),
];

export interface PlaceChecks {
  readonly sanitiser: Pick<Sanitiser, 'isPlaceOfChild' | 'namesChild'>;
  readonly codes: readonly Code[];
}

/** A point alone could be somebody's home: it is sent for a public place that is not a school. */
const mayShowPoint = ({ placeType }: IntelligenceItem, codes: readonly Code[]): boolean =>
  placeType !== null &&
  placeType !== 'school' &&
  findCode(codes, 'place-type', placeType)?.publicPlace === true;

const removeNameOfChild = (
  { name, postcode, point }: IntelligencePlace,
  { sanitiser }: PlaceChecks,
): ReportedPlace => ({
  name: name !== null && sanitiser.namesChild(name) ? null : name,
  postcode,
  point,
});

/** A place where the child lives, is cared for or goes to school is left out. */
const composePlace = (item: IntelligenceItem, knowledge: PlaceChecks): ReportedPlace | null => {
  const { place } = item;
  if (place === null || knowledge.sanitiser.isPlaceOfChild(place)) return null;
  const reported = removeNameOfChild(place, knowledge);
  const onlyPoint = reported.name === null && reported.postcode === null;
  if (!onlyPoint) return reported;
  return reported.point !== null && mayShowPoint(item, knowledge.codes) ? reported : null;
};

const composePeople = (
  { number, people }: IntelligenceItem,
  texts: DebriefTexts,
): ReportedPerson[] =>
  people.map(({ kind, role }, at) => ({
    kind,
    role,
    nickname: texts[`items/${number}/people/${at + 1}/nickname`] ?? null,
    description: texts[`items/${number}/people/${at + 1}/description`] ?? null,
  }));

/**
 * As police receive it: without pseudonyms, the child's own places, what the child said and how they described a
 * place.
 */
export const composeItem = (
  { item, text }: ChosenItem,
  number: number,
  texts: DebriefTexts,
  knowledge: PlaceChecks,
): ReportedItem => ({
  number,
  harm: item.harm,
  context: item.context,
  itemClass: item.itemClass,
  provenance: item.provenance,
  confidence: item.confidence,
  placeType: item.placeType,
  place: composePlace(item, knowledge),
  people: composePeople(item, texts),
  transport: item.transport,
  online: item.online && {
    platform: item.online.platform,
    handle: texts[`items/${item.number}/handle`] ?? null,
  },
  weekday: item.weekday,
  timeOfDay: item.timeOfDay,
  text: text?.text ?? null,
});

export const listTextsToSend = (
  { item, path, text }: ChosenItem,
  texts: DebriefTexts,
): readonly TextToSend[] => [
  ...(text === null ? [] : [{ ...text, kind: 'prose' as const }]),
  ...listSendableTexts(item).flatMap((name): TextToSend[] => {
    const disclosed = texts[name];
    if (disclosed === undefined) return [];
    const kind = name.endsWith('handle') ? 'handle' : name.endsWith('nickname') ? 'name' : 'prose';
    return [
      { path, what: `Text ${name} of the debrief (you can leave it out)`, text: disclosed, kind },
    ];
  }),
];

export interface DebriefWithTexts {
  readonly debrief: Debrief;
  readonly texts: DebriefTexts;
}

export type ReportContent = Pick<IntelligenceReport, 'items' | 'text' | 'handling'>;

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

const listProse = (path: string, text: string | undefined): readonly TextToSend[] =>
  text === undefined ? [] : [{ path, text, kind: 'prose' }];

/** Composes the report, or refuses it for texts that identify the child or the interviewee (decision 0019). */
export const composeReport = (
  body: IntelligenceReportBody,
  { debrief, texts }: DebriefWithTexts,
  sanitiser: Sanitiser,
  codes: readonly Code[],
): Result<ReportContent> => {
  const sent = Object.fromEntries(
    Object.entries(texts).filter(([name]) => !body.leaveOut.includes(name)),
  );
  const chosen = choose(body, debrief);
  const refused = refuseBrokenRules(
    sanitiser.check([
      ...listProse('/text', body.text),
      ...listProse('/conditions', body.conditions),
      ...chosen.flatMap((one) => listTextsToSend(one, sent)),
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
