import { createHmac } from 'node:crypto';

/** Makes ids that nobody can find again by trying references or identifiers, without the key of the stage. */
export interface EpisodeIds {
  /** An episode is identified by its force and the missing person reference (police contract). */
  readonly makeEpisodeId: (force: string, reference: string) => string;
  /** The same for the same value of the same kind of identifier. */
  readonly hashIdentifier: (kind: string, ...values: readonly string[]) => string;
  /** Of the key: a table that was begun with another one is refused. */
  readonly fingerprint: string;
}

/** The first 128 bits of HMAC-SHA-256, in hex. */
const createKeyedHash =
  (key: string) =>
  (...parts: readonly string[]): string =>
    createHmac('sha256', key).update(JSON.stringify(parts)).digest('hex').slice(0, 32);

export const createEpisodeIds = (key: string): EpisodeIds => {
  const hash = createKeyedHash(key);
  return {
    makeEpisodeId: (force, reference) => `ep-${hash('episode', force, reference)}`,
    hashIdentifier: (kind, ...values) => hash(kind, ...values),
    fingerprint: hash('fingerprint'),
  };
};

const refuse = (): never => {
  throw new Error('This function has no key for ids.');
};

/** For functions that only read and change episodes that there are: they are not given the key. */
export const NO_IDS: EpisodeIds = {
  makeEpisodeId: refuse,
  hashIdentifier: refuse,
  fingerprint: '',
};
