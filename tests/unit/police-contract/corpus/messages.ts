import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  bodyOf,
  buildCancelled,
  buildFound,
  buildReported,
  buildReturned,
  buildUpdated,
  CHILD,
  DORSET_FORCE,
  sourceOf,
  type PoliceEvent,
  buildGraded,
} from '../../../support/messages.ts';

type Json = Readonly<Record<string, unknown>>;
type Path = readonly string[];
type Message = readonly [name: string, body: string];

const PLACE = { description: 'Bus station', postcode: 'nr1 1ef', type: 'transport-hub' };
const FULL_CHILD = {
  ...CHILD,
  aliases: ['Sammy', 'Sam E', 'Sammy'],
  ethnicity: 'W1',
  nhsNumber: '943 476 5870',
  upn: 'b801200005001',
  policePersonId: 'P-000417',
};
const REPORT = {
  lastSeen: { at: '2026-11-20T20:15:00+00:00', place: PLACE },
  missingFrom: { kind: 'care', name: 'Example House', urn: 'SC000000', place: PLACE },
  child: FULL_CHILD,
};
const REPORTED = buildReported({ dataschema: 'https://example.org/x.json', data: REPORT });

/** One message of each type, with every field of the contract. */
const FULL: Readonly<Record<string, PoliceEvent>> = {
  reported: REPORTED,
  updated: buildUpdated({ data: REPORTED.data }),
  found: buildFound({ data: { place: PLACE } }),
  returned: buildReturned({
    data: {
      foundAt: '2026-11-21T05:10:00.5Z',
      returnedTo: { kind: 'care', name: 'Example House', place: PLACE },
      harmDisclosed: false,
      preventionInterview: { held: true, at: '2026-11-21T06:30:00Z', summary: 'Spoke\nbriefly.' },
    },
  }),
  cancelled: buildCancelled({ data: { duplicateOf: 'NC-2026-004498', note: 'See the other.' } }),
  graded: buildGraded({ data: { conditions: 'Ask first.', gradedAt: '2026-11-21T07:00:00Z' } }),
};

/** What each field is replaced with, one at a time. */
const VALUES: Readonly<Record<string, unknown>> = {
  absent: undefined,
  null: null,
  number: 7,
  boolean: true,
  word: 'nonsense',
  empty: '',
  blank: '  ',
  control: 'a\u0000b',
  surrogate: '\ud800',
  'list-empty': [],
  'list-mixed': ['cce', 7, null, 'Sam', {}, 'nonsense', 'cce'],
  'list-wrong': [7, false],
  'list-long': Array.from({ length: 120 }, (_, index) => `Alias ${index}`),
  'object-empty': {},
  'object-unknown': { unheardOf: 1 },
  'too-long': 'x'.repeat(4001),
  'long-line': 'y'.repeat(201),
};

const INSTANTS = {
  'no-offset': '2026-11-20T22:30:00',
  ahead: '2026-11-21T09:05:00.001Z',
  'just-in-time': '2026-11-21T09:05:00.000Z',
  'no-day': '2026-02-30T22:30:00Z',
  'early-instant': '1999-12-31T23:59:59Z',
};
const DATES = {
  'date-ahead': '2026-11-22',
  'date-old': '1989-12-31',
  'date-none': '2011-02-29',
  'date-leap': '2012-02-29',
};
const CODES = {
  'unknown-gss': 'E10000099',
  'other-source': 'urn:police:E23000039',
  'unknown-source': 'urn:police:E23000099',
};

const valuesOf = (field: string): Readonly<Record<string, unknown>> => ({
  ...VALUES,
  ...(/time|at$/i.test(field) ? INSTANTS : {}),
  ...(field === 'dateOfBirth' ? DATES : {}),
  ...(/source|authority/i.test(field) ? CODES : {}),
});

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Every field, at every depth. */
const listPaths = (value: unknown): readonly Path[] =>
  isObject(value)
    ? Object.entries(value).flatMap(([name, inner]) => [
        [name],
        ...listPaths(inner).map((path) => [name, ...path]),
      ])
    : [];

const replace = (value: unknown, [name, ...rest]: Path, by: unknown): unknown => {
  if (name === undefined) return by;
  const object = isObject(value) ? value : {};
  return { ...object, [name]: replace(object[name], rest, by) };
};

const get = (value: unknown, path: Path): unknown =>
  path.reduce((inner: unknown, name) => (isObject(inner) ? inner[name] : undefined), value);

const replaced = ([kind, event]: readonly [string, PoliceEvent]): readonly Message[] =>
  listPaths(event).flatMap((path) =>
    Object.entries(valuesOf(path.at(-1) ?? '')).map(([value, by]): Message => [
      `${kind} /${path.join('/')} ${value}`,
      bodyOf(replace(event, path, by)),
    ]),
  );

const UNUSUAL_NAMES = ['unheardOf', '__proto__', 'constructor', 'Sam, 9 May', 'x'.repeat(65), '0'];

/** Unknown fields and fields that appear twice, in every object. */
const added = ([kind, event]: readonly [string, PoliceEvent]): readonly Message[] =>
  [[], ...listPaths(event).filter((path) => isObject(get(event, path)))].flatMap((path) => {
    const object = get(event, path) as Json;
    const inject = (text: string): string =>
      bodyOf(replace(event, path, 'HERE')).replace(
        '"HERE"',
        `{${text},${JSON.stringify(object).slice(1)}`,
      );
    const where = `${kind} /${path.join('/')}`;
    const [first = ''] = Object.keys(object);
    return [
      ...UNUSUAL_NAMES.map((name): Message => [
        `${where} unknown ${name.slice(0, 10)}`,
        path.length === 0
          ? `{${JSON.stringify(name)}:{"a":1},${bodyOf(event).slice(1)}`
          : inject(`${JSON.stringify(name)}:{"a":1}`),
      ]),
      [
        `${where} twice ${first}`,
        path.length === 0 ? `{"${first}":"x",${bodyOf(event).slice(1)}` : inject(`"${first}":"x"`),
      ],
    ];
  });

