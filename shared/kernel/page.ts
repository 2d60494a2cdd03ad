/** One page of a list: pass `after` back to read the next; null when there is no more. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly after: string | null;
}

/** Each page of a list in turn; the next is read only when it is asked for. */
export async function* readPages<T>(
  readPage: (after: string | null) => Promise<Page<T>>,
): AsyncGenerator<readonly T[], undefined> {
  let after: string | null = null;
  do {
    const page: Page<T> = await readPage(after);
    yield page.items;
    ({ after } = page);
  } while (after !== null);
}
