import { sentence, type Sentence } from '../../base/sentence';

/** A whole config to start from. */
export interface ConfigTemplate {
  /** The name of the file, without `.rnn.json`. */
  readonly name: string;
  readonly title: Sentence;
  /** What it shows, in one sentence. */
  readonly shows: Sentence;
  /** JSON with comments. */
  readonly text: string;
}

const memoryTask = '{ "task": "delayedCopy", "symbols": 4, "length": 12, "delay": 3 }';
const softmax = (units: number): string =>
  `{ "type": "dense", "name": "out", "units": ${units}, "activation": "softmax" }`;

/** The situations that people come with. Each config is complete, and those on generated data run as they are. */
export const configTemplates: readonly ConfigTemplate[] = [
  {
    name: 'memory',
    title: sentence('Memory of a recurrent layer'),
    shows: sentence('How many steps back an LSTM remembers, on a task whose information is known exactly.'),
    text: `{
  // Repeat the symbol of three steps ago.
  "data": ${memoryTask},
  "model": {
    "layers": [
      { "type": "lstm", "name": "memory", "units": 16 },
      ${softmax(4)}
    ]
  },
  "training": { "epochs": 20 }
}
`,
  },
  {
    name: 'cells',
    title: sentence('Cells side by side'),
    shows: sentence('Which of two cells remembers more, on the same data and with the same training.'),
    text: `{
  "data": ${memoryTask},
  "model": {
    "layers": [
      { "type": "gru", "name": "memory", "units": 16 },
      ${softmax(4)}
    ]
  },
  // Further networks on the same data: one more entry, one more line on the charts.
  "networks": {
    "simple": {
      "layers": [
        { "type": "simpleRNN", "name": "memory", "units": 16 },
        ${softmax(4)}
      ]
    }
  },
  "training": { "epochs": 20 }
}
`,
  },
  {
    name: 'bottleneck',
    title: sentence('An information bottleneck'),
    shows: sentence('How much of the input a code keeps while beta grows, beside the exact limit where it is known.'),
    text: `{
  "data": ${memoryTask},
  "model": {
    "layers": [
      { "type": "lstm", "name": "memory", "units": 16 },
      { "type": "bottleneck", "name": "z", "units": 4, "beta": 10 },
      ${softmax(4)}
    ]
  },
  "training": { "epochs": 20 },
  // A larger beta keeps more: the bottleneck curve.
  "sweep": { "beta": { "from": 1, "to": 100, "steps": 5 } }
}
`,
  },
  {
    name: 'text',
    title: sentence('A text, character by character'),
    shows: sentence('How far back a network looks that predicts the next character of a text file.'),
    text: `{
  // Any text in UTF-8, beside this config.
  "data": { "task": "text", "path": "text.txt", "length": 32, "alphabet": 32 },
  "model": {
    "layers": [
      { "type": "embedding", "name": "letters", "units": 16 },
      { "type": "gru", "name": "reader", "units": 64 },
      ${softmax(32)}
    ]
  },
  "training": { "epochs": 10, "learningRate": 0.005 }
}
`,
  },
  {
    name: 'table',
    title: sentence('My own table'),
    shows: sentence('Your CSV or Parquet with a row a step: which columns and steps the state keeps.'),
    text: `{
  // A row a step. "sequence" names the column that tells sequences apart; words are classes.
  "data": { "task": "file", "path": "steps.csv", "sequence": "sequence", "target": "label" },
  "model": {
    "layers": [
      { "type": "lstm", "name": "state", "units": 32 },
      // One unit for each class of the label.
      ${softmax(2)}
    ]
  },
  "training": { "epochs": 20 }
}
`,
  },
  {
    name: 'arrays',
    title: sentence('My own arrays'),
    shows: sentence('Inputs and targets as NumPy saves them, padded or not.'),
    text: `{
  // [sequences, steps, columns] and [sequences] or [sequences, steps]. For padded ones add "lengths": "lengths.npy".
  "data": { "task": "file", "inputs": "x.npy", "targets": "y.npy" },
  "model": {
    "layers": [
      { "type": "lstm", "name": "state", "units": 32 },
      // One unit for each class of the targets.
      ${softmax(2)}
    ]
  },
  "training": { "epochs": 20 }
}
`,
  },
  {
    name: 'recording',
    title: sentence('A network in PyTorch or Keras'),
    shows: sentence('States that the recorder writes during your own training, followed live.'),
    text: `{
  // The folder of Recorder("runs/a", model, x, y). It needs no "model".
  "data": { "task": "activations", "recording": "runs/a" }
}
`,
  },
];
