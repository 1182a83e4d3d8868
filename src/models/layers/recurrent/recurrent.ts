import { lastOf } from '../steps';
import * as tf from '@tensorflow/tfjs-core';
import { innerBottleneck } from '../../../config/layers/layerTraits';
import { stateKind, stateSize } from '../../../config/layers/wholeState';
import type { NamedLayerConfig } from '../../../config/schema/layers';
import type { RecurrentLayerConfig } from '../../../config/schema/recurrentCells';
import type { WeightSpec } from '../../network/parameters';
import type { RecurrentKernel } from '../../kernels/recurrentKernel';
import { cellWeights, runCell } from './cell';
import type { RecurrentCell } from './cells/recurrentCell';
import { cellFor } from './cells/table';
import { normals } from '../draw';
import { priorOf, ratePenalty, runDrawn } from './innerBottleneck';
import type { Layer, LayerOutput, Pass } from '../layer';
import { stepGates, wholeStates } from './wholeState';

export class RecurrentLayer implements Layer {
  readonly recurrent = true;
  readonly stochastic: boolean;
  readonly name: string;
  readonly type: string;
  readonly units: number;
  readonly stateSize: number | undefined;
  readonly weights: readonly WeightSpec[];
  private readonly cell: RecurrentCell;

  /** @param sequences whether the layer returns every step, or only the last one */
  constructor(
    private readonly config: RecurrentLayerConfig & NamedLayerConfig,
    inputs: number,
    private readonly sequences: boolean,
    private readonly kernel: RecurrentKernel,
  ) {
    this.name = config.name;
    this.type = config.type;
    this.units = config.units;
    this.stateSize = stateSize(config);
    this.stochastic = config.noise !== undefined || innerBottleneck(config) !== undefined;
    this.cell = cellFor(config);
    this.weights = cellWeights(config.name, config, inputs);
  }

  apply(x: tf.Tensor3D, weights: readonly tf.Tensor[], pass: Pass): LayerOutput {
    const { noise } = this.config;
    if (innerBottleneck(this.config)) return this.drawn(x, weights, pass);
    const given = pass.noiseOf?.(this.name);
    const all = runCell(this.config, this.kernel, x, weights, () => pass.randomFor(this.name), given);
    const means = this.sequences || pass.mode === 'show' ? all : lastOf(all, pass);
    const variance = noise?.placement === 'readout' ? noise.variance : 0;
    const states: tf.Tensor3D =
      variance > 0 ? tf.add(means, normals(means.shape, Math.sqrt(variance), pass.randomFor(this.name))) : means;
    return {
      values: this.valuesOf(states, pass),
      states,
      ...(variance > 0 && { conditional: { means, variances: variance } }),
      ...(pass.wholeStates && stateKind(this.config) === 'own' && { whole: wholeStates(this.config, x, all, weights) }),
      ...(pass.gates && { gates: stepGates(this.config, x, all, weights) }),
    };
  }

  private drawn(x: tf.Tensor3D, weights: readonly tf.Tensor[], pass: Pass): LayerOutput {
    const drawn = runDrawn(this.config, this.kernel, x, weights, () => pass.randomFor(this.name));
    const { states, means, logVariances } = drawn;
    return {
      values: this.valuesOf(states, pass),
      states,
      ...(pass.gates && { gates: stepGates(this.config, x, states, weights) }),
      ...(pass.mode === 'show'
        ? { transition: { means, variances: tf.exp(logVariances) }, prior: priorOf(this.config, weights) }
        : { penalty: ratePenalty(this.config, drawn, weights, pass) }),
    };
  }

  handedOn(states: tf.Tensor3D): tf.Tensor3D {
    return this.cell.handedOn?.(states) ?? states;
  }

  private valuesOf(states: tf.Tensor3D, pass: Pass): tf.Tensor3D {
    return this.handedOn(this.sequences ? states : lastOf(states, pass));
  }
}
