import type { Progress } from '../../src/result/progress';
import type { PageState } from '../../src/page/protocol';
import { t } from '../ui/l10n';
import { formatSeconds } from '../../src/result/format';

/** 'training 12/30 · 4 s left' */
export function progressText(progress: Progress): string {
  const parts = [stageText(progress)];
  if (progress.secondsLeft !== undefined && Number.isFinite(progress.secondsLeft))
    parts.push(t('{0} left', formatSeconds(progress.secondsLeft)));
  return parts.join(' · ');
}

function stageText({ stage, epoch, epochs, fraction }: Progress): string {
  const name = stageName(stage);
  if (epoch !== undefined && epochs !== undefined) return `${name} ${epoch}/${epochs}`;
  return `${name} ${Math.round(100 * Math.min(1, Math.max(0, fraction)))} %`;
}

function stageName(stage: Progress['stage']): string {
  switch (stage) {
    case 'dataset':
      return t('data');
    case 'training':
      return t('training');
    case 'activations':
      return t('activations');
    case 'estimates':
      return t('estimates');
    case 'sharpening':
      return t('closer limits');
    case 'networks':
      return t('networks');
    case 'sweep':
      return t('sweep over beta');
    case 'studies':
      return t('studies');
    case 'advice':
      return t('advice');
  }
}

/** The run's state in a word or two, for the header. */
export function phaseText(state: PageState): string {
  switch (state.phase) {
    case 'running':
      return state.progress ? progressText(state.progress) : t('starting');
    case 'failed':
      return t('failed');
    case 'cancelled':
      return t('cancelled');
    case 'done': {
      const seconds = state.result?.stages.reduce((sum, stage) => sum + (stage.reused ? 0 : stage.seconds), 0);
      return seconds === undefined ? t('done') : t('done in {0}', formatSeconds(seconds));
    }
    case 'idle':
      return t('not analyzed yet');
    case 'empty':
      return '';
  }
}

/** The notice above the numbers: why they may not belong to the current config. */
export function noticeText(state: PageState): { text: string; kind: 'info' | 'error' } | undefined {
  if (state.phase === 'failed') return { kind: 'error', text: state.reason ?? t('The analysis failed.') };
  if (state.restricted)
    return {
      kind: 'info',
      text: t('This workspace is not trusted. Configs are checked, but nothing runs until you trust it.'),
    };
  if (state.stale)
    return {
      kind: 'info',
      text: t('The config was edited after this run. The results belong to the config before your edit.'),
    };
  if (state.phase === 'cancelled' && state.result)
    return { kind: 'info', text: t('The analysis was cancelled. The results computed so far are kept.') };
  return undefined;
}
