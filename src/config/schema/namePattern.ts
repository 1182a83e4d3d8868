/** What layers, networks and further targets may be called. */
export const namePattern = /^[A-Za-z][\w-]*$/;
