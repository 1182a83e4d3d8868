import { Command, InvalidArgumentError, Option } from 'commander';
import { analyzeCommand } from './cli/analyzeCommand';
import { endWhenClosed } from './cli/closedPipe';
import { estimateCommand } from './cli/estimate/estimateCommand';
import { quantities, type EstimateFlags } from './cli/estimate/settings';
import { exactCommand } from './cli/exactCommand';
import { exitStatus, reportFailure } from './cli/failures';
import { importCommand } from './cli/importCommand';
import type { McpOptions } from './cli/mcp/mcpServices';
import { reproduceCommand } from './cli/reproduceCommand';
import { runtimeCommand } from './cli/runtimeCommand';
import { ranInSmallHeap } from './cli/smallHeap';
import { sweepCommand } from './cli/sweepCommand';
import { validateCommand } from './cli/validateCommand';
import { workerCommand } from './cli/workerCommand';
import { estimatorNames } from './information/types/estimate';

const unit = () => new Option('--unit <unit>', 'unit of the numbers').choices(['bits', 'nats']).default('bits');
const backend = () =>
  new Option('--backend <name>', 'TensorFlow backend to run on')
    .choices(['auto', 'tensorflow', 'native', 'wasm', 'cpu'])
    .default('auto');
const json = ['--json', 'print the result as JSON on stdout'] as const;
const out = [
  '--out <path>',
  'folder for the result (JSON), the summary (text, Markdown), the report (HTML), the estimates (CSV) and ' +
    'TensorBoard event files; or one file that ends in .json, .txt, .md, .html or .csv',
] as const;

