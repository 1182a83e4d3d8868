/** The operations of kernels/recurrent/index.ts, in its numbering. */
export const codes = {
  barrier: 0,
  toLanes: 1,
  fromLanes: 2,
  pack: 3,
  fill: 4,
  lstmForward: 5,
  lstmBackward: 6,
  gruForward: 7,
  gruBackward: 8,
  simpleForward: 9,
  simpleBackward: 10,
  outer: 11,
  sumFrames: 12,
  reduce: 13,
  copy: 14,
  dense: 15,
  activate: 16,
  activateBackward: 17,
  gruAfterForward: 18,
  gruAfterBackward: 19,
} as const;

/** The activations of kernels/recurrent/activation.ts. */
export const activations = { linear: 0, tanh: 1, relu: 2, sigmoid: 3 } as const;

export type Activation = keyof typeof activations;
