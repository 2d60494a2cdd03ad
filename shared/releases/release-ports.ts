import type { Directory } from '../directory/authority.ts';
import type { CodeStore } from '../intelligence/codes.ts';
import type { ReleaseReader, ReleaseStore } from './releases.ts';
import type { ThemeReader } from '../themes/themes.ts';
import type { Backoff } from '../kernel/back-off.ts';
import type { Tokens } from '../kernel/random-token.ts';

/** What it takes to make a release. */
export interface ReleasePorts {
  readonly releases: ReleaseStore;
  readonly themes: Pick<ThemeReader, 'listCells'>;
  readonly codes: Pick<CodeStore, 'listCodes'>;
  readonly directory: Directory;
  /** Chance that nobody outside can know. */
  readonly makeToken: Tokens;
  readonly backOff: Backoff;
}

/** And to read one. */
export interface ReleaseReadPorts {
  readonly releases: ReleaseReader;
  readonly directory: Directory;
}
