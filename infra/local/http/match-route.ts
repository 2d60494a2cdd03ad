import type { RouteModel } from '../template/stack-model.ts';

/** A route that takes a request, with the values of its path's variables. */
export interface RouteMatch {
  readonly route: RouteModel;
  readonly pathParameters: Readonly<Record<string, string>>;
}

const DEFAULT_ROUTE = '$default';

/** Fixed text before a variable, a variable before the rest of the path. */
const rank = (segment: string): number =>
  /\+\}$/.test(segment) ? 2 : segment.startsWith('{') ? 1 : 0;

/** Text that sorts the more specific of two routes first, a named method before ANY. */
const specificity = ({ key }: RouteModel): string => {
  if (key === DEFAULT_ROUTE) return '9';
  const [method = '', path = ''] = key.split(' ');
  const segments = path.split('/').slice(1).map(rank).join('');
  return `${segments} ${method === 'ANY' ? 1 : 0}`;
};

const bySpecificity = (a: RouteModel, b: RouteModel): number =>
  specificity(a) < specificity(b) ? -1 : 1;

const matchSegments = (
  pattern: readonly string[],
  path: readonly string[],
): Record<string, string> | null => {
  const values: Record<string, string> = {};
  for (const [place, segment] of pattern.entries()) {
    const [, name, greedy] = /^\{([^+}]+)(\+?)\}$/.exec(segment) ?? [];
    const found = greedy === '+' ? path.slice(place).join('/') : path[place];
    if (found === undefined || (name !== undefined && found === '')) return null;
    if (name === undefined && found !== segment) return null;
    if (name !== undefined) values[name] = found;
    if (greedy === '+') return values;
  }
  return pattern.length === path.length ? values : null;
};

const matchOne = (route: RouteModel, method: string, path: string): RouteMatch | null => {
  if (route.key === DEFAULT_ROUTE) return { route, pathParameters: {} };
  const [wanted, pattern = ''] = route.key.split(' ');
  if (wanted !== 'ANY' && wanted !== method) return null;
  const values = matchSegments(pattern.split('/').slice(1), path.split('/').slice(1));
  return values === null ? null : { route, pathParameters: values };
};

/** The route that API Gateway would choose for a request: the most specific; null when there is none. */
export const matchRoute = (
  routes: readonly RouteModel[],
  method: string,
  path: string,
): RouteMatch | null => {
  for (const route of [...routes].sort(bySpecificity)) {
    const match = matchOne(route, method, path);
    if (match !== null) return match;
  }
  return null;
};
