import { set } from '../named-set.js';

/** Words of the language, and functions that compute or print. What stands behind one may begin with a slash. */
export const TAKERS = set(
  'split grep map if unless while until and or not xor return push unshift print printf say join sort reverse when elsif x eq ne lt gt le ge cmp',
);
export const WORDS = set(
  `for foreach else my our local next last redo sprintf length substr index rindex uc lc ucfirst lcfirst fc chomp chop chr ord hex oct abs int sqrt sin cos atan2 exp log rand srand pop shift splice keys values each exists delete defined undef scalar wantarray ref die warn exit time localtime gmtime pos quotemeta pack unpack vec eof close binmode BEGIN END STDIN STDOUT STDERR ${[...TAKERS].join(' ')}`,
);
/** Functions of modules that compute. */
export const LIBRARY = set(
  'sum sum0 max min first reduce uniq uniqnum any all none shuffle maxstr minstr pairs product Dumper floor ceil fmod strftime looks_like_number decode_json encode_json timelocal timegm blessed reftype',
);
/** Functions that take nothing: what follows is reckoned with. */
export const NOTHING_BEHIND = set('time wantarray');
