/** The first byte of the memory that is the caller's. */
export function base(): usize {
  return (__heap_base + 63) & ~63;
}
