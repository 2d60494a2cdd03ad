import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { hash } from '../../../shared/kernel/hash.ts';

export interface Random {
  /** A whole number, both ends included. */
  integer(least: number, most: number): number;
  /** A number from `least` up to, not including, `most`. */
  uniform(least: number, most: number): number;
  /** Like `uniform`, but as often between 1 and 2 as between 2 and 4. */
  logUniform(least: number, most: number): number;
  exponential(mean: number): number;
  happens(probability: number): boolean;
  pick<T>(list: readonly T[]): T;
  /** The weights need not add up to 1. */
  pickWeighted<T extends string>(weights: Readonly<Record<T, number>>): T;
}

const readLast = <T>(list: readonly T[]): T => {
  const last = list.at(-1);
  if (last === undefined) throw new Error('Nothing to pick from.');
  return last;
};

const pickByWeight = <T extends string>(weights: Readonly<Record<T, number>>, drawn: number): T => {
  const words = Object.keys(weights) as T[];
  const total = words.reduce((sum, word) => sum + weights[word], 0);
  let left = drawn * total;
  return words.find((word) => (left -= weights[word]) < 0) ?? readLast(words);
};

/** Each set of keys has its own sequence: using one never changes another. */
export const createRandom = (...keys: readonly (string | number)[]): Random => {
  const generator = xoroshiro128plus(Number.parseInt(hash(...keys.map(String)).slice(0, 8), 16));
  const real = (): number => uniformFloat64(generator);
  const uniform = (least: number, most: number): number => least + (most - least) * real();
  return {
    integer: (least, most) => uniformInt(generator, least, most),
    uniform,
    logUniform: (least, most) => Math.exp(uniform(Math.log(least), Math.log(most))),
    exponential: (mean) => -mean * Math.log(1 - real()),
    happens: (probability) => real() < probability,
    pick: (list) => list[uniformInt(generator, 0, list.length - 1)] ?? readLast(list),
    pickWeighted: (weights) => pickByWeight(weights, real()),
  };
};
