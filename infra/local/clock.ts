import type { Instant } from '../../shared/kernel/instant.ts';
import { instantFromMs } from '../../shared/kernel/instant.ts';

/** From this moment of the wall clock on, local time is wall time plus the offset. Milliseconds. */
export interface ClockSetting {
  readonly fromWallMs: number;
  readonly offsetMs: number;
}

export interface LocalClockOptions {
  /** Reads the wall clock; milliseconds since 1970 UTC. */
  readonly wallNow: () => number;
  /** Settings of an earlier run, oldest first. */
  readonly history?: readonly ClockSetting[];
  /** Called with each new setting, to keep it. */
  readonly onSetting?: (setting: ClockSetting) => void;
}

/** Local time: ticks as the wall clock does, but can be put to another moment. */
export interface LocalClock {
  now(): Instant;
  nowMs(): number;
  /** The local time that was in force at a moment of the wall clock; the latest, if several were. */
  atWallMs(wallMs: number): number;
  /** Puts the clock to this local moment; it ticks on from there. No schedule runs. */
  setTo(localMs: number): void;
}

/** The place after the last setting that was in force at this moment of the wall clock. */
const placeAfter = (settings: readonly ClockSetting[], wallMs: number): number => {
  let [low, high] = [0, settings.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((settings[middle]?.fromWallMs ?? Infinity) <= wallMs) low = middle + 1;
    else high = middle;
  }
  return low;
};

/** Makes a clock that follows the wall clock until it is set. */
export const createLocalClock = (options: LocalClockOptions): LocalClock => {
  const settings = [...(options.history ?? [])];
  // The wall clock may be put back; the history may not.
  const wallNow = (): number =>
    Math.max(options.wallNow(), settings.at(-1)?.fromWallMs ?? -Infinity);
  const offsetAt = (wallMs: number): number =>
    settings[Math.max(0, placeAfter(settings, wallMs) - 1)]?.offsetMs ?? 0;
  const nowMs = (): number => {
    const wallMs = wallNow();
    return wallMs + offsetAt(wallMs);
  };
  return {
    now: () => instantFromMs(nowMs()),
    nowMs,
    atWallMs: (wallMs) => wallMs + offsetAt(wallMs),
    setTo: (localMs) => {
      const fromWallMs = wallNow();
      const setting = { fromWallMs, offsetMs: localMs - fromWallMs };
      settings.push(setting);
      options.onSetting?.(setting);
    },
  };
};
