/** Where children live or are placed: an authority and the force that serves it. */
export interface Area {
  readonly authority: string;
  readonly force: string;
  readonly referencePrefix: string;
  /** Its local authority number in the Department for Education's list: unique pupil numbers begin with it. */
  readonly schoolAuthority: string;
  readonly districts: Readonly<Record<string, number>>;
}

export interface County extends Area {
  readonly exchanges: readonly Area[];
}

const WALTHAM_FOREST: Area = {
  authority: 'E09000031',
  force: 'E23000001',
  referencePrefix: 'MP',
  schoolAuthority: '320',
  districts: { E4: 2, E10: 3, E17: 5 },
};

const DORSET: Area = {
  authority: 'E06000059',
  force: 'E23000039',
  referencePrefix: 'DP',
  schoolAuthority: '838',
  districts: { DT1: 3, DT4: 4, DT6: 1, BH20: 1, BH21: 2 },
};

const KIRKLEES: Area = {
  authority: 'E08000034',
  force: 'E23000010',
  referencePrefix: 'WY',
  schoolAuthority: '382',
  districts: { HD1: 3, HD5: 2, WF13: 3, WF17: 2 },
};

/** Norfolk by districts that each belong to one locality of its file in `shared/directory/authorities`. */
export const NORFOLK: County = {
  authority: 'E10000020',
  force: 'E23000024',
  referencePrefix: 'NC',
  schoolAuthority: '926',
  districts: {
    NR1: 8,
    NR2: 6,
    NR3: 9,
    NR4: 2,
    NR5: 6,
    NR6: 4,
    NR7: 5,
    NR8: 3,
    NR9: 2,
    NR10: 2,
    NR13: 2,
    NR14: 1,
    NR17: 2,
    NR18: 2,
    NR19: 4,
    NR21: 2,
    NR26: 1,
    NR27: 2,
    NR28: 2,
    NR29: 1,
    NR30: 9,
    NR31: 6,
    IP22: 2,
    IP24: 5,
    IP25: 2,
    PE30: 8,
    PE36: 1,
    PE37: 2,
    PE38: 2,
  },
  exchanges: [WALTHAM_FOREST, DORSET, KIRKLEES],
};
