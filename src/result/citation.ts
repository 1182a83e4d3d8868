import type { Estimate, ExactLine } from './estimate';
import type { InformationLoss } from './informationLoss';
import type { Measured } from './measured';
import type { MemoryFit } from './memoryFit';
import type { Prediction } from './prediction';
import type { BiasPoint } from './bias';
import type { StudyPoint, StudySource } from './studies';
import type { TrainingRecord } from './training';

/** Where one number of a sentence stands in the document. */
export interface Citation {
  /** The place of the number among the sentence's arguments; in a list within an argument, the place there as well. */
  readonly arg: number;
  readonly part?: number;
  /** Which number of each source. */
  readonly field: string;
  /** How one number comes of several: `less` is the first less the second. Absent: there is one source. */
  readonly by?: 'sum' | 'mean' | 'least' | 'most' | 'less';
  /** What the number is multiplied by before it is printed: steps of a sequence, bits of a byte. */
  readonly times?: number;
  readonly of: readonly Source[];
}

/** One record of the document, of the sentence's own network unless it names another. */
export type Source = { readonly network?: string } & (
  | ({ readonly in: 'estimates' } & EstimateKey)
  | ({ readonly in: 'exact' } & Pick<ExactLine, 'quantity' | 'source' | 'target' | 'time' | 'lag'>)
  | ({ readonly in: 'predictions' } & Pick<Prediction, 'head' | 'epoch' | 'time' | 'set'>)
  | ({ readonly in: 'training' } & Pick<TrainingRecord, 'epoch'>)
  | ({ readonly in: 'fits' } & Pick<MemoryFit, 'layer' | 'variable' | 'epoch'>)
  | ({ readonly in: 'attention' | 'coding' } & Pick<MemoryFit, 'layer' | 'epoch'>)
  | ({ readonly in: 'studies' } & Pick<StudyPoint, 'study' | 'method' | 'size' | 'repetition'>)
  | StudySource
  | ({ readonly in: 'bias' } & Pick<
      BiasPoint,
      'quantity' | 'source' | 'target' | 'time' | 'epoch' | 'beside' | 'parts'
    >)
  | ({ readonly in: 'measured' } & Pick<
      Measured,
      'measure' | 'layer' | 'epoch' | 'time' | 'lag' | 'degree' | 'member' | 'target' | 'gate'
    >)
  | { readonly in: 'chances'; readonly target: string }
  /** `bestCodes`: the best code at the beta of a trained one. */
  | { readonly in: 'bottleneck' | 'bestCodes' | 'criticalBetas'; readonly beta: number }
  | ({ readonly in: 'losses' } & Pick<InformationLoss, 'quantity' | 'from' | 'to' | 'time' | 'lag'>)
);

export type EstimateKey = Pick<
  Estimate,
  'quantity' | 'source' | 'target' | 'time' | 'lag' | 'from' | 'ahead' | 'epoch' | 'beside' | 'set' | 'variable'
>;
