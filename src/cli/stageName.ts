import type { Progress } from '../result/progress';

/** A stage of a run as terminals and agents name it. */
export const stageName = (stage: Progress['stage']): string => (stage === 'sharpening' ? 'closer limits' : stage);
