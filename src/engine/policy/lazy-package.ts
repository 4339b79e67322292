import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/** Loads a package when it is first needed: most policies need none of those that are loaded this way. */
export function loadPackage<T>(name: string): T {
  return require(name) as T;
}

/** Where a file of a package lies. */
export function locatePackageFile(name: string): string {
  return require.resolve(name);
}
