import { Command, InvalidArgumentError, Option } from 'commander';
import { analyzeCommand } from './cli/analyzeCommand';
import { estimateCommand } from './cli/estimate/estimateCommand';
import { quantities, type EstimateFlags } from './cli/estimate/settings';
import { exactCommand } from './cli/exactCommand';
import { exitStatus, reportFailure } from './cli/failures';
import { runtimeCommand } from './cli/runtimeCommand';
import { sweepCommand } from './cli/sweepCommand';
import { validateCommand } from './cli/validateCommand';
import { workerCommand } from './cli/workerCommand';
import { estimatorNames } from './information/types/estimate';

const unit = () => new Option('--unit <unit>', 'unit of the numbers').choices(['bits', 'nats']).default('bits');
const backend = () =>
  new Option('--backend <name>', 'which TensorFlow backend to run on')
    .choices(['auto', 'tensorflow', 'wasm', 'cpu'])
    .default('auto');
const json = ['--json', 'print the result as JSON on stdout'] as const;

function program(signal: AbortSignal): Command {
  const root = new Command('rnn-infoflow')
    .description('See where a recurrent network keeps, compresses and loses information.')
    .exitOverride()
    .showHelpAfterError('Add --help to see what there is.');

  root
    .command('analyze')
    .description('train the network of a config and estimate its information flow')
    .argument('<config>', 'a *.rnn.json file')
    .option(...json)
    .option('--out <folder>', 'write result.json and summary.txt there')
    .addOption(backend())
    .option('--watch', 'analyse again whenever the config is saved')
    .option('--no-cache', 'compute every stage anew')
    .action((config: string, options: Parameters<typeof analyzeCommand>[1]) => analyzeCommand(config, options, signal));

  root
    .command('estimate')
    .description(
      'information of .npy arrays, one row a sample: mutual information of X and Y unless another quantity ' +
        'is asked for',
    )
    .requiredOption('--x <file>', '.npy of X, [N] or [N, d]')
    .option('--y <file>', '.npy of Y')
    .option('--z <file>', '.npy of Z, what a conditional mutual information is given')
    .addOption(new Option('--quantity <name>', 'what to estimate').choices(quantities).default('mutualInformation'))
    .addOption(new Option('--estimator <name>', 'estimator').choices(['ksg', ...estimatorNames]).default('auto'))
    .option('--compare <names>', 'several estimators side by side, as in ksg,gaussianCopula,infoNCE')
    .addOption(new Option('--x-kind <kind>', 'overrules the dtype of X').choices(['discrete', 'continuous']))
    .addOption(new Option('--y-kind <kind>', 'overrules the dtype of Y').choices(['discrete', 'continuous']))
    .addOption(new Option('--z-kind <kind>', 'overrules the dtype of Z').choices(['discrete', 'continuous']))
    .option('--neighbors <k>', 'neighbours: k', wholeNumber)
    .addOption(new Option('--metric <norm>', 'neighbours: the norm').choices(['max', 'euclidean']))
    .option('--bins <n>', 'binning: cells a column', wholeNumber)
    .addOption(
      new Option('--binning <rule>', 'binning: how cells are laid').choices(['equalWidth', 'equalCount', 'adaptive']),
    )
    .option(
      '--noise <variance>',
      'declared noise: variance of the Gaussian noise of the KDE bounds and of known conditionals',
      positiveNumber,
    )
    .option('--means <file>', 'declared noise: .npy of the means of p(y|x), so that Y is them plus the noise')
    .option('--folds <n>', 'probe: parts that are each decoded by the others', wholeNumber)
    .addOption(
      new Option('--decoder <kind>', 'probe: what reads a discrete target').choices(['best', 'linear', 'perceptron']),
    )
    .addOption(
      new Option('--critic <kind>', 'neural: f(x).g(y) or one network over pairs').choices(['separable', 'joint']),
    )
    .option('--hidden <widths>', 'neural: widths of the hidden layers, as in 64,64')
    .option('--batch <n>', 'neural: samples a step', wholeNumber)
    .option('--steps <n>', 'neural: steps at most', wholeNumber)
    .option('--learning-rate <rate>', 'neural: step size of Adam', positiveNumber)
    .option('--clip <tau>', 'smile: where the partition function is clipped', positiveNumber)
    .option('--shuffles <n>', 'shuffles of the null; 0 leaves it out', wholeNumber)
    .addOption(unit())
    .option('--seed <n>', 'seed', wholeNumber, 1)
    .option(...json)
    .action((options: EstimateFlags) => estimateCommand(options, signal));

  root
    .command('exact')
    .description('exact theory: capacity, rate-distortion and bottleneck of a problem file')
    .argument('<kind>', 'capacity, rate-distortion or bottleneck')
    .argument('<problem>', 'a JSON file')
    .addOption(unit())
    .option(...json)
    .action((kind: string, problem: string, options: Parameters<typeof exactCommand>[2]) =>
      exactCommand(kind, problem, options, signal),
    );

  root
    .command('sweep')
    .description('train over a grid of beta and draw the bottleneck curve')
    .argument('<config>', 'a *.rnn.json file with a bottleneck')
    .requiredOption('--beta <from:to:steps>', 'betas in logarithmic steps, as in 1:100:8')
    .option(...json)
    .option('--out <folder>', 'write result.json and summary.txt there')
    .addOption(backend())
    .option('--no-cache', 'compute every stage anew')
    .option('--redis <url>', 'train on the workers of that Redis instead of here')
    .action((config: string, options: Parameters<typeof sweepCommand>[1]) => sweepCommand(config, options, signal));

  root
    .command('worker')
    .description('train for sweeps that are queued in a Redis, until interrupted')
    .requiredOption('--redis <url>', 'as in redis://127.0.0.1:6379')
    .option('--data <folder>', 'where the files that configs name are (default: the current folder)')
    .option('--processes <n>', 'how many betas to train at a time (default: one a core)', wholeNumber)
    .option('--no-cache', 'keep nothing between runs')
    .action((options: Parameters<typeof workerCommand>[0]) => workerCommand(options, signal));

  root
    .command('validate')
    .description('check configs and the files that they read; run nothing')
    .argument('<config...>', '*.rnn.json files')
    .action((configs: string[]) => validateCommand(configs, signal));

  root
    .command('runtime')
    .description('the native TensorFlow runtime: status, install or remove')
    .argument('<action>', 'status, install or remove')
    .action((action: string) => runtimeCommand(action, signal));
  return root;
}

function wholeNumber(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !Number.isSafeInteger(value) || value < 0)
    throw new InvalidArgumentError('Give a whole number.');
  return value;
}

function positiveNumber(text: string): number {
  const value = Number(text);
  if (!(value > 0 && Number.isFinite(value))) throw new InvalidArgumentError('Give a positive number.');
  return value;
}

async function main(): Promise<void> {
  const controller = new AbortController();
  const stop = (): void => controller.abort();
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  try {
    await program(controller.signal).parseAsync();
  } catch (failure) {
    reportFailure(failure);
    process.exitCode = exitStatus(failure);
  } finally {
    process.off('SIGINT', stop);
    process.off('SIGTERM', stop);
  }
}

void main();
