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

/** An item of the debrief that stands, chosen for a report. */
export interface ChosenItem {
  readonly item: IntelligenceItem;
  /** JSON pointer to where it was chosen. */
  readonly path: string;
  /** What is to be said of it by itself, and where that stands; null when the report's text says it. */
  readonly text: { readonly text: string; readonly path: string } | null;
}

/** The free text of a debrief, by name. */
export type DebriefTexts = Readonly<Record<string, string>>;

/** Of what is told of an item in words, these may go to police. */
export const listSendableTexts = ({ number, people }: IntelligenceItem): readonly string[] => [
  `items/${number}/handle`,
  ...people.flatMap((_, at) =>
    ['nickname', 'description'].map((what) => `items/${number}/people/${at + 1}/${what}`),
  ),
];

/** What decides which places may be told. */
export interface PlaceChecks {
  readonly sanitiser: Pick<Sanitiser, 'isPlaceOfChild' | 'namesChild'>;
  readonly codes: readonly Code[];
}

/** A spot on the map alone could be anybody's home: of a public place that is no school it is told. */
const mayShowPoint = ({ placeType }: IntelligenceItem, codes: readonly Code[]): boolean =>
  placeType !== null &&
  placeType !== 'school' &&
  findCode(codes, 'place-type', placeType)?.publicPlace === true;

const withoutNaming = (
  { name, postcode, point }: IntelligencePlace,
  { sanitiser }: PlaceChecks,
): ReportedPlace => ({
  name: name !== null && sanitiser.namesChild(name) ? null : name,
  postcode,
  point,
});

/** Where the child lives, is cared for or goes to school is withheld whole. */
const placeOf = (item: IntelligenceItem, knowledge: PlaceChecks): ReportedPlace | null => {
  const { place } = item;
  if (place === null || knowledge.sanitiser.isPlaceOfChild(place)) return null;
  const told = withoutNaming(place, knowledge);
  const onlyPoint = told.name === null && told.postcode === null;
  if (!onlyPoint) return told;
  return told.point !== null && mayShowPoint(item, knowledge.codes) ? told : null;
};

const peopleOf = ({ number, people }: IntelligenceItem, texts: DebriefTexts): ReportedPerson[] =>
  people.map(({ kind, role }, at) => ({
    kind,
    role,
    nickname: texts[`items/${number}/people/${at + 1}/nickname`] ?? null,
    description: texts[`items/${number}/people/${at + 1}/description`] ?? null,
  }));

/**
 * A chosen item as police get it: its codes, the place unless it is the child's, what people are called as the
 * practitioner wrote it, and no pseudonym. What the child said, and how it described a place, stay here.
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
  place: placeOf(item, knowledge),
  people: peopleOf(item, texts),
  transport: item.transport,
  online: item.online && {
    platform: item.online.platform,
    handle: texts[`items/${item.number}/handle`] ?? null,
  },
  weekday: item.weekday,
  timeOfDay: item.timeOfDay,
  text: text?.text ?? null,
});

/** All words that an item sends, each with where it was chosen or written. */
export const listTextsToSend = (
  { item, path, text }: ChosenItem,
  texts: DebriefTexts,
): readonly TextToSend[] => [
  ...(text === null ? [] : [{ ...text, kind: 'prose' as const }]),
  ...listSendableTexts(item).flatMap((name): TextToSend[] => {
    const told = texts[name];
    if (told === undefined) return [];
    const kind = name.endsWith('handle') ? 'handle' : name.endsWith('nickname') ? 'name' : 'prose';
    return [{ path, what: `Text ${name} of the debrief (you can leave it out)`, text: told, kind }];
  }),
];

/** The debrief that stands, with its words. */
export interface DebriefWithTexts {
  readonly debrief: Debrief;
  readonly texts: DebriefTexts;
}

/** What is told of a report by whoever sends it. */
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

const proseOf = (path: string, text: string | undefined): readonly TextToSend[] =>
  text === undefined ? [] : [{ path, text, kind: 'prose' }];

/** The report in the words that are to be sent, or refused for what must not be in them. */
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
      ...proseOf('/text', body.text),
      ...proseOf('/conditions', body.conditions),
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
