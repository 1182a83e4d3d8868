import { isRecurrentType } from '../../config/layers/layerTraits';

/**
 * The icon of a layer in the tree: one for layers that keep a state from step to step, one for all others.
 * @param recurrent what a run says of the layer; without a run its type decides
 */
export const layerIcon = ({ type, recurrent }: { readonly type: string; readonly recurrent?: boolean }): string =>
  (recurrent ?? isRecurrentType(type)) ? 'sync' : 'layers';