const FAULTS: Readonly<Record<string, unknown>> = { ...VALUES, ...INSTANTS };

/** Several faults in one message. */
const combined = ([kind, event]: readonly [string, PoliceEvent]): readonly Message[] => {
  const paths = listPaths(event);
  const faults = ['null', 'number', 'absent', 'object-empty', 'list-wrong', 'ahead'];
  return paths.flatMap((path, index) =>
    [1, 3, 7].map((step): Message => {
      const other = paths[(index * step + step) % paths.length] ?? [];
      const [one = '', two = ''] = [faults[index % 6], faults[(index + step) % 6]];
      const once = replace(event, path, FAULTS[one]);
      return [
        `${kind} /${path.join('/')} ${one} /${other.join('/')} ${two}`,
        bodyOf(replace(once, other, FAULTS[two])),
      ];
    }),
  );
};

const GOOD = bodyOf(REPORTED);
const nest = (levels: number): string =>
  GOOD.replace('"data":{', `"data":{"deep":${'['.repeat(levels)}${']'.repeat(levels)},`);
const many = (count: number, value: unknown): unknown[] =>
  Array.from({ length: count }, () => value);
const unknownFields = Object.fromEntries(many(500, 1).map((one, index) => [`a${index}`, one]));
const GRADE_V2 = { ...FULL['graded'], type: 'uk.police.missing-child.intelligence-graded.v2' };

const PECULIAR: readonly Message[] = [
  ['nothing', ''],
  ['white space', ' \n'],
  ['cut off', GOOD.slice(0, -1)],
  ['cut off in a text', GOOD.slice(0, 200)],
  ['byte order mark', `\ufeff${GOOD}`],
  ['garbage behind', `${GOOD}x`],
  ['twice', GOOD + GOOD],
  ['two forces', `{ ${sourceOf(DORSET_FORCE)} ${GOOD}`],
  ['single quotes', GOOD.replaceAll('"', "'")],
  ['a list of it', `[${GOOD}]`],
  ['null', 'null'],
  ['a text', '"text"'],
  ['a number', '1'],
  ['no fields', '{}'],
  ['specversion 0.3', GOOD.replace('"1.0"', '"0.3"')],
  ['specversion as a number', GOOD.replace('"1.0"', '1.0')],
  ['type v2', GOOD.replace('reported.v1', 'reported.v2')],
  ['type without a version', GOOD.replace('reported.v1', 'reported')],
  ['type of another system', GOOD.replace('uk.police', 'uk.other')],
  ['grade v2', bodyOf(GRADE_V2)],
  ['grade v2 with bad data', bodyOf({ ...GRADE_V2, data: { source: 4 } })],
  ['256 KiB', GOOD.padEnd(262_144, ' ')],
  ['256 KiB and a byte', GOOD.padEnd(262_145, ' ')],
  ['a megabyte and more', GOOD.padEnd(1_048_577, ' ')],
  ['30 levels', nest(30)],
  ['31 levels', nest(31)],
  ['100,000 levels', nest(100_000)],
  ['200,000 brackets', '['.repeat(200_000)],
  ['40,000 wrong risk flags', bodyOf(buildReported({ data: { riskFlags: many(40_000, 0) } }))],
  ['51 equal risk flags', bodyOf(buildReported({ data: { riskFlags: many(51, 'cce') } }))],
  ['50 wrong risk flags', bodyOf(buildReported({ data: { riskFlags: many(50, 'x') } }))],
  [
    'the good risk flag comes too late',
    bodyOf(buildReported({ data: { riskFlags: [...many(50, 'x'), 'cce'] } })),
  ],
  ['500 unknown fields', bodyOf(buildReported({ data: { ...unknownFields, lookedAfter: 'yes' } }))],
  [
    '500 unknown fields in a rejected one',
    bodyOf(buildFound({ data: { ...unknownFields, foundAt: 'x' } })),
  ],
  ['number beyond the doubles', GOOD.replace('"Bus station"', '1e999')],
  [
    'everything wrong',
    bodyOf(buildFound({ time: 'now', source: 'x', id: '', data: { foundAt: 'then' } })),
  ],
  ['older words of risk', GOOD.replace('"medium"', '"no-apparent-risk"')],
  ['absent as risk', GOOD.replace('"medium"', '"absent"')],
  ['direction controls in a name', GOOD.replace('"Sam"', '" \\u202eSa\\u0301m "')],
  [
    'offset of the summer',
    GOOD.replace('2026-11-20T22:41:00Z', '2026-10-25T01:30:00.123456789+01:00'),
  ],
  ['placeholder NHS number', GOOD.replace('943 476 5870', '1111111111')],
];

const FOUND_ELSEWHERE = JSON.parse(
  readFileSync(join(import.meta.dirname, 'found-elsewhere.json'), 'utf8'),
) as readonly string[];

/** The messages of the corpus: name and body. Names are unique. */
export const CORPUS: readonly Message[] = [
  ...new Map([
    ...Object.entries(FULL).flatMap((full) => [
      [full[0], bodyOf(full[1])] as const,
      ...replaced(full),
      ...added(full),
      ...combined(full),
    ]),
    ...PECULIAR,
    ...FOUND_ELSEWHERE.map((body, index): Message => [`found elsewhere ${index + 1}`, body]),
  ]),
];
