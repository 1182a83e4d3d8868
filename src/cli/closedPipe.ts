/**
 * Ends the program once nobody reads `stream` any more, as after `| head -1`: quietly, and with the status that it has
 * by then.
 */
export function endWhenClosed(stream: NodeJS.WriteStream): void {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit();
  });
}
