const listed = (words: string): ReadonlySet<string> =>
  new Set(words.split(/\s+/).filter((word) => word !== ''));

/** What streets are called, each with its short forms. */
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

/** The ways to write the name of a kind of street; null for another word. */
export const streetForms = (word: string): readonly string[] | null =>
  STREETS.find((forms) => forms.includes(word)) ?? null;

const GENERIC = listed(`
  a an and at by for from in into near next of off on opposite or the to with behind above below beside between
  academy accommodation address apartment block bungalow care carers centre centres child childrens children church city
  college community cottage council county court day education estate family farm first flat foster further grammar hall
  her high his home homes hospital hostel house houses independent infant infants junior lane lives living living lodge
  lower main market mother mothers father fathers mum mums dad dads nan nans gran grans middle new north south east west
  number nursery old park parents placement playground primary private provision pub pupil referral residence residential
  room saint school schools secondary secure semi shop sixth special staff station supported team temporary their town
  unit university upper ward village infirmary s
`);

/** A word that says what kind of place it is, and of no one place in particular. */
export const isGeneric = (word: string): boolean =>
  GENERIC.has(word) || streetForms(word) !== null || /^\p{N}/u.test(word) || word.length < 2;
