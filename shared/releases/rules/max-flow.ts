import { type Edge, type Edges, findEnds, type Grid } from './grid.ts';

type EdgeCost = (edge: Edge) => number;

interface Node {
  cost: number;
  by: Edge | null;
  from: number;
  done: boolean;
}

const findNearest = (nodes: readonly Node[]): number => {
  let nearest = -1;
  let least = Infinity;
  for (const [at, { cost, done }] of nodes.entries()) {
    if (!done && cost < least) [nearest, least] = [at, cost];
  }
  return nearest;
};

const listPathTo = (goal: number, nodes: readonly Node[]): readonly Edge[] => {
  const path: Edge[] = [];
  for (let node = nodes[goal]; node?.by; node = nodes[node.from]) path.push(node.by);
  return path;
};

const relaxEdges = (nodes: readonly Node[], at: number, edges: Edges, findCost: EdgeCost): void => {
  const cost = nodes[at]?.cost ?? Infinity;
  for (const edge of edges[at] ?? []) {
    const next = nodes[edge.to];
    if (next === undefined || next.done) continue;
    const through = cost + findCost(edge);
    if (through < next.cost) Object.assign(next, { cost: through, by: edge, from: at });
  }
};

const findCheapestPath = (
  edges: Edges,
  start: number,
  goal: number,
  findCost: EdgeCost,
): readonly Edge[] | null => {
  const nodes = edges.map((_, at): Node => ({
    cost: at === start ? 0 : Infinity,
    by: null,
    from: at,
    done: false,
  }));
  for (;;) {
    const at = findNearest(nodes);
    const node = nodes[at];
    if (node === undefined) return null;
    if (at === goal) return listPathTo(goal, nodes);
    node.done = true;
    relaxEdges(nodes, at, edges, findCost);
  }
};

/** The values that an outside reader must think possible. */
export interface FeasibleRange {
  readonly grid: Grid;
  readonly edges: Edges;
  /** By how much each figure could be lower than it is. There is no limit to how much higher. */
  readonly slack: readonly number[];
}

export interface MaxFlow {
  readonly amount: number;
  readonly changes: ReadonlyMap<number, number>;
}

/** The cost of suppressing a figure: 0 when it is suppressed already, infinite when it must be shown. */
export type SuppressionCost = (figure: number) => number;

/**
 * By how much, up to `limit`, a figure could be higher with all sums kept: the maximum flow from its end back to its
 * beginning, by the cheapest paths first. In a two-way table these bounds are exact (Gusfield 1988), so when only
 * suppressed figures may change, a figure that cannot rise by `limit` is known to lie below that.
 */
export const findMaxFlow = (
  { grid, edges, slack }: FeasibleRange,
  figure: number,
  limit: number,
  findCost: SuppressionCost,
): MaxFlow => {
  const { from, to } = findEnds(grid, figure);
  const changes = new Map<number, number>();
  const findCapacity = ({ figure: other, raises }: Edge): number =>
    raises ? Infinity : (slack[other] ?? 0) + (changes.get(other) ?? 0);
  const findEdgeCost = (edge: Edge): number => {
    if (edge.figure === figure || findCapacity(edge) <= 0) return Infinity;
    return changes.has(edge.figure) ? 0 : findCost(edge.figure);
  };
  let amount = 0;
  while (amount < limit) {
    const path = findCheapestPath(edges, to, from, findEdgeCost);
    if (path === null) break;
    const step = Math.min(limit - amount, ...path.map(findCapacity));
    for (const { figure: other, raises } of path) {
      changes.set(other, (changes.get(other) ?? 0) + (raises ? step : -step));
    }
    amount += step;
  }
  return { amount, changes: new Map([...changes].filter(([, change]) => change !== 0)) };
};
