import type { Step, Steps } from './grid.ts';

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
