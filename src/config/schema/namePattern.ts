/** Allowed names of layers, networks and further targets. */
export const namePattern = /^[A-Za-z][\w-]*$/;
