import type { Variable } from '../../types/variable';
import { classesOf, type Classes } from './spaces/classes';
import { dimensionsOf, spaceOf, type Metric, type Space } from './spaces/space';
import { tiedShare } from './spaces/ties';

/** The variables of a workspace by their index, with their spaces, classes and ties, each computed once. */
export class WorkspaceVariables {
  private readonly spaces = new Map<string, Space>();
  private readonly classes = new Map<number, Classes>();
  private readonly ties = new Map<number, number>();

  constructor(private readonly variables: readonly Variable[]) {}

  /** @throws RangeError where there is no variable of this index */
  variable(index: number): Variable {
    const variable = this.variables.at(index);
    if (index < 0 || !variable)
      throw new RangeError(`There is no variable ${index} in a workspace of ${this.variables.length}.`);
    return variable;
  }

  /** The standardised space of a variable. */
  space(index: number, metric: Metric): Space {
    const key = `${index} ${metric}`;
    let space = this.spaces.get(key);
    if (!space) this.spaces.set(key, (space = spaceOf(this.variable(index), metric)));
    return space;
  }

  /** The samples of a variable by their symbol. */
  symbols(index: number): Classes {
    let classes = this.classes.get(index);
    if (!classes) this.classes.set(index, (classes = classesOf(this.variable(index))));
    return classes;
  }

  /** Whether no column of the variable ever changes. */
  isConstant(index: number, metric: Metric): boolean {
    return this.variable(index).kind === 'discrete'
      ? this.symbols(index).sizes.length < 2
      : dimensionsOf(this.space(index, metric)) === 0;
  }

  /** The share of samples that equal another sample in every column. */
  tiedShare(index: number): number {
    let share = this.ties.get(index);
    if (share === undefined) this.ties.set(index, (share = tiedShare(this.space(index, 'max'))));
    return share;
  }
}
