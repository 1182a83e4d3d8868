/** WebAssembly memory grows by pages of so many bytes. */
export const pageBytes = 65536;

/**
 * Grows a memory until it has `bytes` bytes, at least. Returns whether it grew: views of it that were made before are
 * void then.
 * @throws RangeError when the machine, or the memory's own limit, allows no more
 */
export function growTo(memory: WebAssembly.Memory, bytes: number): boolean {
  const missing = bytes - memory.buffer.byteLength;
  if (missing <= 0) return false;
  memory.grow(Math.ceil(missing / pageBytes));
  return true;
}
