import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createReplyEvent } from '../../../shared/intake/send-reply.ts';
import {
  createReportWorld,
  EPISODE,
  REFERENCE,
  REPORT_TEXT,
  TASK,
  ZUBAIDA,
} from '../../support/report-world.ts';
import { buildItemBody } from '../../support/work-bodies.ts';
import {
  amongWords,
  nameVariants,
  numberVariants,
  dateVariants,
} from '../../support/name-variants.ts';

const SECRETS = [
  ...['Zubaida', 'Falkenrath', 'Zubi'].map((name) => ({ name })),
  ...['NR3 1AU', 'NR7 0AA', '9434765870', 'B801200005001', 'PP-880123', 'N000123'].map(
    (number) => ({ number }),
  ),
  ...[REFERENCE, EPISODE, TASK, 'SC482910'].map((number) => ({ number })),
  { date: ZUBAIDA.dateOfBirth ?? '' },
  { plain: 'Oakdale Grange' },
  { plain: '14 Larkspur Avenue' },
];
type Secret = (typeof SECRETS)[number];

const spell = (secret: Secret): fc.Arbitrary<string> => {
  if ('name' in secret) return nameVariants(secret.name);
  if ('number' in secret) return numberVariants(secret.number);
  if ('date' in secret) return dateVariants(secret.date);
  return fc.constantFrom(secret.plain, secret.plain.toUpperCase());
};

/** In which words of a report something is planted. */
const POSITIONS = [
  'text',
  'conditions',
  'itemText',
  'nickname',
  'description',
  'handle',
  'placeName',
] as const;

const anyPlant = fc.record({
  position: fc.constantFrom(...POSITIONS),
  planted: fc
    .constantFrom(...SECRETS)
    .chain(spell)
    .chain(amongWords),
});

/** Independent of the check: letters and digits, whatever is between them. */
const plain = (text: string): string =>
  text
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]/g, '');

const FORBIDDEN = [
  ...['Zubaida', 'Falkenrath', 'Zubi', 'Oakdale Grange', '14 Larkspur Avenue', 'Larkspur'],
  ...['NR3 1AU', 'NR7 0AA', '9434765870', 'B801200005001', 'PP-880123', 'N000123', 'SC482910'],
  ...['2011-05-09', '09/05/2011', '9 May 2011', REFERENCE, EPISODE, TASK, 'child-1'],
].map(plain);

const worldWith = (position: (typeof POSITIONS)[number], planted: string) => {
  const within = (one: (typeof POSITIONS)[number]) => (position === one ? { [one]: planted } : {});
  return createReportWorld([
    buildItemBody({
      forPolice: true,
      place: position === 'placeName' ? { name: planted, postcode: 'NR1 1EF' } : 'unknown',
      people: [{ kind: 'person', role: 'peer', ...within('nickname'), ...within('description') }],
      ...(position === 'handle' && { online: { platform: 'gaming', handle: planted } }),
    }),
  ]);
};

describe('a report in which anything of the child is planted', () => {
  it('is refused, or leaves without it', async () => {
    await fc.assert(
      fc.asyncProperty(anyPlant, async ({ position, planted }) => {
        const world = await worldWith(position, planted);
        const sent = await world.send({
          text: position === 'text' ? planted : REPORT_TEXT,
          ...(position === 'conditions' && { handling: 'C', conditions: planted }),
          ...(position === 'itemText' && { itemTexts: [{ item: 1, text: planted }] }),
        });
        const events = (await world.listPendingReports()).map(createReplyEvent);
        if ('refusal' in sent) {
          expect(events).toEqual([]);
          expect(sent.refusal).toMatchObject({ problem: 'invalid-body' });
          expect(JSON.stringify(sent.refusal)).not.toMatch(/zubaida|falkenrath|larkspur/i);
        } else {
          expect(position).toBe('placeName');
          const sent = plain(JSON.stringify(events));
          expect(FORBIDDEN.filter((value) => sent.includes(value))).toEqual([]);
        }
      }),
      { numRuns: 80 },
    );
  });
});
