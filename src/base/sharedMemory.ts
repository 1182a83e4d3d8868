/**
 * Memory that threads read without a copy. A browser gives it to isolated pages alone; elsewhere it is an array buffer
 * of this thread, which other threads receive as a copy.
 */
export function sharedMemory(bytes: number): ArrayBufferLike {
  return typeof SharedArrayBuffer === 'undefined' ? new ArrayBuffer(bytes) : new SharedArrayBuffer(bytes);
}
