import { getLocation } from 'jsonc-parser';
import * as vscode from 'vscode';
import { betaOf } from '../../config/layers/layerTraits';
import type { Estimate } from '../../result/result';
import { configSelector, type ConfigDocuments } from './configDocuments';
import { estimateLines } from './layerLine';
import { layerNumbers, type LayerNumbers } from './layerNumbers';
import type { RunStore } from '../runs/runStore';

/** The meaning of `beta`, and a layer's numbers with estimator, interval and warnings. */
export function registerHovers(documents: ConfigDocuments, store: RunStore): vscode.Disposable {
  return vscode.languages.registerHoverProvider(configSelector, {
    provideHover(document, position) {
      const { path } = getLocation(document.getText(), document.offsetAt(position));
      if (path[0] !== 'model' || path[1] !== 'layers' || typeof path[2] !== 'number') return undefined;
      const layer = documents.read(document).layers.find(({ index }) => index === path[2]);
      if (path.at(-1) === 'beta') return betaHover(document, path[2], documents);
      if (path.at(-1) !== 'name' && path.at(-1) !== 'type') return undefined;
      const state = store.state(document.uri);
      const numbers = layer && state.result && layerNumbers(state.result).get(layer.name);
      return numbers && new vscode.Hover(layerText(layer.name, numbers, state.stale));
    },
  });
}

function betaHover(document: vscode.TextDocument, index: number, documents: ConfigDocuments): vscode.Hover | undefined {
  const setting = documents.read(document).config?.model.layers[index];
  const beta = setting && betaOf(setting);
  if (beta === undefined) return undefined;
  const lagrangian = setting?.type === 'bottleneck' ? setting.lagrangian : 'linear';
  const paid =
    setting?.type === 'entropyBottleneck'
      ? vscode.l10n.t('code length')
      : { linear: 'KL', squared: 'KL²', exponential: '(exp(KL) − 1)' }[lagrangian];
  return new vscode.Hover(
    new vscode.MarkdownString(
      [
        vscode.l10n.t(
          '**beta = {0}** weighs relevance: training minimises cross-entropy + {1} · {2}.',
          beta,
          weight(1 / beta),
          paid,
        ),
        vscode.l10n.t(
          'A larger beta keeps more information. In the variational convention, beta multiplies the rate ' +
            'instead: there this is beta = {0}.',
          weight(1 / beta),
        ),
      ].join('\n\n'),
    ),
  );
}

function weight(value: number): string {
  return String(Number(value.toPrecision(4)));
}

function layerText(
  name: string,
  { input, state, target, history }: LayerNumbers,
  stale: boolean,
): vscode.MarkdownString {
  const parts = [`**${name}**${stale ? ` · ${vscode.l10n.t('config edited since')}` : ''}`];
  const section = (title: string, estimate: Estimate | undefined) => {
    if (estimate) parts.push(`${title}  \n${estimateLines(estimate).join('  \n')}`);
  };
  section(vscode.l10n.t('Information about all the input so far, I(X;H):'), input);
  section(vscode.l10n.t('The same of all that it carries to the next step, I(X;S):'), state);
  section(vscode.l10n.t('Information about the target, I(H;Y):'), target);
  section(vscode.l10n.t('Information about its own previous state, I(H[t-1];H[t]):'), history);
  return new vscode.MarkdownString(parts.join('\n\n'), true);
}
