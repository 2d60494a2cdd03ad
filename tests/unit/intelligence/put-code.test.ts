import type { Code } from '../../../shared/directory/code.ts';
import { describe, expect, it } from 'vitest';
import { checkOwnCode } from '../../../shared/intelligence/put-code.ts';
import { BASE_CODES, buildCode } from '../../support/debriefs.ts';

const broken = (about: Partial<Code>, own: readonly Code[] = []) =>
  checkOwnCode(buildCode(about), BASE_CODES, own).map(({ code, path }) => `${code} ${path}`);

describe("an authority's own code", () => {
  it('is added beside the base codes, also when another list has the label', () => {
    expect(broken({ list: 'platform', code: 'chatty' })).toEqual([]);
    expect(broken({ list: 'platform', code: 'bus' })).toEqual([]);
  });

  it('never changes a base code', () => {
    expect(broken({ list: 'platform', code: 'gaming' })).toEqual(['shared-code /code']);
  });

  it('is a public place only when it is a type of place', () => {
    expect(broken({ list: 'role', publicPlace: true })).toEqual(['invalid-value /publicPlace']);
    expect(broken({ list: 'place-type', publicPlace: true })).toEqual([]);
  });

  it('stays a public place, or none: places were recorded by it', () => {
    const own = [buildCode({ list: 'place-type', publicPlace: true })];
    expect(broken({ list: 'place-type' }, own)).toEqual(['invalid-value /publicPlace']);
    const ended = { list: 'place-type', publicPlace: true, validUntil: '2026-11-30' } as const;
    expect(broken(ended, own)).toEqual([]);
  });

  it('ends on its first day at the earliest', () => {
    const validFrom = '2026-11-13';
    expect(broken({ validFrom, validUntil: validFrom })).toEqual([]);
    expect(broken({ validFrom, validUntil: '2026-11-12' })).toEqual([
      'days-in-wrong-order /validUntil',
    ]);
  });
});
