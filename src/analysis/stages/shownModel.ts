import type { Model, NamedWeights } from '../../models/model';

/**
 * A second network beside the one that is trained, which takes the weights of one snapshot after another. Only one use
 * at a time, since a use may pause.
 */
export class ShownModel {
  private model: Promise<Model> | undefined;
  private shown: NamedWeights | undefined;
  private before: Promise<unknown> = Promise.resolve();

  constructor(private readonly build: () => Promise<Model>) {}

  use<T>(weights: NamedWeights, work: (model: Model) => Promise<T>): Promise<T> {
    const turn = this.before.then(async () => {
      this.model ??= this.build();
      const model = await this.model;
      if (this.shown !== weights) model.setWeights(weights);
      this.shown = weights;
      return await work(model);
    });
    this.before = turn.catch(() => undefined);
    return turn;
  }
}
