/** Stands with every view of the localities' picture (issue of the house: counts that are read as more than they are). */
export const COUNTS_CANNOT_TELL =
  'Only children who were offered and accepted a return home interview, or for whom a parent or carer spoke, are in these counts, and of them only what they told. They cannot tell how often something happens, and a place without counts is not a safe place.';
