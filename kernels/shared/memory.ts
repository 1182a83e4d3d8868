/** The first byte of the caller's part of the memory. */
export function base(): usize {
  return (__heap_base + 63) & ~63;
}
