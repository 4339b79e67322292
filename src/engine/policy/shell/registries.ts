import { hostOf, isHere } from './hosts.js';
import { knownWord } from './script.js';

/** Where package managers fetch from, unless they are told otherwise. */
const USUAL =
  /^(?:registry\.npmjs\.org|registry\.yarnpkg\.com|npm\.jsr\.io|jsr\.io|pypi\.org|test\.pypi\.org|files\.pythonhosted\.org|download\.pytorch\.org|(?:index\.|static\.)?crates\.io|(?:index\.)?rubygems\.org|cdn\.cocoapods\.org|proxy\.golang\.org|repo1?\.maven\.(?:apache\.)?org|repo\.maven\.apache\.org|api\.nuget\.org|(?:repo\.)?packagist\.org|(?:repo\.)?hex\.pm|pub\.dev|conda\.anaconda\.org|repo\.anaconda\.com|nodejs\.org|static\.rust-lang\.org|center2?\.conan\.io|conan\.io|luarocks\.org|hackage\.haskell\.org)$/;

const ADDRESS = /(?:^|[\s=@'"(+])((?:[a-z]+\+)?[a-z]+:\/\/[^\s'"]*)/gi;

/** Whether a word names a place of another machine, from which packages do not usually come. */
export function comesFromElsewhere(text: string): boolean {
  if (/(?:^|[\s=])git@/.test(text)) return true;
  if (!text.includes('://')) return false;
  for (const [, address = ''] of text.matchAll(ADDRESS)) {
    const host = hostOf(knownWord(address.replace(/^(?:[a-z]+\+)/i, '')));
    if (!isHere(host) && !USUAL.test(host ?? '')) return true;
  }
  return false;
}

/** Variables by which package managers and installers are told where to fetch from. */
const TELLS =
  /^JSR_URL$|^(?:YARN|UV|PIPENV|POETRY|PDM|BUNDLE|GEM|RUBYGEMS|HEX|PUB|FLUTTER|RUSTUP|JSR|COREPACK|NVM|NODEJS|NODE|FNM|N|PLAYWRIGHT|PUPPETEER|CYPRESS|ELECTRON|SASS|CONDA|COMPOSER|HOMEBREW|NUGET|CPAN|PERL|LUAROCKS|OPAM|CABAL|STACK|GHCUP|JULIA|SWIFT|COCOAPODS|GRADLE|SDKMAN|ASDF|MISE|VOLTA|BUN|DENO|NPM|PNPM|SENTRYCLI|SHARP|PRISMA)_\w*(?:REGISTR|MIRROR|INDEX|SERVER|SOURCE|REPO|HOSTED_URL|DOWNLOAD|DOMAIN|DIST|STORAGE|ROOT|CHANNEL|FIND_LINKS|API|REMOTE|OPT|BINARY|CONFIG|PYPI)\w*$/;

/** `UV_INDEX_URL=https://x.example/simple`. */
export const namesRegistry = (name: string, value: string, known: boolean): boolean =>
  TELLS.test(name) && (comesFromElsewhere(value) || (!known && !/_(?:ROOT|DIST|API|CONFIG)$/.test(name)));
