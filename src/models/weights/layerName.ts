import { isReserved } from '../../config/checks/reservedNames';
import { namePattern } from '../../config/schema/namePattern';

/** The name of a file's layer as a layer of a config may have it: "encoder.rnn" is encoder_rnn. */
export function layerName(name: string): string {
  const plain = name.replace(/[^\w-]+/g, '_');
  return namePattern.test(plain) && !isReserved(plain) ? plain : `layer_${plain}`;
}