function program(signal: AbortSignal): Command {
  const root = new Command('rnn-infoflow')
    .description('See where a recurrent network keeps, compresses and loses information.')
    .exitOverride()
    .showHelpAfterError('Add --help for the commands and options.');

  root
    .command('analyze')
    .description('train the network of a config and estimate its information flow')
    .argument('<config>', 'a *.rnn.json file')
    .option(...json)
    .option(...out)
    .addOption(backend())
    .option('--watch', 'analyze again whenever the config is saved')
    .option('--pruned', 'write the smallest compressed network that is enough beside the config, with its weights')
    .option('--no-cache', 'compute every stage again')
    .action(async (config: string, options: Parameters<typeof analyzeCommand>[1]) => {
      if (!(await ranInSmallHeap(config, signal))) await analyzeCommand(config, options, signal);
    });

  root
    .command('estimate')
    .description(
      'estimate an information quantity of .npy arrays with one row per sample; by default the mutual ' +
        'information of X and Y',
    )
    .requiredOption('--x <file>', '.npy file of X, of shape [N] or [N, d]')
    .option('--y <file>', '.npy file of Y')
    .option('--z <file>', '.npy file of Z, the condition of a conditional mutual information')
    .addOption(new Option('--quantity <name>', 'quantity to estimate').choices(quantities).default('mutualInformation'))
    .addOption(new Option('--estimator <name>', 'estimator').choices(['ksg', ...estimatorNames]).default('auto'))
    .option('--compare <names>', 'several estimators to compare, for example ksg,gaussianCopula,infoNCE')
    .option(
      '--groups <file>',
      '.npy file of N labels: rows of one label are repeats of one thing, and count as one row',
    )
    .option('--parts', 'the estimate on quarters and halves of the rows too, which shows its bias')
    .addOption(
      new Option('--x-kind <kind>', 'kind of X, instead of the one that its dtype implies').choices([
        'discrete',
        'continuous',
      ]),
    )
    .addOption(
      new Option('--y-kind <kind>', 'kind of Y, instead of the one that its dtype implies').choices([
        'discrete',
        'continuous',
      ]),
    )
    .addOption(
      new Option('--z-kind <kind>', 'kind of Z, instead of the one that its dtype implies').choices([
        'discrete',
        'continuous',
      ]),
    )
    .option('--neighbors <k>', 'neighbours: number of neighbours, k', wholeNumber)
    .addOption(new Option('--metric <norm>', 'neighbours: norm of the distance').choices(['max', 'euclidean']))
    .option('--bins <n>', 'binning: number of bins per column', wholeNumber)
    .addOption(
      new Option('--binning <rule>', 'binning: how the bins are chosen').choices([
        'equalWidth',
        'equalCount',
        'adaptive',
      ]),
    )
    .option(
      '--noise <variance>',
      'declared noise: variance of the Gaussian noise of the KDE bounds and of known conditionals',
      positiveNumber,
    )
    .option('--means <file>', 'declared noise: .npy file of the means of p(y|x); Y is these means plus the noise')
    .option('--folds <n>', 'probe: number of cross-validation folds', wholeNumber)
    .addOption(
      new Option('--decoder <kind>', 'probe: decoder of a discrete target').choices(['best', 'linear', 'perceptron']),
    )
    .addOption(
      new Option('--critic <kind>', 'neural: form of the critic: f(x).g(y), or one network over pairs').choices([
        'separable',
        'joint',
      ]),
    )
    .option('--hidden <widths>', 'neural: widths of the hidden layers, for example 64,64')
    .option('--batch <n>', 'neural: samples per step', wholeNumber)
    .option('--steps <n>', 'neural: largest number of steps', wholeNumber)
    .option('--learning-rate <rate>', 'neural: learning rate of Adam', positiveNumber)
    .option('--clip <tau>', 'smile: bound at which the partition function is clipped', positiveNumber)
    .option('--shuffles <n>', 'number of shuffles for the shuffled baseline; 0 computes none', wholeNumber)
    .addOption(unit())
    .option('--seed <n>', 'random seed', wholeNumber, 1)
    .option(...json)
    .action((options: EstimateFlags) => estimateCommand(options, signal));

  root
    .command('exact')
    .description('compute the exact capacity, rate-distortion function or bottleneck curve of a problem file')
    .argument('<kind>', 'capacity, rate-distortion or bottleneck')
    .argument('<problem>', 'a JSON file')
    .addOption(unit())
    .option(...json)
    .action((kind: string, problem: string, options: Parameters<typeof exactCommand>[2]) =>
      exactCommand(kind, problem, options, signal),
    );

  root
    .command('sweep')
    .description('train over a grid of beta for the bottleneck curve, or analyze over values of any keys of the config')
    .argument('<config>', 'a *.rnn.json file; for --beta one with a bottleneck')
    .option('--beta <from:to:steps>', 'betas, spaced logarithmically, for example 1:100:8')
    .option(
      '--key <key=values>',
      'values of a key, for example model.layers[0].units=2,4,8; twice for a grid (default: the "sweep" of the config)',
      (text: string, before: readonly string[] | undefined): readonly string[] => [...(before ?? []), text],
    )
    .option('--seeds <n>', 'repetitions of each value of a key', wholeNumber)
    .option(...json)
    .option(...out)
    .addOption(backend())
    .option('--no-cache', 'compute every stage again')
    .option('--redis <url>', 'train on the workers of this Redis instead of on this machine')
    .action((config: string, options: Parameters<typeof sweepCommand>[1]) => sweepCommand(config, options, signal));

  root
    .command('worker')
    .description('train for the sweeps that are queued in a Redis, until interrupted')
    .requiredOption(
      '--redis <url>',
      'address, for example redis://127.0.0.1:6379; its password: RNN_INFOFLOW_REDIS_PASSWORD',
    )
    .option('--data <folder>', 'folder of data files that do not come through Redis (default: the current folder)')
    .option('--processes <n>', 'number of betas to train at the same time (default: one per core)', wholeNumber)
    .option('--no-cache', 'save nothing between runs')
    .action((options: Parameters<typeof workerCommand>[0]) => workerCommand(options, signal));

  root
    .command('validate')
    .description('check configs and the files that they read, without running them')
    .argument('<config...>', '*.rnn.json files')
    .action((configs: string[]) => validateCommand(configs, signal));

  root
    .command('import')
    .description('write the layers of a network that PyTorch or Keras saved, or the arrays of a folder, into a config')
    .argument('<file>', 'a .safetensors, .pt, .keras, .weights.h5, .h5 or .npz file, or a folder of states')
    .argument('[config]', 'the *.rnn.json file to write into (default: a new one, next to the file)')
    .action((file: string, config: string | undefined) => importCommand(file, config));

  root
    .command('reproduce')
    .description('run the config of a saved result or report again, and say whether the numbers are the same')
    .argument('<file>', 'a result (JSON) or a report (HTML)')
    .option('--folder <path>', "folder to which the config's data files are relative (default: that of the file)")
    .addOption(
      new Option('--backend <name>', 'TensorFlow backend to run on (default: that of the saved run)').choices([
        'auto',
        'tensorflow',
        'native',
        'wasm',
        'cpu',
      ]),
    )
    .option('--json', 'print what differs as JSON on stdout')
    .action((file: string, options: Parameters<typeof reproduceCommand>[1]) => reproduceCommand(file, options, signal));

  root
    .command('mcp')
    .description('serve analyze, explain, suggest and compare to language models: the Model Context Protocol on stdio')
    .option('--folder <path>', 'paths are relative to it, and files outside it are not read', '.')
    .addOption(backend())
    .option('--no-cache', 'compute every stage again')
    // The protocol's library takes time to load, and no other command needs it.
    .action(async (options: McpOptions) => (await import('./cli/mcp/mcpCommand')).mcpCommand(options, signal));

  root
    .command('runtime')
    .description('show, install or remove the native TensorFlow runtime')
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
  endWhenClosed(process.stdout);
  endWhenClosed(process.stderr);
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
