import type { StudyName } from '../../config/schema/studies/studyNames';
import { compress } from './compress/compress';
import { select } from './select/select';
import type { Study } from './study';

/** The work of each study. */
export const studies: Readonly<Record<StudyName, Study>> = { select, compress };
