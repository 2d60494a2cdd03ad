import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import * as z from 'zod';
import type { ClockSetting } from './clock.ts';
import { replaceFile } from './replace-file.ts';

const SETTING = z.tuple([z.number(), z.number()]);

/** A kill may have cut the last line short: it was never in force then. */
const readLine = (line: string): ClockSetting[] => {
  try {
    const [fromWallMs, offsetMs] = SETTING.parse(JSON.parse(line));
    return [{ fromWallMs, offsetMs }];
  } catch {
    return [];
  }
};

/** The clock's settings of earlier runs in this file, oldest first. */
export const readClockHistory = (file: string): readonly ClockSetting[] => {
  if (!existsSync(file)) return [];
  const history = readFileSync(file, 'utf8').split('\n').flatMap(readLine);
  replaceFile(file, history.map(lineOf).join(''));
  return history;
};

/** Keeps one setting more, before anything can be stamped with it. */
export const appendClockSetting = (file: string, setting: ClockSetting): void => {
  appendFileSync(file, lineOf(setting));
};

const lineOf = ({ fromWallMs, offsetMs }: ClockSetting): string =>
  `${JSON.stringify([fromWallMs, offsetMs])}\n`;
