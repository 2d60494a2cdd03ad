import type { Directory } from '../directory/authority.ts';
import type { Backoff } from '../episodes/ports.ts';
import type { Tokens } from '../casework/calendars.ts';
import type { CodeStore } from '../intelligence/codes.ts';
import type { ReleaseReader, ReleaseStore } from './releases.ts';
import type { ThemeReader } from '../themes/themes.ts';

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
