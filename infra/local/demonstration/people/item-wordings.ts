/** Invented nicknames of people of whom children speak. */
export const NICKNAMES = [
  'Biscuit',
  'Lanky',
  'Dex',
  'Smiler',
  'Two Coats',
  'Gecko',
  'Mr Fix',
  'Jinx',
  'Pockets',
  'Sparrow',
  'Big Teeth',
  'Curly Wurly',
] as const;

/** What is noted of one thing in words; nothing in it names anybody. */
export const TOLD_OF_ITEMS = [
  'Says others go there after school and it gets rough later.',
  'Was given things and does not want to say what for.',
  'Somebody older buys food for everybody.',
  'Has been asked to look after a bag.',
  'Feels pushed to send pictures.',
  'There is a lot of drinking there at weekends.',
  'Does not go home when there is shouting.',
] as const;
