const FUNCTION_WORDS = `
  a about above across after again against all almost alone along already also always am among an and another any
  anybody anyone anything are around as at away back be became because become been before began behind being below
  between both but by came can come could did do does done down during each either else enough even ever every few
  first for from gave get gets give given go goes going gone got had has have he hence her here hers him his how i if
  in into is it its just keep kept knew know known knows last later least less let like made make makes many may me
  might more most much must my near never new next no nobody none nor not nothing now of off often old on once one
  only onto or other others our out over own per put same saw say says see seen several shall she should since so some
  soon still such take taken tell than that the their them then there these they thing things this those though
  through till to together told too took toward two under until up upon us use used very want was way we well went
  were what when where which while who whom whose why will with within without yes yet you your
`;

const REPORT_WORDS = `
  adult adults area bag bags big bike black blue brown buy call car cars cash child children city day days door drug
  drugs example five flat food four friend friends front girl girls gold green grey group hair hand head high hill home
  hotel house hour hours kid kids lad lads land little long main male female man men market meet met money month night
  number old park party people person phone place police pub red river road room sell shop short side sold street
  station ten three time town train van walk water week west east north south white woman women wood work year years
  young lil king best good real
`;

const readWords = (words: string): readonly string[] =>
  words.split(/\s+/).filter((word) => word !== '');

const COMMON: ReadonlySet<string> = new Set(readWords(`${FUNCTION_WORDS} ${REPORT_WORDS}`));

/** Too short and too common to be a name. */
const NO_NAMES: ReadonlySet<string> = new Set(
  readWords('am an as at be by do go he if in is it me my no of on or so to up us we'),
);

/**
 * In lower case it is not read as a name; with a capital it is. Words that are easy to replace (`hope`, `summer`) are
 * not included.
 */
export const isCommonWord = (word: string): boolean => COMMON.has(word);

export const isNoName = (word: string): boolean =>
  Array.from(word).length < 2 || NO_NAMES.has(word);

const STREETS: readonly (readonly string[])[] = [
  ['street', 'st', 'str'],
  ['road', 'rd'],
  ['avenue', 'ave', 'av'],
  ['lane', 'ln'],
  ['close', 'cl'],
  ['drive', 'dr', 'drv'],
  ['court', 'ct', 'crt'],
  ['crescent', 'cres'],
  ['gardens', 'gdns'],
  ['terrace', 'terr'],
  ['square', 'sq'],
  ['grove', 'gr'],
  ['place', 'pl'],
  ['way'],
  ['walk'],
  ['row'],
  ['mews'],
  ['rise'],
  ['loke'],
  ['parade'],
  ['green'],
  ['hill'],
];

export const findStreetForms = (word: string): readonly string[] | null =>
  STREETS.find((forms) => forms.includes(word)) ?? null;

const GENERIC: ReadonlySet<string> = new Set(
  readWords(`
  a an and at by for from in into near next of off on opposite or the to with behind above below beside between
  academy accommodation address apartment block bungalow care carers centre centres child childrens children church city
  college community cottage council county court day education estate family farm first flat foster further grammar hall
  her high his home homes hospital hostel house houses independent infant infants junior lane lives living living lodge
  lower main market mother mothers father fathers mum mums dad dads nan nans gran grans middle new north south east west
  number nursery old park parents placement playground primary private provision pub pupil referral residence residential
  room saint school schools secondary secure semi shop sixth special staff station supported team temporary their town
  unit university upper ward village infirmary s
`),
);

export const isGeneric = (word: string): boolean =>
  GENERIC.has(word) || findStreetForms(word) !== null || /^\p{N}/u.test(word) || word.length < 2;
