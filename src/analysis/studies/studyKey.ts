import type { StudyName } from '../../config/schema/studies/studyNames';
import { stageKey } from '../cache/key';
import type { StudyContext } from './study';

/**
 * Names something that a study computes, by the data, the network and the training.
 * @param what all else that it depends on, the study's own settings among it
 */
export function studyKey(study: StudyName, what: object, { config, datasetKey, given, backend }: StudyContext): string {
  const {
    model: { name, ...model },
    training,
    seed,
    analysis: { neighbors },
  } = config;
  return stageKey(`study ${study}`, {
    ...what,
    datasetKey,
    model,
    given: given?.hash,
    training,
    seed,
    neighbors,
    backend: backend.backend,
    version: backend.version,
    kernel: backend.kernel.name,
  });
}
