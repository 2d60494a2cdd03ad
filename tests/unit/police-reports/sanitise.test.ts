import { describe, expect, it } from 'vitest';
import type { Interviewee } from '../../../shared/episodes/action.ts';
import type { IdentifyingDetails } from '../../../shared/police-reports/sanitise/identifying.ts';
import { createSanitiser } from '../../../shared/police-reports/sanitise/sanitiser.ts';
import type { TextKind } from '../../../shared/police-reports/sanitise/text.ts';
import { buildIdentifyingDetails } from '../../support/debriefs.ts';

const AREAS = ['Norfolk', 'Norwich', 'Great Yarmouth'];

/** The codes by which a text is refused. */
const check = (
  text: string,
  about: Partial<IdentifyingDetails>,
  interviewee: Interviewee = 'child',
  kind: TextKind = 'prose',
): readonly string[] =>
  createSanitiser(buildIdentifyingDetails(about), interviewee, AREAS)
    .check([{ path: '/text', text, kind }])
    .map(({ code }) => code);

const SAM = { names: ['Sam', 'Okonkwo'], fullNames: ['Sam Okonkwo'] };
const NAMED = ['names-the-child'];

describe("a text for police that contains the child's name", () => {
  it.each([
    ['as it is', 'A man gave Sam a phone.'],
    ['in capitals', 'A man gave SAM a phone.'],
    ['in small letters', 'a man gave sam a phone'],
    ['with an accent', 'A man gave Sám a phone.'],
    ['as a possessive', "Sam's friend has a car."],
    ['as a possessive with a typographic apostrophe', 'Sam’s friend has a car.'],
    ['as a possessive without one', 'Sams friend has a car.'],
    ['at the end', 'The phone is for Sam'],
    ['in brackets', 'The friend (Sam) has a car.'],
    ['with points', 'The friend S.a.m. has a car.'],
    ['letter by letter', 'The friend S A M has a car.'],
    ['with a hyphen', 'The friend Sa-m has a car.'],
    ['with a digit for a letter', 'The friend S4m has a car.'],
    ['with zeros', 'The friend 0k0nkw0 has a car.'],
    ['with a zero-width space', 'The friend S\u200bam has a car.'],
    ['in wide letters', 'The friend Ｓａｍ has a car.'],
    ['in letters of another script that look the same', 'The friend Ѕаm has a car.'],
    ['with the family name, run together', 'Ask SamOkonkwo for it.'],
    ['within an address online', 'It is on @xx_samokonkwo_11 now.'],
    ['by the family name alone', 'The Okonkwos have a dog.'],
    ['with a consonant doubled', 'Okkonkwo has a dog.'],
    ['on two lines', 'It was Sam\nOkonkwo there.'],
  ])('%s is refused', (_, text) => {
    expect(check(text, SAM)).toEqual(NAMED);
  });

  it.each([
    'The same man was there at 5am and 5.30 a.m.',
    'A sample of it was sold at the station, 54m from the door.',
    'Samsung phones are given out.',
    'As am I, he is often there.',
  ])('is not: %s', (text) => {
    expect(check(text, SAM)).toEqual([]);
  });

  it('is refused for each part of three letters or more, and for all of a short name', () => {
    const about = { names: ['Lee-Ann', 'Ó Briain'], fullNames: ['Lee-Ann Ó Briain'] };
    for (const text of ['Lee was there', 'leeann was there', 'O’Briain', 'OBRIAIN', 'Briain']) {
      expect([text, check(text, about)]).toEqual([text, NAMED]);
    }
    expect(check('An apple. O dear.', about)).toEqual([]);
  });

  it('is refused for a name of two letters with a capital', () => {
    const about = { names: ['Jo', 'Do'], fullNames: ['Jo Do'] };
    expect(check('Ask Jo for it.', about)).toEqual(NAMED);
    expect(check('They do ask for it. Do they?', about)).toEqual([]);
    expect(check('jo do', about)).toEqual(NAMED);
  });

  it('is refused in a script without spaces', () => {
    expect(check('他说王小明在那里', { names: ['王小明'] })).toEqual(NAMED);
    expect(check('علي كان هناك', { names: ['علي'] })).toEqual(NAMED);
  });
});

