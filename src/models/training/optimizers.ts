/** Changes `parameters` in place, given the gradient of the loss. */
export interface Optimizer {
  step(parameters: Float32Array, gradient: Float32Array): void;
}

type OptimizerName = 'adam' | 'sgd' | 'rmsprop';

/** Optimisers with Keras's constants. They update one flat vector, with the same result on every backend. */
export function createOptimizer(name: OptimizerName, learningRate: number, size: number): Optimizer {
  switch (name) {
    case 'adam':
      return adam(learningRate, size);
    case 'rmsprop':
      return rmsprop(learningRate, size);
    case 'sgd':
      return {
        step: (parameters, gradient) => {
          for (let i = 0; i < size; i++) parameters[i] -= learningRate * gradient[i];
        },
      };
  }
}

/** Kingma and Ba 2015, algorithm 1, in the form of its section 2, where the step size includes the bias corrections. */
function adam(learningRate: number, size: number): Optimizer {
  const beta1 = 0.9;
  const beta2 = 0.999;
  const epsilon = 1e-7;
  const first = new Float32Array(size);
  const second = new Float32Array(size);
  let steps = 0;
  return {
    step: (parameters, gradient) => {
      steps++;
      const rate = (learningRate * Math.sqrt(1 - beta2 ** steps)) / (1 - beta1 ** steps);
      for (let i = 0; i < size; i++) {
        const g = gradient[i];
        const m = beta1 * first[i] + (1 - beta1) * g;
        const v = beta2 * second[i] + (1 - beta2) * g * g;
        first[i] = m;
        second[i] = v;
        parameters[i] -= (rate * m) / (Math.sqrt(v) + epsilon);
      }
    },
  };
}

/** Tieleman and Hinton 2012, without momentum. */
function rmsprop(learningRate: number, size: number): Optimizer {
  const decay = 0.9;
  const epsilon = 1e-7;
  const second = new Float32Array(size);
  return {
    step: (parameters, gradient) => {
      for (let i = 0; i < size; i++) {
        const g = gradient[i];
        const v = decay * second[i] + (1 - decay) * g * g;
        second[i] = v;
        parameters[i] -= (learningRate * g) / (Math.sqrt(v) + epsilon);
      }
    },
  };
}

/** Scales `gradient` in place so that its Euclidean norm is at most `largest`. */
export function clipNorm(gradient: Float32Array, largest: number): void {
  let squares = 0;
  for (const g of gradient) squares += g * g;
  const norm = Math.sqrt(squares);
  if (norm <= largest) return;
  const scale = largest / norm;
  for (let i = 0; i < gradient.length; i++) gradient[i] *= scale;
}
