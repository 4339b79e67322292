import { isAbsolute, relative, resolve, sep } from 'node:path';

/** A file's path as seen from `root` (absolute), with forward slashes. */
export function placeFrom(root: string, file: string): string {
  const path = relative(root, resolve(root, file));
  // On Windows a file on another drive has no relative path.
  return (isAbsolute(path) ? file : path).split(sep).join('/');
}

/** The same as a relative URI reference. A colon in the first segment would read as a scheme. */
export function uriFrom(root: string, file: string): string {
  const uri = placeFrom(root, file).split('/').map(encodeURIComponent).join('/');
  return /^[^/]*%3A/i.test(uri) ? `./${uri}` : uri;
}

/** A file as it is shown to a reader at `root`: the shorter of the path as it came and the path from there. */
export function shownFile(file: string, root: string | undefined): string {
  if (root === undefined || !isAbsolute(file)) return file;
  const path = placeFrom(root, file);
  return path !== '' && path.length < file.length ? path : file;
}
