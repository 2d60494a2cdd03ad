import type { SimulationOptions } from './create-world.ts';
import type { SimulationEvent } from './event.ts';
import { type DrawnRun, replayRun, type SimulationResult } from './run-simulation.ts';

type Breaks = (events: readonly SimulationEvent[]) => Promise<boolean>;

/** Leaves out parts of the list, first large ones, then single ones (delta debugging, Zeller 1999). */
const leaveOut = async <T>(
  list: readonly T[],
  stillBreaks: (shorter: readonly T[]) => Promise<boolean>,
): Promise<readonly T[]> => {
  let kept = list;
  for (let size = Math.ceil(kept.length / 2); size >= 1;) {
    const before = kept.length;
    for (let start = kept.length - size; start > -size; start -= size) {
      const shorter = [...kept.slice(0, Math.max(0, start)), ...kept.slice(start + size)];
      if (shorter.length < kept.length && (await stillBreaks(shorter))) kept = shorter;
    }
    if (size > 1) size = Math.ceil(size / 2);
    else if (kept.length === before) break;
  }
  return kept;
};

/** Of what happens at the same time, and of the faults in it, only what is needed. */
const simplify = async (
  events: readonly SimulationEvent[],
  breaks: Breaks,
): Promise<readonly SimulationEvent[]> => {
  let simple = events;
  for (const [at, event] of events.entries()) {
    if (event.kind !== 'work') continue;
    const tryParts = (parts: Partial<typeof event>): Promise<boolean> =>
      breaks(simple.with(at, { ...event, ...parts }));
    const steps = await leaveOut(event.steps, (shorter) => tryParts({ steps: shorter }));
    const faults = await leaveOut(event.faults, (shorter) => tryParts({ steps, faults: shorter }));
    const skewMs = (await tryParts({ steps, faults, skewMs: 0 })) ? 0 : event.skewMs;
    simple = simple.with(at, { ...event, steps, faults, skewMs });
  }
  return simple;
};

/** The shortest sequence of events found that breaks the first rule that this run breaks. */
export const shrinkRun = async (
  run: DrawnRun,
  options: SimulationOptions,
): Promise<SimulationResult> => {
  const whole = await replayRun(run, options);
  const rule = whole.violations[0]?.rule;
  if (rule === undefined) return whole;
  let shortest = whole;
  const breaks: Breaks = async (events) => {
    const result = await replayRun({ ...run, events }, options);
    const isBroken = result.violations.some((violation) => violation.rule === rule);
    if (isBroken) shortest = result;
    return isBroken;
  };
  const fewer = await leaveOut(run.events, breaks);
  await breaks(await leaveOut(await simplify(fewer, breaks), breaks));
  return shortest;
};
