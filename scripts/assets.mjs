// The files of packages that are copied into dist/ as they are.

/** @type {readonly { readonly source: string, readonly target: string, readonly pattern: RegExp }[]} */
export const assets = [
  { source: '@tensorflow/tfjs-backend-wasm/dist', target: 'wasm', pattern: /^tfjs-backend-wasm(-simd)?\.wasm$/ },
  { source: '@tensorflow/tfjs-node/binding', target: 'native', pattern: /\.(cc|h)$/ },
  { source: 'h5wasm/dist/esm', target: 'hdf5', pattern: /\.js$/ },
  // Its licence must stay with it, and its package.json says that these are modules.
  { source: 'h5wasm', target: 'hdf5', pattern: /^(LICENSE\.txt|package\.json)$/ },
  { source: 'node-api-headers/include', target: 'native', pattern: /\.h$/ },
];
