/**
 * Ends the program when the reader of `stream` has closed it, as after `| head -1`: without a message, and with the
 * exit status so far.
 */
export function endWhenClosed(stream: NodeJS.WriteStream): void {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit();
  });
}
