import { hash } from '../../shared/kernel/hash.ts';
import type { IntelligenceItem } from '../../shared/intelligence/item.ts';
import type { Evidence } from '../../shared/themes/evidence.ts';
import { at } from './facts.ts';

/** The codes of an item that nobody said much about. */
export const buildItemCodes = (
  about: Partial<IntelligenceItem> = {},
): Omit<IntelligenceItem, 'harm' | 'context'> => ({
  number: 1,
  placeType: null,
  itemClass: 'location',
  provenance: 'was-there',
  confidence: 'medium',
  place: null,
  people: [],
  transport: null,
  online: null,
  weekday: null,
  timeOfDay: null,
  forPolice: false,
  ...about,
});

/** One child of Norwich told of criminal exploitation at a transport hub, in the week of 16 November 2026. */
export const buildEvidence = (about: Partial<Evidence> = {}): Evidence => {
  const childKey = about.childKey ?? 'child-1';
  const whole: Omit<Evidence, 'evidenceId'> = {
    authority: 'E10000020',
    locality: 'norwich',
    week: '2026-W47',
    theme: { kind: 'harm', harm: 'child-criminal-exploitation', context: 'transport' },
    episodeId: `ep-${childKey}`,
    taskId: `rhi-${childKey}`,
    debriefId: `deb-${childKey}`,
    owner: 'E10000020',
    childKey,
    interviewee: 'child',
    disclosedAt: at('2026-11-17T16:00Z'),
    placeArea: null,
    childArea: { authority: 'E10000020', locality: 'norwich' },
    item: buildItemCodes(),
    ...about,
  };
  return { ...whole, evidenceId: about.evidenceId ?? `evi-${hash(JSON.stringify(whole))}` };
};
