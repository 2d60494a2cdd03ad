import { UNKNOWN_LOCALITY, OUTSIDE_LOCALITY } from '../../directory/authority.ts';

export interface ThemeInWords {
  readonly children: number;
  readonly harm: string;
  readonly context: string | null;
  readonly locality: string | readonly string[];
  readonly weeks: number;
  readonly usual: number | null;
  /** Probability of this count or more by chance. */
  readonly exceedance: number | null;
  readonly throughCarers?: number;
}

const joinWords = (words: readonly string[]): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1) ?? ''}`;

export const describeLocalities = (localities: readonly string[]): string => {
  const named = localities.filter((name) => name !== UNKNOWN_LOCALITY && name !== OUTSIDE_LOCALITY);
  return joinWords([
    ...(named.length > 0 ? [`in ${joinWords(named)}`] : []),
    ...(localities.includes(OUTSIDE_LOCALITY) ? ['outside the areas covered here'] : []),
    ...(localities.includes(UNKNOWN_LOCALITY) ? ['in places not known'] : []),
  ]);
};

export const formatChildren = (count: number): string => {
  if (count === 0) return 'No children';
  return count === 1 ? '1 child' : `${count} children`;
};

const describeCarers = (children: number, throughCarers: number): string => {
  if (throughCarers === 0) return '';
  const all = children === 1 ? '' : 'all of them ';
  return `, ${throughCarers < children ? `${throughCarers} of them ` : all}through a parent or carer`;
};

export const describeUsual = (usual: number): string => {
  if (usual < 0.05) return 'hardly any would be usual';
  const digits = usual < 9.95 ? 1 : 0;
  return `about ${usual.toFixed(digits).replace(/\.0$/, '')} would be usual`;
};

const RARE = 1e-6;

/** The nearest, in proportion, of 1, 2 or 5 times a power of ten. */
const roundTimes = (times: number): number => {
  const power = 10 ** Math.floor(Math.log10(times));
  const lead = times / power;
  if (lead < Math.sqrt(2)) return power;
  if (lead < Math.sqrt(10)) return 2 * power;
  return lead < Math.sqrt(50) ? 5 * power : 10 * power;
};

export const describeChance = (exceedance: number): string => {
  if (exceedance >= 0.5) return 'a count this high often comes by chance';
  if (exceedance < RARE) return 'a count this high comes by chance less than 1 time in 1,000,000';
  const times = roundTimes(1 / exceedance).toLocaleString('en-GB');
  return `a count this high comes by chance about 1 time in ${times}`;
};

const describeWhat = ({
  children,
  harm,
  context,
  locality,
  weeks,
  throughCarers = 0,
}: ThemeInWords) => {
  const where = describeLocalities(typeof locality === 'string' ? [locality] : locality);
  const when = weeks === 1 ? 'in the last week' : `in the last ${weeks} weeks`;
  const what = [harm, context ?? '', where, when].filter((part) => part !== '').join(' ');
  return `${formatChildren(children)} disclosed ${what}${describeCarers(children, throughCarers)}`;
};

export const describeTheme = (figures: ThemeInWords): string => {
  const { children, usual, exceedance } = figures;
  if (usual === null)
    return `${describeWhat(figures)}; too little is recorded yet to say what is usual.`;
  const chance = exceedance === null || children === 0 ? [] : [describeChance(exceedance)];
  return `${[describeWhat(figures), describeUsual(usual), ...chance].join('; ')}.`;
};
