import type { Composition } from './composition.ts';
import { createSentenceLabels, viewLabels } from '../themes/labels.ts';
import type { Evidence } from '../themes/evidence.ts';
import type { Signal } from './signal.ts';
import type { SignalStore } from './signals.ts';
import { type Result, NOT_FOUND } from '../kernel/result.ts';
import { type Caller, belongsTo } from '../access/caller.ts';
import { type SignalDetailView, SIGNAL_NOTES, viewSignalWithLife } from './signals-api.ts';
import { readCatalogue } from '../intelligence/list-codes.ts';
import type { ThemeReader } from '../themes/theme-store.ts';
import type { IsPublicType } from '../themes/hotspots.ts';
import { COUNTS_CANNOT_TELL } from '../themes/statistics-fields.ts';
import type { StatisticsDependencies } from '../themes/parse-statistics-query.ts';

interface Dependencies extends StatisticsDependencies {
  readonly signals: Pick<SignalStore, 'readSignal'>;
  readonly themes: Pick<ThemeReader, 'listEvidence'>;
}

type Reference = SignalDetailView['evidence']['standing'][number];

const LISTS = ['harm', 'context', 'place-type', 'platform', 'provenance'] as const;

const referenceTo = (
  { evidenceId, week, locality, theme, item }: Evidence,
  isPublicType: IsPublicType,
): readonly Reference[] => {
  if (theme.kind !== 'harm') return [];
  const { harm, context } = theme;
  const placeType = item?.placeType ?? null;
  const isPublic = placeType !== null && isPublicType(placeType);
  const point = isPublic ? (item?.place?.point ?? null) : null;
  return [{ evidenceId, week, locality, harm, context, point }];
};

/** Evidence that a corrected debrief gave another theme or place still stands, and is shown as it is now. */
const standingOf = async (
  { themes }: Dependencies,
  { authority, evidence, evidenceFrom, lastWeek }: Signal,
): Promise<readonly Evidence[]> => {
  const known = new Set(evidence);
  const all = await themes.listEvidence({ authority, from: evidenceFrom, to: lastWeek });
  return all.filter(({ evidenceId }) => known.has(evidenceId));
};

const viewMadeOf = (madeOf: Composition): SignalDetailView['madeOf'] => ({
  counts: madeOf.counts,
  contexts: [...madeOf.contexts],
  placeNames: [...madeOf.placeNames],
  placeTypes: [...madeOf.placeTypes],
  platforms: [...madeOf.platforms],
  weekdays: [...madeOf.weekdays],
  times: [...madeOf.times],
  provenance: [...madeOf.provenance],
  confidence: [...madeOf.confidence],
});

/** A signal in full, for people of its authority. It names no child; that it was read changes nothing. */
export const readSignal = async (
  ports: Dependencies,
  signalId: string,
  caller: Caller,
): Promise<Result<SignalDetailView>> => {
  const signal = await ports.signals.readSignal(signalId);
  if (signal === null || !belongsTo(caller, signal.authority)) return NOT_FOUND;
  const authority = ports.directory.authorities.find(({ code }) => code === signal.authority);
  if (authority === undefined) return NOT_FOUND;
  const [catalogue, standing] = await Promise.all([
    readCatalogue(ports, signal.authority),
    standingOf(ports, signal),
  ]);
  const { isPublicType } = createSentenceLabels(catalogue, authority);
  return {
    value: {
      ...viewSignalWithLife(signal),
      evidenceFrom: signal.evidenceFrom,
      madeOf: viewMadeOf(signal.madeOf),
      evidence: {
        found: signal.evidence.length,
        standing: standing.flatMap((one) => referenceTo(one, isPublicType)),
      },
      labels: viewLabels(authority, catalogue, LISTS),
      notes: [...SIGNAL_NOTES],
      limits: COUNTS_CANNOT_TELL,
    },
  };
};
