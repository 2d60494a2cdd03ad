import { describe, expect, it } from 'vitest';
import type { Debrief } from '../../../shared/episodes/debrief.ts';
import { buildDebrief, buildItem, buildPlace } from '../../support/debriefs.ts';
import { DIRECTORY } from '../../support/directory.ts';
import { buildItemCodes } from '../../support/evidence.ts';
import { at } from '../../support/facts.ts';
import { createEvidence, type EvidenceFacts } from '../../../shared/themes/make-evidence.ts';

const NORFOLK = 'E10000020';

const made = (debrief: Partial<Debrief>, about: Partial<EvidenceFacts> = {}) =>
  createEvidence(
    {
      episode: { episodeId: 'ep-1', responsibleAuthority: NORFOLK, locality: 'norwich' },
      childId: 'child-1',
      debrief: buildDebrief(debrief),
      ...about,
    },
    DIRECTORY,
  );

const items = [
  buildItem({ number: 1 }),
  buildItem({ number: 2, harm: 'online-harm', context: 'online' }),
];

describe('a debrief', () => {
  it('gives one piece of evidence for each item and each coded push and pull factor', () => {
    const sections = { push: ['bullying', 'isolation'], pull: ['friends'], help: ['activities'] };
    expect(made({ items, sections }).map(({ theme }) => theme)).toEqual([
      { kind: 'harm', harm: 'child-criminal-exploitation', context: 'transport' },
      { kind: 'harm', harm: 'online-harm', context: 'online' },
      { kind: 'push', factor: 'bullying' },
      { kind: 'push', factor: 'isolation' },
      { kind: 'pull', factor: 'friends' },
    ]);
  });

  it('without items and factors gives none', () => {
    expect(made({ sections: { help: ['activities'] } })).toEqual([]);
  });

  it('gives the same ids again for the same facts, and no id twice', () => {
    const sections = { push: ['friends'], pull: ['friends', 'friends'] };
    const ids = made({ items, sections }).map(({ evidenceId }) => evidenceId);
    expect(made({ items, sections }).map(({ evidenceId }) => evidenceId)).toEqual(ids);
    expect(new Set(ids).size).toBe(4);
    expect(ids).toHaveLength(4);
  });

  it('that corrects another gives evidence of its own', () => {
    const [first] = made({ items });
    const [corrected] = made({ items, debriefId: 'deb-2' });
    expect(corrected?.evidenceId).not.toBe(first?.evidenceId);
  });
});

describe('evidence', () => {
  it('of a debrief that moved to a further episode is not removed with that of the first', () => {
    const idsIn = (episodeId: string) =>
      made(
        { items, sections: { push: ['bullying'] } },
        { episode: { episodeId, responsibleAuthority: NORFOLK, locality: 'norwich' } },
      ).map(({ evidenceId }) => evidenceId);
    const all = [idsIn('ep-1'), idsIn('ep-1-2'), idsIn('ep-1-3')].flat();
    expect(new Set(all).size).toBe(9);
  });

  it('holds the codes of its item, without the theme, and none for a factor', () => {
    const [ofItem] = made({ items });
    expect(ofItem?.item).toEqual(buildItemCodes());
    const [ofFactor] = made({ sections: { pull: ['gang'] } });
    expect(ofFactor?.item).toBeNull();
  });

  it('says about whom, by whom and when it was disclosed', () => {
    const [one] = made({ items, interviewee: 'parent-or-carer' });
    expect(one).toMatchObject({
      episodeId: 'ep-1',
      taskId: 'rhi-1',
      debriefId: 'deb-1',
      owner: NORFOLK,
      childKey: 'child-1',
      interviewee: 'parent-or-carer',
      disclosedAt: at('2026-11-17T16:00Z'),
    });
  });

  it('distinguishes children by their episodes while the child is not known', () => {
    expect(made({ items }, { childId: null })[0]?.childKey).toBe('ep-1');
  });

  it('counts in the week in which it was disclosed, by the London calendar', () => {
    const weekAt = (instant: string) => made({ items, heldAt: at(instant) })[0]?.week;
    // In summer, Sunday 23:30 UTC is Monday in London; in winter it is not.
    expect(weekAt('2026-07-05T22:59:59.999Z')).toBe('2026-W27');
    expect(weekAt('2026-07-05T23:00Z')).toBe('2026-W28');
    expect(weekAt('2026-11-15T23:30Z')).toBe('2026-W46');
    expect(weekAt('2027-01-03T12:00Z')).toBe('2026-W53');
  });

  it('keeps both areas: where the place lies, and where the child lives', () => {
    const place = buildPlace({ postcode: 'DT1 1AA' });
    const [elsewhere] = made({ items: [buildItem({ place })] });
    expect(elsewhere).toMatchObject({
      authority: 'E06000059',
      locality: 'dorchester',
      owner: NORFOLK,
      placeArea: { authority: 'E06000059', locality: 'dorchester' },
      childArea: { authority: NORFOLK, locality: 'norwich' },
    });
  });

  it('of a factor counts where the child lives, or as unknown', () => {
    const sections = { push: ['bullying'] };
    expect(made({ sections })[0]).toMatchObject({ locality: 'norwich', placeArea: null });
    const episode = { episodeId: 'ep-1', responsibleAuthority: NORFOLK, locality: null };
    expect(made({ sections }, { episode })[0]).toMatchObject({
      authority: NORFOLK,
      locality: 'unknown',
      childArea: null,
    });
  });
});
