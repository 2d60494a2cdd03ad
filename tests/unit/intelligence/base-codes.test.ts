import { describe, expect, it } from 'vitest';
import { debriefBodySchema } from '../../../shared/episodes/debrief-api.ts';
import { buildDebriefBody } from '../../support/work-bodies.ts';
import { CODE_LISTS, type CodeListName } from '../../../shared/directory/code.ts';
import { BASE_CODES } from '../../support/debriefs.ts';

const labelsOf = (list: CodeListName): readonly string[] =>
  BASE_CODES.filter((code) => code.list === list).map(({ label }) => label.toLowerCase());

/** What the field calls them (docs/domain.md; Working Together; Leeds for the classes). */
const FIELD: Readonly<Partial<Record<CodeListName, readonly string[]>>> = {
  harm: [
    'child sexual exploitation',
    'child criminal exploitation',
    'county lines',
    'serious youth violence',
    'modern slavery or trafficking',
    'substance misuse',
    'online harm',
    'teenage relationship abuse',
    'harmful sexual behaviour',
    'radicalisation',
    'self-harm',
    'mental health',
    'neglect or abuse at home',
    'family conflict',
  ],
  context: [
    'home and family',
    'peer group',
    'school and education',
    'neighbourhood and public places',
    'transport',
    'online',
  ],
  'place-type': [
    'park',
    'school',
    'high street or shopping centre',
    'youth club',
    'fast-food outlet',
    'transport hub',
    'housing estate',
    "children's home",
    'private address',
    'licensed premises',
    'hotel',
    'gaming or social platform',
  ],
  'item-class': [
    'identity',
    'media and contact details',
    'transport',
    'finance',
    'location',
    'behaviour',
    'relationship',
  ],
  role: ['peer', 'adult of concern', 'victim', 'witness'],
};

describe('the base codes', () => {
  it.each(Object.entries(FIELD))('of %s are those of the field, each once', (list, labels) => {
    expect(labelsOf(list as CodeListName)).toEqual(labels);
  });

  it('say how a child knows: saw, was there, heard, online', () => {
    const provenance = BASE_CODES.filter(({ list }) => list === 'provenance');
    expect(provenance.map(({ code }) => code)).toEqual(['saw', 'was-there', 'was-told', 'online']);
  });

  it('are in every list, of no authority, and without an end', () => {
    for (const list of CODE_LISTS) expect(labelsOf(list)).not.toEqual([]);
    for (const { authority, validFrom, validUntil } of BASE_CODES) {
      expect([authority, validFrom, validUntil]).toEqual([null, null, null]);
    }
  });

  it('of harm are all accepted in the harm section of a debrief', () => {
    const harm = BASE_CODES.filter(({ list }) => list === 'harm').map(({ code }) => code);
    const body = debriefBodySchema.parse(buildDebriefBody('1', { sections: { harm } }));
    expect(body.sections.harm).toEqual(harm);
  });

  it("give no name to a private address, a children's home or a platform", () => {
    const types = BASE_CODES.filter(({ list }) => list === 'place-type');
    expect(types.filter(({ publicPlace }) => !publicPlace).map(({ code }) => code)).toEqual([
      'childrens-home',
      'private-address',
      'gaming-or-social-platform',
    ]);
  });

  it('fit into the sentence of a theme: every harm and every context has its phrase', () => {
    const disclosed = BASE_CODES.filter(({ list }) => list === 'harm' || list === 'context');
    expect(disclosed.filter(({ phrase }) => phrase === null)).toEqual([]);
  });

  it('are short enough for a debrief', () => {
    expect(BASE_CODES.filter(({ code }) => code.length > 64)).toEqual([]);
  });
});
