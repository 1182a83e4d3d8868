/** WebAssembly memory grows by pages of this number of bytes. */
export const pageBytes = 65536;

/**
 * Grows a memory to at least `bytes` bytes. Returns whether it grew; earlier views of it are then invalid.
 * @throws RangeError when the machine, or the memory's own limit, allows no more
 */
export function growTo(memory: WebAssembly.Memory, bytes: number): boolean {
  const missing = bytes - memory.buffer.byteLength;
  if (missing <= 0) return false;
  memory.grow(Math.ceil(missing / pageBytes));
  return true;
}
