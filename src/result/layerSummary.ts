export interface LayerSummary {
  name: string;
  type: string;
  units: number;
  recurrent: boolean;
  /** False for layers without estimates of their own (dropout). */
  analysed: boolean;
  parameters: number;
  /**
   * 5 bits a parameter, in bits whatever the unit: about as much of its training set as a recurrent layer can store in
   * its weights, over all sequences together (Collins, Sohl-Dickstein and Sussillo 2017). A bound on what is learned by
   * heart, not on what the state holds of one sequence.
   */
  parameterBits?: number;
}
