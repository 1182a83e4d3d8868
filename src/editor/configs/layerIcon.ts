import { isRecurrentType } from '../../config/layers/layerTraits';

/**
 * The icon of a layer in the tree: one for layers that keep a state from step to step, one for all others.
 * @param recurrent from the run's result; without a run the layer's type decides
 */
export const layerIcon = ({ type, recurrent }: { readonly type: string; readonly recurrent?: boolean }): string =>
  (recurrent ?? isRecurrentType(type)) ? 'sync' : 'layers';
