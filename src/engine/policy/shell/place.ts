import type { Stdin } from './script.js';

/** What the paths of a container stand for on this machine. */
export interface Mounts {
  /** Where what runs there starts; undefined where nobody can say. */
  readonly folder: string | undefined;
  /** @returns a path of this machine, or undefined where nobody can say */
  readonly hostPath: (path: string, isPattern: boolean) => string | undefined;
}

/** Where in a script a command stands, and what follows for it. */
export interface Place {
  readonly folders: readonly (string | undefined)[];
  readonly remote: boolean;
  /** Of a container whose files are known; null for any other place. */
  readonly mounts: Mounts | null;
  readonly parent: number;
  readonly depth: number;
  readonly stdin: Stdin;
}

/**
 * A place with some of it changed. Written out, since every command has one: a spread of objects that were made in
 * different ways is several times as slow.
 */
export function placeWith(place: Place, changes: Partial<Place>): Place {
  return {
    folders: changes.folders ?? place.folders,
    remote: changes.remote ?? place.remote,
    mounts: changes.mounts === undefined ? place.mounts : changes.mounts,
    parent: changes.parent ?? place.parent,
    depth: changes.depth ?? place.depth,
    stdin: changes.stdin ?? place.stdin,
  };
}

/** Where what a command runs stands. */
export const below = (place: Place, parent: number): Place =>
  placeWith(place, { depth: place.depth + 1, parent });
