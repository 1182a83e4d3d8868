import { sentence, type Sentence } from '../base/sentence';
import type { Assumption } from '../information/types/assumption';

/** Every model in words that follow "assumes". */
const words: Readonly<Record<Assumption, Sentence>> = {
  gaussianCopula: sentence('a Gaussian copula'),
  studentCopula: sentence('a Student copula'),
  gaussian: sentence('jointly normal variables'),
  nearestNeighbors: sentence('even densities between neighbours'),
  curvedMaps: sentence('a Gaussian copula after curved maps'),
  gaussianClasses: sentence('normal densities within classes'),
  gaussianMixture: sentence('a mixture of normal densities'),
  filledTable: sentence('a table with samples in every cell'),
  unseenSymbols: sentence('unseen symbols like the seen ones'),
  bins: sentence('bins in place of the variables'),
  kernel: sentence('a density of noise kernels'),
  learned: sentence('that training found all there is'),
  distantRows: sentence('that rows far apart in time are independent'),
  rareStates: sentence('that rare states are like those seen'),
  independentInputs: sentence('that inputs of different steps are independent'),
  functionOfInput: sentence('that the states are a function of the recorded input'),
  fittedDensity: sentence('a fitted density'),
};

export const assumptionWords = (assumption: Assumption): Sentence => words[assumption];
