/** Whether this machine keeps the lowest byte of a number first. */
export const littleEndianHere = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1;
