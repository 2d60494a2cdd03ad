import type { Directory } from '../../domain/authority.ts';
import type { Backoff } from '../../ports.ts';
import type { Tokens } from '../../ports/calendars.ts';
import type { CodeStore } from '../../ports/codes.ts';
import type { ReleaseReader, ReleaseStore } from '../../ports/releases.ts';
import type { ThemeReader } from '../../ports/themes.ts';

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
