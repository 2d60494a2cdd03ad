import type { Interviewee } from '../../../../shared/episodes/action.ts';
import { DEBRIEF_SECTIONS, type DebriefSection } from '../../../../shared/episodes/debrief.ts';
import type { Chance } from '../chance.ts';
import { drawItems, type ItemSetting } from './draw-items.ts';
import type { ToldInterview } from './step.ts';
import { OWN_VIEWS, SECTION_TEXTS } from './work-wordings.ts';

const PLACES = {
  home: 40,
  placement: 20,
  school: 20,
  'youth-centre': 8,
  'public-place': 6,
  phone: 4,
  video: 2,
};
const RELATIONS = { 'independent-service': 60, 'not-involved-in-care': 40 };
const PREFERENCES = { 'no-preference': 70, 'asked-for-this-person': 20, 'not-asked': 10 };

/** How often a section is talked about at all; the ones left out here are talked about half the time. */
const TALKED_ABOUT: Readonly<Partial<Record<DebriefSection, number>>> = {
  push: 0.85,
  pull: 0.8,
  stayed: 0.9,
  help: 0.8,
  safetyPlan: 0.9,
  actions: 0.95,
  exploitation: 0.25,
  substances: 0.3,
  mentalHealth: 0.3,
};

const NAMES = Object.keys(DEBRIEF_SECTIONS) as DebriefSection[];

/** What a parent or carer can speak of. */
const OF_PARENTS: readonly DebriefSection[] = [
  'push',
  'pull',
  'stayed',
  'help',
  'carerView',
  'actions',
];

const drawCodes = (chance: Chance, section: DebriefSection): readonly string[] => {
  const codes: readonly string[] = DEBRIEF_SECTIONS[section];
  const first = chance.pick(codes);
  const second = chance.pick(codes);
  const exclusive = ['not-disclosed', 'not-made', 'not-asked', 'none', 'alone'];
  const goTogether = first !== second && ![first, second].some((code) => exclusive.includes(code));
  return goTogether && chance.happens(0.35) ? [first, second] : [first];
};

const drawText = (chance: Chance, section: DebriefSection): readonly [string, string][] => {
  const texts = SECTION_TEXTS[section];
  return texts !== undefined && chance.happens(0.6) ? [[section, chance.pick(texts)]] : [];
};

/** Draws what was told in an interview with a child, or by a parent or carer after a decline. */
export const drawInterview = (
  chance: Chance,
  interviewee: Interviewee,
  setting: ItemSetting,
): ToldInterview => {
  const ofChild = interviewee === 'child';
  const talked = (ofChild ? NAMES : OF_PARENTS).filter((section) =>
    chance.happens(TALKED_ABOUT[section] ?? 0.5),
  );
  return {
    interviewee,
    place: chance.weigh(PLACES),
    relation: chance.weigh(RELATIONS),
    childPreference: chance.weigh(PREFERENCES),
    seenAlone: ofChild ? chance.happens(0.85) : null,
    ownView: ofChild && chance.happens(0.7) ? chance.pick(OWN_VIEWS) : null,
    sections: Object.fromEntries(talked.map((section) => [section, drawCodes(chance, section)])),
    texts: Object.fromEntries(talked.flatMap((section) => drawText(chance, section))),
    items: ofChild ? drawItems(chance, setting) : [],
  };
};
