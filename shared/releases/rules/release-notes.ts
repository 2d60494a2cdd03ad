/** How a release is to be read: it goes with every one of them. */
export const releaseNotes = (threshold: number): readonly string[] => [
  `[c] stands for a figure that is confidential. It is hidden because it is of fewer than ${threshold} children, or so that others that are cannot be worked out from it. It tells nothing of the figure, which may be 0.`,
  'A child is counted once in each locality and harm, however often they told of it in the quarter. Totals add these up: a child who told of two harms, or of two localities, is in a total twice.',
  'Percentages are of figures that are shown, in whole numbers: of a harm in a locality, of the total of the locality; of a total, of the grand total.',
  'A later release of the same quarter also hides what an earlier one hid, and what has changed by few since. Releases of different quarters are not to be added: a child may be in several.',
];
