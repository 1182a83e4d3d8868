import { unitWord } from '../../../result/units';
import type { ConfigEdit } from '../../../config/edits';
import { allNetworks, networkNames } from '../../../config/layers/networks';
import { amount, percent, roundedDown } from '../../../result/format';
import type { Advice, AnalysisResult, Sentence } from '../../../result/result';
import {
  gainOver,
  overLevel,
  robustnessLevels,
  type RobustnessLevel,
} from '../../../result/studies/robustness/summary';
import { cited, type Figure, listed } from '../../sayings/figures';
import type { StudySayings } from '../study';
import { corruptionOf, levelsOf, levelText } from '../../../config/layers/corruptionLevels';

export const robustnessSayings: StudySayings = { findings, advice };

/** At most this much accuracy may be lost on clean sequences for what is won on spoiled ones. */
const mostLost = 0.02;
/** A worst level that costs this much accuracy is worth training for. */
const muchLost = 0.05;

function findings(result: AnalysisResult): Sentence[] {
  const found = new Found(result);
  const { names, repetitions, isOfClasses } = found;
  if (!isOfClasses || repetitions === 0) return [];
  return [
    ...names.flatMap((name) => found.accuracies(name)),
    ...found.noiseKept(),
    ...names.slice(1).flatMap((name) => found.against(name)),
  ];
}

/** A network that wins in noise and loses next to nothing without it; and otherwise, noise in training. */
function advice(result: AnalysisResult): Advice[] {
  const found = new Found(result);
  const { names, isOfClasses, repetitions } = found;
  if (!isOfClasses || repetitions === 0) return [];
  const better = names.slice(1).filter((name) => found.ahead(name).length > 0 && found.isAsGoodClean(name));
  if (better.length > 0) {
    const best = better.reduce((a, b) => (found.worstMean(b) > found.worstMean(a) ? b : a));
    return [found.take(best)];
  }
  return found.train();
}

/** The figures of the study. */
class Found {
  readonly names: readonly string[];
  readonly repetitions: number;
  private readonly groups: readonly RobustnessLevel[];
  private readonly levels: readonly (number | undefined)[];

  constructor(private readonly result: AnalysisResult) {
    const { config, studies } = result;
    this.groups = robustnessLevels(studies);
    this.names = allNetworks(config).filter((name) => this.at(name, undefined) !== undefined);
    this.repetitions = Math.min(...this.groups.map(({ points }) => points.length), Infinity);
    if (this.groups.length === 0) this.repetitions = 0;
    this.levels = [undefined, ...levelsOf(config)];
  }

  get isOfClasses(): boolean {
    return this.groups.every(({ points }) => points.every(({ accuracy }) => accuracy !== undefined));
  }

  accuracies(name: string): Sentence[] {
    const [clean, ...others] = this.levels.flatMap((level) => this.at(name, level) ?? []);
    if (others.length === 0) return [];
    return [
      cited({
        args: [name, figureOf(clean, 'accuracy', percent), this.list(others, 'accuracy', percent)],
        message: 'Held-out accuracy of {0}: {1} on clean sequences; on spoiled ones {2}.',
      }),
    ];
  }

  /** At the worst level, of the networks whose states have a known density. */
  noiseKept(): Sentence[] {
    const worst = this.levels.at(-1);
    const known = this.names
      .flatMap((name) => this.at(name, worst) ?? [])
      .filter((group) => overLevel(group, 'noise') !== undefined);
    if (known.length === 0 || worst === undefined) return [];
    const unit = unitWord(this.result.config.analysis.unit);
    const list = known.map((group) => ({ name: group.name, figure: figureOf(group, 'noise', atLeast) }));
    return [
      cited({
        args: [this.named(worst), listed(list), unit],
        message:
          'At {0}, the last state before the head holds at least this much of the noise of a known sequence, in {2}: ' +
          '{1}.',
      }),
    ];
  }

