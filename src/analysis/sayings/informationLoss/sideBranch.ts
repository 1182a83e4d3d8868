import { upperEnd } from '../../../result/upperEnd';
import type { ResultIndex } from '../../../result/resultIndex';
import { behind, type ChainLink } from './chain';

/**
 * Whether another branch beside a layer, of something that both read, holds more about the target at the last step: the
 * other direction of a layer, or one beside it. What the layer has less of is then not lost to the network.
 * @param heads names of layers that give the answers, which have no branch beside them
 */
export function isHeldBeside(
  index: ResultIndex,
  chain: readonly ChainLink[],
  name: string,
  heads: ReadonlySet<string>,
): boolean {
  const own = index.atEnd('outputInformation', name);
  const reads = chain.find(({ layer }) => layer.name === name)?.reads;
  if (!own || !reads || heads.has(name)) return false;
  const feeds = readersOf(chain, name);
  return chain.some(({ layer, reads: others }) => {
    if (layer.name === name || heads.has(layer.name) || !others.some((read) => reads.includes(read))) return false;
    if (behind(chain, name).includes(layer.name) || behind(chain, layer.name).includes(name)) return false;
    // What nothing reads that reads the layer too is no part of the same answer.
    if (feeds.size > 0 && !isMet(feeds, readersOf(chain, layer.name))) return false;
    return (index.atEnd('outputInformation', layer.name)?.low ?? 0) > upperEnd(own);
  });
}

const readersOf = (chain: readonly ChainLink[], name: string): ReadonlySet<string> => new Set(behind(chain, name));

const isMet = (one: ReadonlySet<string>, other: ReadonlySet<string>): boolean =>
  [...one].some((name) => other.has(name));
