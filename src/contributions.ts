import type { StudyName } from './config/schema/studies/studyNames';

/** Those that open the shipped example of a study. */
export const studyCommands = {
  select: 'rnnInformationFlow.studyColumns',
  compress: 'rnnInformationFlow.studyUnits',
  robustness: 'rnnInformationFlow.studyNoise',
  uncertainty: 'rnnInformationFlow.studyDoubt',
  enhance: 'rnnInformationFlow.studyEnhancement',
  sweep: 'rnnInformationFlow.studyOverfitting',
  translation: 'rnnInformationFlow.studyTranslation',
  attribution: 'rnnInformationFlow.studyAttribution',
} as const satisfies Record<StudyName, string>;

/** Every other id that package.json contributes; a test compares the two. */
export const commands = {
  analyze: 'rnnInformationFlow.analyze',
  cancel: 'rnnInformationFlow.cancel',
  openPanel: 'rnnInformationFlow.openPanel',
  exportResult: 'rnnInformationFlow.exportResult',
  toggleCodeLens: 'rnnInformationFlow.toggleCodeLens',
  installRuntime: 'rnnInformationFlow.installRuntime',
  removeRuntime: 'rnnInformationFlow.removeRuntime',
  newConfig: 'rnnInformationFlow.newConfig',
  openExample: 'rnnInformationFlow.openExample',
  startStudy: 'rnnInformationFlow.startStudy',
  openRecording: 'rnnInformationFlow.openRecording',
  importNetwork: 'rnnInformationFlow.importNetwork',
  openWalkthrough: 'rnnInformationFlow.openWalkthrough',
  openResult: 'rnnInformationFlow.openResult',
  compareResult: 'rnnInformationFlow.compareResult',
  pinRun: 'rnnInformationFlow.pinRun',
  unpinRun: 'rnnInformationFlow.unpinRun',
  renameRun: 'rnnInformationFlow.renameRun',
  deleteRun: 'rnnInformationFlow.deleteRun',
  reproduceRun: 'rnnInformationFlow.reproduceRun',
  clearKept: 'rnnInformationFlow.clearKept',
  showLog: 'rnnInformationFlow.showLog',
  revealLayer: 'rnnInformationFlow.revealLayer',
} as const;

export type CommandId = (typeof commands)[keyof typeof commands];

/** Arguments of a command when it is not picked from the palette. */
export interface CommandArguments {
  [commands.analyze]: [config?: unknown];
  [commands.cancel]: [config?: unknown];
  [commands.openPanel]: [config?: unknown];
  [commands.exportResult]: [config?: unknown];
  [commands.toggleCodeLens]: [];
  [commands.installRuntime]: [];
  [commands.removeRuntime]: [];
  [commands.newConfig]: [template?: unknown];
  [commands.openExample]: [path?: unknown];
  [commands.startStudy]: [path?: unknown];
  [commands.openRecording]: [folder?: unknown];
  [commands.importNetwork]: [file?: unknown];
  [commands.openWalkthrough]: [];
  [commands.openResult]: [file?: unknown];
  [commands.compareResult]: [file?: unknown];
  [commands.pinRun]: [row: unknown];
  [commands.unpinRun]: [row: unknown];
  [commands.renameRun]: [row: unknown];
  [commands.deleteRun]: [row: unknown];
  [commands.reproduceRun]: [run?: unknown];
  [commands.clearKept]: [];
  [commands.showLog]: [];
  [commands.revealLayer]: [config: unknown, layer: unknown];
}

export const configurationSection = 'rnnInformationFlow';

/** Settings below `configurationSection`, with the types that package.json declares. */
export interface Settings {
  analyzeOnSave: boolean;
  followTraining: boolean;
  /** MB. */
  keptSize: number;
  backend: 'auto' | 'tensorflow' | 'native' | 'wasm' | 'cpu';
  'codeLens.enabled': boolean;
}

export const views = {
  container: 'rnnInformationFlow',
  layers: 'rnnInformationFlow.layers',
  runs: 'rnnInformationFlow.runs',
  chart: 'rnnInformationFlow.chart',
  panel: 'rnnInformationFlow.panel',
} as const;

/** Names of the tools for language models in VS Code, by their names in `agents/`. */
export const languageModelTools = {
  analyze: 'rnnInformationFlow_analyze',
  explain: 'rnnInformationFlow_explain',
  suggest: 'rnnInformationFlow_suggest',
  compare: 'rnnInformationFlow_compare',
} as const;

export const contextKeys = {
  /** An analysis is running. */
  running: 'rnnInformationFlow.running',
  /** The current config has a result. */
  hasResult: 'rnnInformationFlow.hasResult',
} as const;

export const walkthrough = 'rnnInformationFlow.start';

/** The source name of diagnostics. */
export const diagnosticSource = 'RNN information flow';

/** Pattern of config files. */
export const configPattern = '**/*.rnn.json';
