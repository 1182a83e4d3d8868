import type { Quantity } from '../result/result';

/** What each quantity is, as it follows "It is". */
export const meanings: Readonly<Record<Quantity, string>> = {
  inputInformation:
    'how much the state knows about all the input so far, I(X_{1:t};H_t), of the state with its declared or own noise',
  historyInformation: 'how much the state knows about the state one step before, I(H_{t-1};H_t)',
  outputInformation: 'how much the state tells about the target, I(H_t;Y): what a best read-out could use',
  layerInformation: 'how much the states of two layers tell about each other at the same step',
  memory: 'how much the state knows about the single input of so many steps ago, I(X_{t-s};H_t)',
  conditionalMemory:
    'what the input of so many steps ago adds once all later inputs are known; over all lags it adds up to I(X;H)',
  memoryNull: 'the memory estimate after the pairing of states and inputs is broken: what chance alone reads',
  lagRelevance: 'how much one input tells about the target, I(X_{t-s};Y_t); it belongs to the data, not to the network',
  predictiveInformation: 'how much the state tells about the inputs to come, I(H_t;X_{t+1:t+k})',
  stateCapacity: 'the most that a state of this variance with its noise can hold, the capacity of a Gaussian channel',
  entropy: 'how uncertain the variable itself is, H; no information about it can be larger',
  rate: 'what the code of a bottleneck keeps about the input, I(X;Z), mostly as an upper bound',
  relevance: 'what the code of a bottleneck tells about the target, I(Z;Y)',
  infomax: 'the information by the critic that was trained with the network, an objective rather than a measurement',
};
