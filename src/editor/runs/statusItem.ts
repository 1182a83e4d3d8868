import * as vscode from 'vscode';
import { backendName } from '../../result/backendName';
import { translated } from '../translated';
import type { Progress } from '../../result/progress';
import { commands } from '../../contributions';
import type { PageState } from '../../page/protocol';
import { Throttle } from '../../engine/process/throttle';
import type { Analyses } from './analyses';
import type { CurrentConfig } from '../configs/currentConfig';
import { Disposable } from '../disposable';
import { baseName, type RunStore } from './runStore';

/**
 * The status bar item: the progress of a run, with a click to cancel it; otherwise the backend of the current config's
 * numbers.
 */
export class StatusItem extends Disposable {
  private readonly item = this.register(
    vscode.window.createStatusBarItem('rnnInformationFlow.status', vscode.StatusBarAlignment.Left, 10),
  );

  constructor(
    private readonly store: RunStore,
    private readonly analyses: Analyses,
    private readonly current: CurrentConfig,
  ) {
    super();
    this.item.name = vscode.l10n.t('RNN information flow');
    const refresh = this.register(new Throttle(200, () => this.show()));
    this.register(store.onDidChange(() => refresh.request()));
    this.register(analyses.onDidChangeRunning(() => refresh.request()));
    this.register(current.onDidChange(() => refresh.request()));
    this.show();
  }

  private show(): void {
    const { running } = this.analyses;
    if (running) {
      const { progress, result } = this.store.state(running);
      this.item.text = `$(sync~spin) ${progressText(progress)}`;
      this.item.tooltip = [
        vscode.l10n.t('Analyzing {0}. Click to cancel.', baseName(running)),
        ...(result ? [backendText(result.environment.backend)] : []),
      ].join('\n');
      this.item.command = {
        command: commands.cancel,
        title: vscode.l10n.t('Cancel the analysis'),
        arguments: [running],
      };
      this.item.accessibilityInformation = { label: this.item.text.replace('$(sync~spin) ', '') };
      this.item.show();
      return;
    }
    const { uri } = this.current;
    if (!uri) {
      this.item.hide();
      return;
    }
    const { phase, reason, result, restricted, training } = this.store.state(uri);
    const icon = phase === 'failed' ? '$(error)' : trainingIcon(training);
    this.item.text =
      `${icon} ` +
      (restricted
        ? vscode.l10n.t('RNN: restricted')
        : result
          ? vscode.l10n.t('RNN: {0}', translated(backendName(result.environment.backend)))
          : 'RNN');
    this.item.tooltip = restricted
      ? vscode.l10n.t('Restricted workspace: configs are checked, but no analysis runs.')
      : phase === 'failed'
        ? (reason ?? '')
        : result
          ? backendText(result.environment.backend, result.environment.version)
          : vscode.l10n.t('Analyze RNN information flow');
    if (training && training.text !== '') this.item.tooltip = [this.item.tooltip, training.text].join('\n');
    this.item.command = { command: result ? commands.openPanel : commands.analyze, title: '', arguments: [uri] };
    this.item.accessibilityInformation = { label: this.item.text.replace(/^\$\(\w+\) /, '') };
    this.item.show();
  }
}

function trainingIcon(training: PageState['training']): string {
  if (training?.text === undefined || training.text === '') return '$(pulse)';
  return { running: '$(broadcast)', ended: '$(pulse)', died: '$(warning)' }[training.state];
}

/** `training 12/30 · 4 s left` */
export function progressText(progress: Progress | undefined): string {
  if (!progress) return vscode.l10n.t('starting');
  const { stage, fraction, secondsLeft, epoch, epochs } = progress;
  const names: Record<Progress['stage'], string> = {
    dataset: vscode.l10n.t('data'),
    training: vscode.l10n.t('training'),
    activations: vscode.l10n.t('activations'),
    estimates: vscode.l10n.t('estimates'),
    sharpening: vscode.l10n.t('closer limits'),
    networks: vscode.l10n.t('networks'),
    sweep: vscode.l10n.t('sweep'),
    studies: vscode.l10n.t('studies'),
    advice: vscode.l10n.t('advice'),
  };
  const where =
    epoch !== undefined && epochs !== undefined
      ? `${names[stage]} ${epoch}/${epochs}`
      : `${names[stage]} ${Math.round(100 * fraction)} %`;
  return secondsLeft === undefined ? where : `${where} · ${vscode.l10n.t('{0} s left', Math.ceil(secondsLeft))}`;
}

function backendText(backend: 'tensorflow' | 'native' | 'wasm' | 'cpu', version?: string): string {
  const names = {
    tensorflow: vscode.l10n.t('Runs on the native TensorFlow runtime'),
    native: vscode.l10n.t('Runs on the bundled WebAssembly runtime, recurrent layers in machine code'),
    wasm: vscode.l10n.t('Runs on the bundled WebAssembly runtime'),
    cpu: vscode.l10n.t('Runs on plain JavaScript'),
  };
  return version === undefined ? names[backend] : `${names[backend]} (${version})`;
}
