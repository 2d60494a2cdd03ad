import { hash } from '../../shared/kernel/hash.ts';
import type { IntelligenceItem, IntelligencePlace } from '../../shared/intelligence/item.ts';
import type { Evidence } from '../../shared/themes/evidence.ts';
import { at } from './facts.ts';
import { type Cell, countCell } from '../../shared/themes/cell.ts';
import { findStartOfWeek } from '../../shared/kernel/iso-week.ts';
import { formatThemeKey } from '../../shared/themes/theme.ts';
import type { ThemeStore } from '../../shared/themes/theme-store.ts';

/** The codes of an item with few details. */
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

/** One child of Norwich disclosed criminal exploitation at a transport hub, in the week of 16 November 2026. */
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

/** A well-known public place. */
export const BUS_STATION: IntelligencePlace = {
  key: 'pl-bus-station',
  name: 'Riverside bus station',
  postcode: 'NR1 1EF',
  point: { latitude: 52.627, longitude: 1.307 },
};

/** What a child disclosed; ids are as the service makes them, with one debrief a child and week. */
export const buildChildEvidence = (child: string, about: Partial<Evidence> = {}): Evidence => {
  const week = about.week ?? '2026-W47';
  const episode = hash('episode-of', child, week);
  return buildEvidence({
    childKey: `chi-${hash('child', child)}`,
    episodeId: `ep-${episode}`,
    taskId: `rhi-${episode}`,
    debriefId: `deb-${episode}`,
    disclosedAt: findStartOfWeek(week),
    ...about,
  });
};

/** An item that a child disclosed, by its codes. */
export const buildChildItem = (
  child: string,
  codes: Partial<IntelligenceItem>,
  about: Partial<Evidence> = {},
): Evidence => buildChildEvidence(child, { item: buildItemCodes(codes), ...about });

/** A harm in its context. */
export const buildHarmTheme = (harm: string, context: string): Evidence['theme'] => ({
  kind: 'harm',
  harm,
  context,
});

/** The cells of some evidence, counted as the store counts them. */
export const countAllCells = (evidence: readonly Evidence[]): readonly Cell[] =>
  [
    ...Map.groupBy(
      evidence,
      ({ authority, locality, week, theme }) =>
        `${authority} ${week} ${locality} ${formatThemeKey(theme)}`,
    ).values(),
  ].flatMap((alike) => {
    const [first] = alike;
    return first === undefined ? [] : (countCell(first, alike) ?? []);
  });

/**
 * Writes evidence as the evidence function does: replaced, its cells counted, completed. A test of the themes module
 * holds its shape against what that function makes of a debrief.
 */
export const writeThemes = async (
  themes: ThemeStore,
  ...evidence: readonly Evidence[]
): Promise<void> => {
  for (const [episodeId, alike] of Map.groupBy(evidence, (one) => one.episodeId)) {
    const replaced = await themes.replaceEvidence(await themes.readSource(episodeId), alike);
    if (replaced === 'conflict') throw new Error('Nobody else writes here.');
    for (const one of alike) await themes.writeCell(one);
    const version = { hash: hash(JSON.stringify(alike)), episodeVersion: 1 };
    await themes.completeEvidence(replaced, alike, version);
  }
};
