/** The version in package.json, inserted by the build. */
declare const PRODUCT_VERSION: string | undefined;

/** The version of this program; undefined where the sources run without a build. */
export const productVersion = typeof PRODUCT_VERSION === 'string' ? PRODUCT_VERSION : undefined;
