import type { Interviewee } from '../../episodes/action.ts';
import { type Finder, MARKS } from './text.ts';

const DISCLOSING = `(?:${[
  'tell(?:s|ing)?|told',
  'say(?:s|ing)?|said',
  '(?:stat|disclos|describ|shar|advis|not|indicat|believ|nam|divulg)(?:e|es|ed|ing)',
  '(?:report|alleg|mention|claim|explain|reveal|inform|confirm|recall|remember|account|confid|admit|suspect|witness|hear|overhear)(?:e|s|es|ed|ted|ing)?',
  'identif(?:y|ies|ied)|heard|overheard|saw|spoke|knows?|thinks?|thought',
].join('|')})`;

const AUXILIARY =
  '(?:has|have|had|also|then|later|now|did|does|is|was|clearly|openly|further|would|can|could|reportedly|self)';
const SPACE = `[${MARKS}]{1,3}`;
const DISCLOSES = `(?:'s)?(?:${SPACE}${AUXILIARY}){0,3}${SPACE}${DISCLOSING}`;

const CHILD = '(?:child|young[ .]?person|yp|misper|missing[ .]person|runaway|absconder)';
const YOUNG = '(?:boy|girl|lad|lass|teen|teenager|youth|pupil|student|resident|son|daughter|kid)';
const CARER = `(?:${[
  '(?:step|foster|god|grand)?[ .]?(?:mums?|moms?|mams?|mummy|mother|dad|daddy|father|parent)s?|grand(?:pa|ma)',
  '(?:foster[ .]?)?carers?|foster[ .]?famil(?:y|ies)|caregivers?|guardians?',
  'nan|nana|nanna|nanny|gran|granny|grandad|granddad|key[ .]?workers?',
].join('|')})`;
const RELATIVE =
  '(?:aunt|auntie|aunty|uncle|brother|sister|sibling|cousin|famil(?:y|ies)|staff|placement|social[ .]worker|teacher|household)s?';
const TO_US = `(?:us|me|staff|(?:the|his|her|their|a)${SPACE}(?:[a-z]+${SPACE})?(?:worker|practitioner|interviewer|teacher|carer))`;

const matchWhole = (pattern: string): string => `(?<![^${MARKS}0-9])${pattern}(?![^${MARKS}0-9])`;

const ALWAYS = [
  `(?<!\\b(?:an?|another|other|one|some|each|every|older)\\s)${matchWhole(`${CHILD}${DISCLOSES}`)}`,
  matchWhole(`(?:the|this|our|my|her|his|their)${SPACE}(?:[a-z]+${SPACE})?${YOUNG}${DISCLOSES}`),
  matchWhole(`(?:he|she|they)(?:${SPACE}${AUXILIARY}){0,3}${SPACE}disclosed`),
  matchWhole(
    `(?:told|informed|disclosed to|confided in|said to|spoke to|reported to)${SPACE}${TO_US}`,
  ),
  matchWhole(
    `according${SPACE}to${SPACE}(?:(?:the|this|our|my|his|her|their)${SPACE})?(?:[a-z]+${SPACE})?(?:${CHILD}|${YOUNG}|${CARER})`,
  ),
  matchWhole(`${CARER}${DISCLOSES}`),
  matchWhole(
    `return(?:ed)?${SPACE}(?:home${SPACE})?(?:interview|conversation)s?|rhis?|debrief(?:s|ed|ing)?`,
  ),
];

/** The relation alone identifies a parent or carer. */
const OF_CARER = [matchWhole(CARER), matchWhole(`${RELATIVE}${DISCLOSES}`)];

const compilePatterns = (patterns: readonly string[]): RegExp =>
  new RegExp(patterns.join('|'), 'u');

const PATTERNS: Readonly<Record<Interviewee, RegExp>> = {
  child: compilePatterns(ALWAYS),
  'parent-or-carer': compilePatterns([...ALWAYS, ...OF_CARER]),
};

export const createIntervieweeFinder =
  (interviewee: Interviewee): Finder =>
  ({ kind, forms }) =>
    kind === 'prose' && forms.some(({ small }) => PATTERNS[interviewee].test(small));
