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

/** Without these there is hardly a report. */
const REPORT_WORDS = `
  adult adults area bag bags big bike black blue brown buy call car cars cash child children city day days door drug
  drugs example five flat food four friend friends front girl girls gold green grey group hair hand head high hill home
  hotel house hour hours kid kids lad lads land little long main male female man men market meet met money month night
  number old park party people person phone place police pub red river road room sell shop short side sold street
  station ten three time town train van walk water week west east north south white woman women wood work year years
  young lil king best good real
`;

const listed = (words: string): readonly string[] =>
  words.split(/\s+/).filter((word) => word !== '');

const COMMON: ReadonlySet<string> = new Set(listed(`${FUNCTION_WORDS} ${REPORT_WORDS}`));

/** So short and so common that they are nobody's name alone. */
const NO_NAMES: ReadonlySet<string> = new Set(
  listed('am an as at be by do go he if in is it me my no of on or so to up us we'),
);

/**
 * A word that a report can hardly do without: in small letters it is not read as a name, with a capital it is. Words
 * that are more easily put otherwise (`hope`, `summer`) are not among them.
 */
export const isCommonWord = (word: string): boolean => COMMON.has(word);

export const isNoName = (word: string): boolean =>
  Array.from(word).length < 2 || NO_NAMES.has(word);
