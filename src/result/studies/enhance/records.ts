import type { Records } from '../records';

/** One held-out sequence, [steps][columns], in the data's own units. */
export interface EnhancedPicture {
  spoiled: number[][];
  enhanced: number[][];
  clean: number[][];
}

/** How near a network brings held-out values to clean ones. */
export interface EnhancePoint {
  name: string;
  /** The repetition, from 1. */
  repetition: number;
  /** Mean squared errors, in the data's own units. */
  errorBefore: number;
  errorAfter: number;
  /** Peak signal-to-noise ratios, and their difference, dB. */
  psnrBefore: number;
  psnrAfter: number;
  gain: number;
  /** The PSNR of the best line through each spoiled value alone, one line a column: what needs no network. */
  psnrLine: number;
  /** Of each value about its clean one, in the config's unit, if both are Gaussian: by their correlation. */
  informationBefore: number;
  informationAfter: number;
  /**
   * Lower bounds on the information of the spoiled value, and of what the network tells of a value (with its variance,
   * where it learns one), about the clean value, in the config's unit, by InfoNCE; absent in older documents.
   */
  leastBefore?: number;
  leastAfter?: number;
  /** Structural similarity (Wang et al. 2004) of sequences that are pictures. */
  ssimBefore?: number;
  ssimAfter?: number;
  /** Visual information fidelity (Sheikh and Bovik 2006), at one scale. */
  vifBefore?: number;
  vifAfter?: number;
  /** Of the first repetition, where it is small. */
  picture?: EnhancedPicture;
}

/** Networks that give clean values back. */
export interface EnhanceLists {
  enhance: EnhancePoint;
}

export const enhanceRecords = {
  enhance: {
    key: ['name', 'repetition'],
    form: { name: 'text', repetition: 'number', psnrBefore: 'number', psnrAfter: 'number' },
  },
} as const satisfies Records<EnhanceLists>;
