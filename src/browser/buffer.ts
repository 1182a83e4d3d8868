/** Node's global `Buffer`, which the build puts where it is used. */
export { Buffer } from 'buffer';