describe("a child's name that is an ordinary word", () => {
  it.each(['Will', 'May', 'Hope', 'Grace', 'Summer', 'Mark', 'King'])(
    '%s is refused with a capital, wherever it is',
    (name) => {
      expect(check(`${name} was there.`, { names: [name] })).toEqual(NAMED);
      expect(check(`They saw ${name} there.`, { names: [name] })).toEqual(NAMED);
      expect(check(`They saw ${name}'s phone.`, { names: [name] })).toEqual(NAMED);
    },
  );

  it('passes in small letters when a report can hardly do without the word', () => {
    expect(check('They will meet, and may go by car.', { names: ['Will', 'May'] })).toEqual([]);
  });

  it('is refused in small letters too when it is easily put otherwise', () => {
    expect(check('They hope to meet in summer.', { names: ['Hope'] })).toEqual(NAMED);
    expect(check('They hope to meet in summer.', { names: ['Summer'] })).toEqual(NAMED);
  });

  it('is refused when it is a variant, or a possessive', () => {
    for (const text of ["will's phone", 'w1ll has it', 'w.i.l.l has it']) {
      expect([text, check(text, { names: ['Will'] })]).toEqual([text, NAMED]);
    }
  });

  it('is refused in small letters as what somebody is called', () => {
    expect(check('will', { names: ['Will'] }, 'child', 'name')).toEqual(NAMED);
  });

  it('is refused with advice on other words, and never the value', () => {
    const [rule] = createSanitiser(
      buildIdentifyingDetails({ names: ['Grace'] }),
      'child',
      [],
    ).check([{ path: '/text', text: 'Grace was there', kind: 'prose' }]);
    expect(rule?.path).toBe('/text');
    expect(rule?.message).toMatch(/another word/);
    expect(rule?.message).not.toMatch(/grace/i);
  });
});

describe('what somebody is called online', () => {
  it.each(['samokonkwo', 'its_sam', 'sam2011', 'xXokonkwoXx', 'sam', 'sam.uk', 'itssam'])(
    '%s names the child',
    (handle) => {
      expect(check(handle, SAM, 'child', 'handle')).toEqual(NAMED);
    },
  );

  it('is free to have three letters of it in the middle', () => {
    expect(check('balsamico', SAM, 'child', 'handle')).toEqual([]);
  });
});

describe('a text with a number or the date of birth of the child', () => {
  const about = {
    birthDates: ['2011-05-09'],
    identifiers: ['9434765870', 'B801200005001', 'NC-2026-004512', 'N000123', '4711'],
  };

  it.each([
    'born 2011-05-09',
    'born 09/05/2011',
    'born 9/5/11',
    'born 05/09/2011',
    'born 9.5.2011',
    'born 9 May 2011',
    'born on the 9th of May, 2011',
    'born May 9th 2011',
    'born 9May11',
    'born 09052011',
    'born 20110509',
    'born 0 9 / 0 5 / 2 0 1 1',
    'born O9/O5/2O11',
    'NHS 943 476 5870',
    'NHS 943-476-5870',
    'upn b8012 00005 001',
    'ref NC 2026 004512',
    'ref nc/2026/004512',
    'ref 004512',
    'N-000-123',
    'id 4711',
    'id 4 7 1 1',
  ])('is refused: %s', (text) => {
    expect(check(text, about)).toEqual(['identifies-the-child']);
  });

  it.each([
    'on 9 May 2026, at 9.50, bus 47',
    'number plate AB47 11C',
    'about 14711 pounds',
    'in 2011, at 09:05',
  ])('is not: %s', (text) => {
    expect(check(text, about)).toEqual([]);
  });
});

