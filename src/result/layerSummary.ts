export interface LayerSummary {
  name: string;
  type: string;
  units: number;
  recurrent: boolean;
  /** False for layers without estimates of their own (dropout). */
  analysed: boolean;
  parameters: number;
  /**
   * 5 bits per parameter, in bits whatever the unit: about as much of its training set as a recurrent layer can store
   * in its weights, over all sequences together (Collins, Sohl-Dickstein and Sussillo 2017). It limits memorisation in
   * the weights, not the state's information about one sequence.
   */
  parameterBits?: number;
  /** Numbers that a recurrent layer carries from one step to the next; absent for others and where nobody knows. */
  stateSize?: number;
}
