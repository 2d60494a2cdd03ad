import { type Interviewee, INTERVIEWEES } from '../../episodes/action.ts';
import type { Evidence } from '../../themes/evidence.ts';

/** On how many debriefs a picture rests. */
export interface DebriefsBehind {
  /** By who spoke. */
  readonly debriefs: Readonly<Record<Interviewee, number>>;
  /** Of these, those of children whom another authority looks after. */
  readonly ofOtherAuthorities: number;
}

const countDebriefs = (evidence: readonly Evidence[]): number =>
  new Set(evidence.map(({ debriefId }) => debriefId)).size;

/** The distinct debriefs behind the evidence of an authority's locality. */
export const debriefsBehind = (
  evidence: readonly Evidence[],
  authority: string,
): DebriefsBehind => ({
  debriefs: Object.fromEntries(
    INTERVIEWEES.map((interviewee) => [
      interviewee,
      countDebriefs(evidence.filter((one) => one.interviewee === interviewee)),
    ]),
  ) as Record<Interviewee, number>,
  ofOtherAuthorities: countDebriefs(evidence.filter(({ owner }) => owner !== authority)),
});