describe('a text with where the child lives, is cared for or goes to school', () => {
  const about = {
    postcodes: ['NR3 1AU'],
    placeNames: ['Oakdale House', 'Hellesdon High School', 'Park House', 'Norwich Road School'],
    placeDescriptions: [
      '12 Acacia Avenue, Norwich',
      'Foster home at 7 High Street, near the bus station, Thetford',
      'home',
    ],
  };

  it.each([
    'at NR3 1AU',
    'at nr31au',
    'at N R 3 1 A U',
    'at NR3-1AU',
    'at NR3 lAU',
    'at Oakdale House',
    'at OAKDALE',
    'at Hellesdon High',
    "at Hellesdon's gate",
    'at Park House',
    'at 12 Acacia Avenue',
    'at 12, Acacia Ave.',
    'in Acacia Avenue',
    'in acacia av',
    'at 7 High Street',
    'at 7 High St',
    'at Norwich Road School',
  ])('is refused: %s', (text) => {
    expect(check(text, about)).toEqual(['names-a-place-of-the-child']);
  });

  it.each([
    'at NR3 1AW, in NR3',
    'on the High Street in Norwich, at the bus station',
    'at home, in the park, at the house',
    'in Thetford',
    'at 12 Oak Avenue',
  ])('is not: %s', (text) => {
    expect(check(text, about)).toEqual([]);
  });
});

describe('a text that shows who disclosed', () => {
  it.each([
    'The young person told us that a man sells there.',
    'Young person says that a man sells there.',
    'The child has also disclosed that a man sells there.',
    'YP stated that a man sells there.',
    'He disclosed that a man sells there.',
    'She told her social worker of it.',
    'It was told to us in the return home interview.',
    'From an RHI: a man sells there.',
    'His mum told of a man who sells there.',
    'The mother says that a man sells there.',
    'According to her foster carer a man sells there.',
    'This girl saw him there.',
  ])('is refused, whoever disclosed: %s', (text) => {
    expect(check(text, {}, 'child')).toEqual(['names-the-interviewee']);
    expect(check(text, {}, 'parent-or-carer')).toEqual(['names-the-interviewee']);
  });

  it.each(['Her foster carer has a photo.', 'Mum has a photo.', 'A photo is with his step-dad.'])(
    'is refused by the relation alone when a parent or carer disclosed: %s',
    (text) => {
      expect(check(text, {}, 'parent-or-carer')).toEqual(['names-the-interviewee']);
      expect(check(text, {}, 'child')).toEqual([]);
    },
  );

  it.each([
    'A man of about 30 sells from a white van, and young people are told to carry it.',
    'He told a boy that he would pay him. A young person said no.',
    'It is said that he lives with a relative.',
  ])('is not: %s', (text) => {
    expect(check(text, {}, 'child')).toEqual([]);
  });
});

describe('a compound name', () => {
  const mary = { names: ['Mary-Jane Anne', 'McDonald-Smith'], fullNames: [] };
  const abdul = { names: ['Abdul Rahman', 'Al-Hassan El-Sayed'], fullNames: [] };

  it.each([
    ['Maryjane sells at the stands.', mary],
    ['Janeanne sells at the stands.', mary],
    ['Mcdonald sells at the stands.', mary],
    ['McDonaldSmith sells at the stands.', mary],
    ['Alhassan sells at the stands.', abdul],
    ['ElSayed sells at the stands.', abdul],
    ['Hassan-El-Sayed sells at the stands.', abdul],
    ['Abdulrahman sells at the stands.', abdul],
  ])('is refused by any run of its words, written as one: %s', (text, about) => {
    expect(check(text, about)).toEqual(NAMED);
  });

  it('is not found in the small words between its parts', () => {
    const about = { names: ['Ana de la Cruz'], fullNames: [] };
    expect(check('The café is called Casa de la Playa.', about)).toEqual([]);
  });
});

describe('a birthday and a number as people say them', () => {
  const about = { birthDates: ['2011-05-09'], identifiers: ['P-00041799'] };

  it.each([
    'The one born on the ninth of May 2011.',
    'Born on the ninth of May.',
    'The birthday is 9 May.',
    'May the ninth, 2011.',
    'Number 41799 has it.',
  ])('are refused: %s', (text) => {
    expect(check(text, about)).toHaveLength(1);
  });

  it.each([
    'It was on 9 May at the station.',
    'It was on the ninth of May.',
    'Bus 4179 goes there.',
  ])('are no others: %s', (text) => {
    expect(check(text, about)).toEqual([]);
  });
});
