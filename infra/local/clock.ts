import { toInstant } from '../../shared/kernel/instant.ts';
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import * as z from 'zod';
import { type Instant, toMs } from '../../shared/kernel/instant.ts';
import { replaceFile } from './data-folder.ts';

/** From this moment of the wall clock on, local time is wall time plus the offset. Milliseconds. */
export interface ClockSetting {
  readonly fromWallMs: number;
  readonly offsetMs: number;
}

export interface LocalClockOptions {
  readonly wallNow: () => number;
  readonly history?: readonly ClockSetting[];
  readonly onSetting?: (setting: ClockSetting) => void;
}

/** Local time: it ticks as the wall clock does, but can be set. */
export interface LocalClock {
  now(): Instant;
  nowMs(): number;
  atWallMs(wallMs: number): number;
  /** The clock ticks on from this local moment. No schedule runs. */
  setTo(localMs: number): void;
}

const findPositionAfter = (settings: readonly ClockSetting[], wallMs: number): number => {
  let [low, high] = [0, settings.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((settings[middle]?.fromWallMs ?? Infinity) <= wallMs) low = middle + 1;
    else high = middle;
  }
  return low;
};

export const createLocalClock = (options: LocalClockOptions): LocalClock => {
  const settings = [...(options.history ?? [])];
  // The wall clock may be put back; the history may not.
  const wallNow = (): number =>
    Math.max(options.wallNow(), settings.at(-1)?.fromWallMs ?? -Infinity);
  const offsetAt = (wallMs: number): number =>
    settings[Math.max(0, findPositionAfter(settings, wallMs) - 1)]?.offsetMs ?? 0;
  const nowMs = (): number => {
    const wallMs = wallNow();
    return wallMs + offsetAt(wallMs);
  };
  return {
    now: () => toInstant(nowMs()),
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

const SETTING = z.tuple([z.number(), z.number()]);

/** A kill may have cut the last line short. That setting was never in force. */
const readLine = (line: string): ClockSetting[] => {
  try {
    const [fromWallMs, offsetMs] = SETTING.parse(JSON.parse(line));
    return [{ fromWallMs, offsetMs }];
  } catch {
    return [];
  }
};

export const readClockHistory = (file: string): readonly ClockSetting[] => {
  if (!existsSync(file)) return [];
  const history = readFileSync(file, 'utf8').split('\n').flatMap(readLine);
  replaceFile(file, history.map(formatLine).join(''));
  return history;
};

export const appendClockSetting = (file: string, setting: ClockSetting): void => {
  appendFileSync(file, formatLine(setting));
};

const formatLine = ({ fromWallMs, offsetMs }: ClockSetting): string =>
  `${JSON.stringify([fromWallMs, offsetMs])}\n`;

export const readWallClock = (): number => Date.now();

/** Begins at `start` if given, else where the file's history ends, else at the wall clock. */
export const startClock = (start: Instant | null, file: string | null): LocalClock => {
  const history = file === null ? [] : readClockHistory(file);
  const clock = createLocalClock({
    wallNow: readWallClock,
    history,
    onSetting: (setting) => {
      if (file !== null) appendClockSetting(file, setting);
    },
  });
  if (start !== null) clock.setTo(toMs(start));
  else if (history.length === 0) clock.setTo(readWallClock());
  return clock;
};
