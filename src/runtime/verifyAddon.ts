import { runProgram } from './runProgram';

/** Squares [1 2; 3 4] with the addon at the given path. */
const program = `
const loaded = { exports: {} };
process.dlopen(loaded, process.argv[1]);
const tf = loaded.exports;
const x = tf.createTensor([2, 2], tf.TF_FLOAT, new Float32Array([1, 2, 3, 4]));
const attributes = [
  { name: 'transpose_a', type: tf.TF_ATTR_BOOL, value: false },
  { name: 'transpose_b', type: tf.TF_ATTR_BOOL, value: false },
  { name: 'T', type: tf.TF_ATTR_TYPE, value: tf.TF_FLOAT },
];
const [product] = tf.executeOp('MatMul', attributes, [x, x], 1);
console.log(Array.from(tf.tensorDataSync(product.id)).join(' '));
`;

/**
 * Multiplies two small matrices with the addon in a process of its own, so that a crash does not end this one.
 *
 * @throws Error with the reason if the product is wrong
 */
export async function verifyAddon(addon: string, signal?: AbortSignal): Promise<void> {
  const outcome = await runProgram(process.execPath, ['-e', program, addon], {
    signal,
    environment: { ELECTRON_RUN_AS_NODE: '1', TF_CPP_MIN_LOG_LEVEL: '2', NODE_OPTIONS: '' },
  });
  if (outcome?.exitCode === 0 && outcome.stdout.trim() === '7 10 15 22') return;
  const reason =
    outcome?.stderr.split('\n').find((line) => /error/i.test(line)) ?? 'the process ended without an answer';
  throw new Error(`The native TensorFlow runtime was built but does not run on this machine: ${reason.trim()}`);
}