  /** Where a network is ahead of the model, and what it loses without noise. */
  against(name: string): Sentence[] {
    const [model] = this.names;
    const ahead = this.ahead(name);
    const behind = this.levels.filter((level) => (this.gain(name, level)?.high ?? 0) < 0);
    const list = (levels: readonly (number | undefined)[]): string => levels.map((one) => this.named(one)).join(', ');
    if (this.repetitions < 2) return [];
    if (ahead.length === 0 && behind.length === 0)
      return [
        cited({
          args: [name, model, this.repetitions],
          message: '{0} is not clearly ahead of {1} at any level over {2} repetitions, nor behind it.',
        }),
      ];
    return [
      ...(ahead.length > 0
        ? [
            cited({
              args: [name, model, this.repetitions, list(ahead)],
              message: '{0} is ahead of {1} over {2} repetitions, by the intervals of the differences: {3}.',
            }),
          ]
        : []),
      ...(behind.length > 0
        ? [
            cited({
              args: [name, model, this.repetitions, list(behind)],
              message: '{0} is behind {1} over {2} repetitions, by the intervals of the differences: {3}.',
            }),
          ]
        : []),
    ];
  }

  /** The levels at which a network is ahead of the model, by the interval of the difference. */
  ahead(name: string): (number | undefined)[] {
    return this.levels.filter((level) => (this.gain(name, level)?.low ?? 0) > 0);
  }

  isAsGoodClean(name: string): boolean {
    return (this.gain(name, undefined)?.value ?? -1) >= -mostLost;
  }

  worstMean(name: string): number {
    const worst = this.at(name, this.levels.at(-1));
    return (worst && overLevel(worst, 'accuracy')?.value) ?? 0;
  }

  take(name: string): Advice {
    const { config } = this.result;
    const worst = this.levels.at(-1);
    const [own, model] = [name, this.names[0]].map((each) => this.at(each, worst));
    const figure = (group: RobustnessLevel | undefined): Figure | string =>
      group ? figureOf(group, 'accuracy', percent) : '';
    const left = networkNames(config).filter((other) => other !== name);
    const edits: ConfigEdit[] = [
      { path: ['model', 'layers'], value: config.networks?.[name].layers },
      { path: ['model', 'name'], value: name },
      { path: left.length > 0 ? ['networks', name] : ['networks'] },
    ];
    return cited({
      kind: 'study',
      severity: 'info',
      args: [name, this.named(worst), figure(own), figure(model), this.names[0]],
      edits,
      message:
        '{0} withstands the noise better: accuracy {2} at {1}, and {3} by {4}, for next to nothing on clean ' +
        'sequences. Make it the model.',
    });
  }

  /** Trains with a level in the middle of those asked for, where the worst costs the model much. */
  train(): Advice[] {
    const { config } = this.result;
    const [model] = this.names;
    const levels = levelsOf(config);
    const [clean, worst] = [this.at(model, undefined), this.at(model, levels.at(-1))];
    if (!clean || !worst || corruptionOf(config)?.training !== undefined) return [];
    const [before, after] = [clean, worst].map((group) => overLevel(group, 'accuracy')?.value ?? 0);
    if (before - after < muchLost) return [];
    const middle = levels[Math.floor(levels.length / 2)];
    return [
      cited({
        kind: 'study',
        severity: 'info',
        args: [
          ...[this.named(worst.level), figureOf(worst, 'accuracy', percent), figureOf(clean, 'accuracy', percent)],
          this.named(middle),
        ],
        edits: [{ path: ['data', 'corrupt', 'training'], value: middle }],
        message:
          'Accuracy falls from {2} on clean sequences to {1} at {0}. Spoil the training sequences as well, at {3}.',
      }),
    ];
  }

  private list(groups: readonly RobustnessLevel[], field: 'accuracy', print: (value: number) => string): Figure {
    return listed(
      groups.map((group) => ({ name: `${this.named(group.level)}:`, figure: figureOf(group, field, print) })),
    );
  }

  private gain(name: string, level: number | undefined) {
    const [own, model] = [name, this.names[0]].map((each) => this.at(each, level));
    return own && model && gainOver(own, model);
  }

  private at(name: string, level: number | undefined): RobustnessLevel | undefined {
    return this.groups.find((group) => group.name === name && group.level === level);
  }

  private named(level: number | undefined): string {
    return level === undefined ? 'clean' : levelText(this.result.config, level);
  }
}

/** A lower bound is not printed above what it says. */
const atLeast = roundedDown(amount);

/** The mean over repetitions. */
function figureOf(group: RobustnessLevel, field: 'accuracy' | 'noise', print: (value: number) => string): Figure {
  return {
    text: print(overLevel(group, field)?.value ?? NaN),
    cites: [
      {
        field,
        by: 'mean',
        of: group.points.map(({ name, level, repetition }) => ({
          in: 'robustness',
          name,
          ...(level !== undefined && { level }),
          repetition,
        })),
      },
    ],
  };
}
