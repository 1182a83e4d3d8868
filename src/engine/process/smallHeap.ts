/**
 * Settings of glibc's allocator (mallopt(3)) with which arrays that are done with go back to the system. By default it
 * takes ever larger ones from the heaps of its threads, where a small one behind them keeps their memory: a quarter of
 * that of a large recording. Other allocators pass them by.
 */
export const smallHeap = { MALLOC_MMAP_THRESHOLD_: '131072', MALLOC_TRIM_THRESHOLD_: '131072' } as const;
