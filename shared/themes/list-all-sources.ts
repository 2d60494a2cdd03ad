import type { Directory } from '../directory/authority.ts';
import type { ChangedSource, EvidenceSourceList } from '../episodes/evidence-work.ts';
import type { ThemeStore } from './themes.ts';

/** As many as DynamoDB reads at once. */
const PAGE = 100;

interface ListPorts {
  readonly evidenceSources: EvidenceSourceList;
  readonly directory: Directory;
}

/** Page by page, every episode of our authorities that has, or had, a debrief. */
export async function* pageSources({
  evidenceSources,
  directory,
}: ListPorts): AsyncGenerator<readonly ChangedSource[]> {
  for (const { code } of directory.authorities) {
    let after: string | null = null;
    do {
      const page = await evidenceSources.listSources({ authority: code, after, limit: PAGE });
      yield page.items;
      ({ after } = page);
    } while (after !== null);
  }
}

/** And those of which evidence stands, though the facts may know of them no more; by id, each once. */
export const listAllSources = async (
  ports: ListPorts & { readonly themes: Pick<ThemeStore, 'listSourceIds'> },
): Promise<readonly string[]> => {
  const ids = new Set(await ports.themes.listSourceIds());
  for await (const page of pageSources(ports)) {
    for (const { episodeId } of page) ids.add(episodeId);
  }
  return [...ids].sort();
};
