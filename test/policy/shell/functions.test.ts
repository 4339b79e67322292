import { describe, expect, it } from 'vitest';
import { decided } from '../../support/shell-baseline.js';

describe('words of a function that are shifted', () => {
  it.each([
    'step() { echo "--> $1"; shift; "$@"; }; step lint npm run lint; step test npm test',
    'f() { shift; "$@"; }; f x git status',
    'f() { shift; shift; "$@"; }; f x y git status',
    'f() { local n=$1; shift; rm -rf "$n/$1"; }; f src x',
  ])('are followed: %s', (command) => {
    expect(decided(command)).toBe('allow');
  });

  it.each([
    'f() { shift; "$@"; }; f x rm -rf ~',
    'f() { shift; shift; "$@"; }; f a b rm -rf ~',
    'f() { rm -rf "$1"; shift; rm -rf "$1"; }; f src ~',
    'f() { shift; g "$@"; }; g() { shift; "$@"; }; f a b rm -rf ~',
    'f() { if true; then shift; fi; "$@"; }; f rm -rf ~',
    'f() { true && shift; "$@"; }; f rm -rf ~',
    'f() { (shift); "$@"; }; f rm -rf ~',
    'f() { shift & "$@"; }; f rm -rf ~',
    'f() { shift >/dev/null; "$@"; }; f rm -rf ~',
    'f() { shift 2; "$@"; }; f a b rm -rf ~',
    'f() { for x in a b; do shift; done; "$@"; }; f a b rm -rf ~',
    'f() { command shift; "$@"; }; f a rm -rf ~',
    'f() { \\shift; "$@"; }; f a rm -rf ~',
    'alias shift=true; f() { shift; "$@"; }; f /opt/x git status',
    'enable -n shift; f() { shift; "$@"; }; f /opt/x git status',
    'shift() { :; }; f() { shift; "$@"; }; f /opt/x git status',
    'function shift { :; }; f() { shift; "$@"; }; f /opt/x git status',
    'if true; then shift() { :; }; fi; f() { shift; "$@"; }; f /opt/x git status',
    'g() { shift() { :; }; }; g; f() { shift; "$@"; }; f /opt/x git status',
    'eval \'shift() { :; }\'; f() { shift; "$@"; }; f /opt/x git status',
  ])('are not lost: %s', (command) => {
    expect(decided(command)).not.toBe('allow');
  });
});
