import { METHOD_NAME_ALL } from 'hono/router';
import { TrieRouter } from 'hono/router/trie-router';
import type { RouteModel } from '../template/stack-model.ts';

export interface RouteMatch {
  readonly route: RouteModel;
  readonly pathParameters: Readonly<Record<string, string>>;
}

/** Fixed text comes before a variable, and a variable before the rest of the path. */
const rankSegment = (segment: string): number =>
  segment.endsWith('+}') ? 2 : segment.startsWith('{') ? 1 : 0;

const buildSortKey = ({ key }: RouteModel): string => {
  if (key === '$default') return '9';
  const [method = '', path = ''] = key.split(' ');
  return `${path.split('/').slice(1).map(rankSegment).join('')} ${method === 'ANY' ? 1 : 0}`;
};

const formatHonoPath = (path: string): string =>
  path.replaceAll(/\{([^+}]+)(\+?)\}/g, (_, name: string, greedy) =>
    greedy === '+' ? `:${name}{.+}` : `:${name}`,
  );

/** Finds the route that API Gateway would choose: the most specific. Null when there is none. */
export const createRouteMatcher = (
  routes: readonly RouteModel[],
): ((method: string, path: string) => RouteMatch | null) => {
  const router = new TrieRouter<RouteModel>();
  const inOrder = routes.toSorted((a, b) => (buildSortKey(a) < buildSortKey(b) ? -1 : 1));
  for (const route of inOrder) {
    const [method = '', path = '*'] = route.key.split(' ');
    const isAny = method === 'ANY' || method === '$default';
    router.add(isAny ? METHOD_NAME_ALL : method, formatHonoPath(path), route);
  }
  return (method, path) => {
    const [first] = router.match(method, path)[0];
    // The trie router gives values, unlike hono's other routers, which give positions.
    return first === undefined
      ? null
      : { route: first[0], pathParameters: first[1] as Record<string, string> };
  };
};
