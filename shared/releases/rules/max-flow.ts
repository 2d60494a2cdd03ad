import { type Step, type Steps, endsOf, type Grid } from './grid.ts';

/** What it costs to take a step; infinite when it cannot be taken. */
export type StepPrice = (step: Step) => number;

/** What is known of a node while paths are looked for. */
interface Node {
  cost: number;
  /** The last step of the cheapest way to it, and where that step began. */
  by: Step | null;
  from: number;
  done: boolean;
}

const nearestOf = (nodes: readonly Node[]): number => {
  let nearest = -1;
  let least = Infinity;
  for (const [at, { cost, done }] of nodes.entries()) {
    if (!done && cost < least) [nearest, least] = [at, cost];
  }
  return nearest;
};

const wayTo = (goal: number, nodes: readonly Node[]): readonly Step[] => {
  const way: Step[] = [];
  for (let node = nodes[goal]; node?.by; node = nodes[node.from]) way.push(node.by);
  return way;
};

const goOn = (nodes: readonly Node[], at: number, steps: Steps, priceOf: StepPrice): void => {
  const cost = nodes[at]?.cost ?? Infinity;
  for (const step of steps[at] ?? []) {
    const next = nodes[step.to];
    if (next === undefined || next.done) continue;
    const there = cost + priceOf(step);
    if (there < next.cost) Object.assign(next, { cost: there, by: step, from: at });
  }
};

/** The cheapest path from one node to another (Dijkstra); null when none can be gone. */
export const findPath = (
  steps: Steps,
  start: number,
  goal: number,
  priceOf: StepPrice,
): readonly Step[] | null => {
  const nodes = steps.map((_, at): Node => ({
    cost: at === start ? 0 : Infinity,
    by: null,
    from: at,
    done: false,
  }));
  for (;;) {
    const at = nearestOf(nodes);
    const node = nodes[at];
    if (node === undefined) return null;
    if (at === goal) return wayTo(goal, nodes);
    node.done = true;
    goOn(nodes, at, steps, priceOf);
  }
};

/** What may move in a table, seen by whoever knows what is shown. */
export interface Leeway {
  readonly grid: Grid;
  readonly steps: Steps;
  /** By how much each figure can be lower than it is; higher they can all be. */
  readonly room: readonly number[];
}

/** How far a figure could be raised, and which others move with it, by how much. */
export interface Raised {
  readonly by: number;
  readonly moved: ReadonlyMap<number, number>;
}

/** What it costs to let a figure move: nothing when it is hidden, infinite when it has to stay. */
export type MovePrice = (figure: number) => number;

/**
 * Raises a figure by up to so much, with all sums kept: the greatest flow that can come back from its end to its
 * beginning, along the cheapest paths first. With only hidden figures moving (price nothing), a figure that cannot be
 * raised by so much is known to lie below that: in a two-way table these bounds are exact (Gusfield 1988).
 */
export const raiseFigure = (
  { grid, steps, room }: Leeway,
  figure: number,
  upTo: number,
  priceOf: MovePrice,
): Raised => {
  const { from, to } = endsOf(grid, figure);
  const moved = new Map<number, number>();
  const roomFor = ({ figure: other, raises }: Step): number =>
    raises ? Infinity : (room[other] ?? 0) + (moved.get(other) ?? 0);
  const priceOfStep = (step: Step): number => {
    if (step.figure === figure || roomFor(step) <= 0) return Infinity;
    return moved.has(step.figure) ? 0 : priceOf(step.figure);
  };
  let by = 0;
  while (by < upTo) {
    const path = findPath(steps, to, from, priceOfStep);
    if (path === null) break;
    const amount = Math.min(upTo - by, ...path.map(roomFor));
    for (const { figure: other, raises } of path) {
      moved.set(other, (moved.get(other) ?? 0) + (raises ? amount : -amount));
    }
    by += amount;
  }
  return { by, moved: new Map([...moved].filter(([, amount]) => amount !== 0)) };
};
