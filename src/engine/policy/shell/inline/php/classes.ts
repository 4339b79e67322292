import { set } from '../named-set.js';
import { table } from '../../../table.js';

/** Classes of the language whose objects compute, whatever they are made of. In lower case, as all names here. */
export const COMPUTING_CLASSES: ReadonlySet<string> = set(`
  stdclass datetime datetimeimmutable datetimezone dateinterval dateperiod arrayobject arrayiterator splstack splqueue
  spldoublylinkedlist splpriorityqueue splminheap splmaxheap splfixedarray splobjectstorage numberformatter
  intldateformatter collator emptyiterator limititerator infiniteiterator norewinditerator appenditerator multipleiterator
  recursivearrayiterator recursiveiteratoriterator cachingiterator weakmap exception errorexception runtimeexception
  logicexception invalidargumentexception domainexception rangeexception outofrangeexception outofboundsexception
  lengthexception unexpectedvalueexception badfunctioncallexception badmethodcallexception overflowexception
  underflowexception error typeerror valueerror arithmeticerror divisionbyzeroerror argumentcounterror jsonexception
  messageformatter
`);

/** Classes that list folders: by a name whose beginning is told. */
export const LISTING_CLASSES: ReadonlySet<string> = set(
  'directoryiterator filesystemiterator recursivedirectoryiterator globiterator',
);

export const EXCEPTIONS = /^(?:\w*exception|\w*error|throwable)$/;

/** What code may say of classes of its own. */
export const INTERFACES: ReadonlySet<string> = set(
  'jsonserializable countable iteratoraggregate iterator arrayaccess stringable traversable throwable',
);

/** Methods that compute, whatever they belong to. */
export const METHODS: ReadonlySet<string> = set(
  `
  format gettimestamp gettimezone getoffset gettransitions getname getlocation diff getlasterrors totimestring getmessage
  getcode getfile getline getprevious gettraceasstring count current key next rewind valid getarraycopy toarray top
  isempty offsetexists offsetget contains getfilename getpathname getpath getextension getbasename getsize gettype
  isfile isdir isdot islink haschildren isreadable getmtime getatime getctime getsubpath getsubpathname getrealpath fgets fgetcsv eof seek setflags setcsvcontrol getdepth getinnerIterator
  formatcurrency parse getpattern getlocale geterrormessage compare getsortkey todatetimestring todatestring
  toiso8601string jsonserialize toiso tostring diffindays diffinhours diffinminutes diffforhumans getkey isodd
  getenddate getstartdate getiterator geturi getstatuscode getreasonphrase getheaderline getheaders getbody
`.toLowerCase(),
);

/** Methods that change the object that they belong to, where that is the language's. */
export const CHANGING_METHODS: ReadonlySet<string> = set(`
  add sub modify settimezone setdate settime settimestamp setisodate offsetset offsetunset push pop shift unshift enqueue
  dequeue insert extract append asort ksort attach detach setmaxdepth setpattern setattribute setiteratormode
  setextractflags
`);

/** What classes compute without an object. */
export const STATIC_METHODS: Readonly<Record<string, ReadonlySet<string>>> = table({
  datetime: set('createfromformat createfromimmutable createfrominterface getlasterrors'),
  datetimeimmutable: set('createfromformat createfrommutable createfrominterface getlasterrors'),
  datetimezone: set('listidentifiers listabbreviations'),
  dateinterval: set('createfromdatestring'),
  numberformatter: set('create'),
  collator: set('create'),
  normalizer: set('normalize isnormalized'),
  locale: set(
    'getdefault getdisplayname getdisplaylanguage getdisplayregion getprimarylanguage getregion canonicalize',
  ),
  pdo: set('getavailabledrivers'),
  messageformatter: set('formatmessage'),
  'composer\\installedversions': set(
    'getversion getprettyversion getinstalledpackages isinstalled getreference getrootpackage satisfies',
  ),
  'illuminate\\support\\str': set(
    `after afterlast ascii before beforelast between camel contains containsall endswith excerpt finish headline is isascii isjson isulid
    isurl isuuid kebab lcfirst length limit lower mask padboth padleft padright plural pluralstudly random remove repeat replace
    replacefirst replacelast reverse singular slug snake squish start startswith studly substr substrcount title ucfirst ucsplit
    ulid upper uuid wordcount words wrap ordereduuid`,
  ),
  'illuminate\\support\\arr': set(
    `add collapse dot divide except exists flatten forget get has hasany isassoc islist only pluck prepend pull query random set
    shuffle undot wrap`,
  ),
  'illuminate\\support\\number': set(
    'abbreviate currency fileSize forHumans format percentage ordinal spell'.toLowerCase(),
  ),
  'carbon\\carbon': set(
    'now today tomorrow yesterday parse create createfromformat createfromtimestamp createfromdate',
  ),
  'symfony\\component\\uid\\uuid': set('v4 v7 v6 v1 isvalid fromstring'),
  'symfony\\component\\uid\\ulid': set('generate isvalid fromstring'),
  'ramsey\\uuid\\uuid': set('uuid1 uuid4 uuid6 uuid7 isvalid fromstring uuid5'),
});

/** Other names of the same. */
export const SAME_CLASSES: Readonly<Record<string, string>> = table({
  'carbon\\carbonimmutable': 'carbon\\carbon',
  'illuminate\\support\\carbon': 'carbon\\carbon',
});

/** Facades that tinker knows by their short names, where they compute. */
export const FACADES: Readonly<Record<string, string>> = table({
  str: 'illuminate\\support\\str',
  arr: 'illuminate\\support\\arr',
  number: 'illuminate\\support\\number',
  carbon: 'carbon\\carbon',
});

/** What the schema facade is asked. */
export const SCHEMA_METHODS: ReadonlySet<string> = set(
  'hastable hascolumn hascolumns getcolumnlisting getcolumntype gettables gettablelisting getcolumns getindexes',
);

/** Methods by which models, queries and collections of Laravel are read, whatever values they are given. */
export const READING_METHODS: ReadonlySet<string> = set(`
  query where orwhere wherein wherenotin wherenull wherenotnull wherebetween wherenotbetween wheredate wheremonth whereyear whereday
  wheretime wherecolumn wherekey wherenot whereany whereall wherelike wherejsoncontains wherejsonlength orwherein orwherenull
  orwherenotnull orwherebetween orwheredate
  with without withcount withsum withavg withmin withmax withexists withtrashed onlytrashed withouttrashed withoutglobalscopes
  has doesnthave wherehas orwherehas wheredoesnthave whererelation wherebelongsto load loadcount loadmissing select addselect distinct
  orderby orderbydesc latest oldest inrandomorder reorder take limit skip offset forpage groupby having get first find findmany
  findorfail firstorfail firstwhere sole all count pluck value sum avg average min max exists doesntexist paginate
  simplepaginate tosql torawsql getbindings toarray tojson tobase gettable getkey getkeyname getattributes getattribute getoriginal isdirty
  getfillable getcasts gethidden only except keys values sort sortby sortbydesc sortdesc sortkeys sortkeysdesc reverse
  unique duplicates flatten collapse chunk flip keyby groupby countby implode join last random shuffle slice zip
  diff intersect merge concat union contains containsstrict isempty isnotempty median mode nth wherestrict whereinstrict
  map each filter reject flatmap mapwithkeys mapwithgroups maptogroups transform reduce every some partition sum dump dd
  leftjoin rightjoin from cursor lazy fresh gettimestamp format todatestring todatetimestring diffforhumans
  diffindays diffinhours diffinminutes startofday endofday startofmonth endofmonth startofweek endofweek startofyear subday
  subdays subhour subhours subminutes subweek subweeks submonth submonths subyear subyears adddays addday addhours addminutes
  addweek addweeks addmonth addmonths addyear addyears toiso8601string isoformat ispast isfuture istoday isbefore isafter
  isweekend makehidden makevisible append getconnectionname getdatabasename getdrivername getmorphclass isfillable hascast
  wheremorphedto tostring explode title slug upper lower trim length limit words
  camel snake studly kebab headline plural singular contains startswith endswith replace substr
`);

/** Texts of SQL that these take. */
export const RAW_METHODS: ReadonlySet<string> = set(
  'raw selectraw whereraw orwhereraw orderbyraw havingraw groupbyraw',
);

/** Methods of theirs that begin a query, or ask a table for all it holds. */
export const STARTS: ReadonlySet<string> = set(`
  query where wherein wherenotin wherenull wherenotnull wherebetween wheredate wheremonth whereyear wherekey wherenot wherehas
  wherecolumn wherelike with withcount withsum withavg withmax withmin withexists withtrashed onlytrashed has doesnthave
  wheredoesnthave select distinct orderby orderbydesc latest oldest inrandomorder take limit groupby first find findmany
  findorfail firstorfail firstwhere all get count pluck value sum avg min max exists doesntexist paginate cursor lazy
`);

/** Methods that call what they are given: only functions that stand in the code are given to these. */
export const TAKING_FUNCTIONS =
  /^(?:map|each|filter|reject|flatmap|mapwithkeys|maptogroups|transform|reduce|every|some|partition|first|last|sort|random|chunk|lazy|tap|pipe|when|unless|until|call\w*|\w*callback\w*|apply\w*|walk|invoke\w*|using|via|through|usort|uasort|uksort|search|skipuntil|skipwhile|takeuntil|takewhile|times|macro|mixin|bind|singleton|extend|resolve\w*|listen|on|register\w*)$/;
/** Methods that take functions too, or the names of columns and relations, which are methods of the model. */
export const TAKING_NAMES =
  /^(?:contains|containsstrict|doesntcontain|sum|avg|average|min|max|median|mode|sortby|sortbydesc|groupby|keyby|countby|unique|duplicates|implode|value|pluck|has|(?:or)?wherehas|wheredoesnthave|whererelation|with|with(?:count|sum|avg|min|max|exists)|load|loadcount|loadmissing|doesnthave|firstwhere|wherebelongsto|getattribute|getoriginal|append|makevisible)$/;
/** Of those, the ones that take lists of them: to others, a list may be a class and its method. */
export const TAKING_LISTS = /^(?:with|withcount|withexists|load|loadcount|loadmissing|append|makevisible)$/;
/** Names of what belongs to a model that change what is kept: a relation, or a column, of that name is called. */
export const CHANGING_NAMES =
  /(?:^|_)(?:delete|truncate|destroy|drop|update|insert|upsert|restore|archive|purge|wipe|cancel|approve|reject|publish|refund|charge|ship|pay|save|push|touch|increment|decrement|detach|attach|sync|dispatch|send|notify|fire|run|execute|handle|process|reset|clear|flush|create|store|activate|deactivate|ban|login|logout|expire|close|complete|migrate|import|export)(?:_|$)/;

/** Verbs of methods by which code changes what is kept, reaches further, or runs what it is told. */
export const REACHING =
  /(?:^|_)(?:_\w+|access|assign|ship|backup|boot|broadcast|bulk|cache|call\w*|cancel|capture|cast|charge|clean|clear|cmd|command|commit|compile|config\w*|connect|connection|container|copy|create|credit|debit|decrement|delete|deliver|deploy|destroy|detach|disable|dispatch|download|driver|drop|dump|email|enable|enqueue|eval|evaluate|exec|execute|export|factory|fetch|file|files|fire|flush|fork|handle|http|import|include|increment|insert|install|invite|invoke|kernel|kill|link|listen|lock|login|logout|mail|make|migrate|move|notify|open|patch|pay|perform|persist|pipe|post|process|proc|provision|publish|pull|purge|push|put|query|queue|raw|rebuild|refund|register|release|remove|rename|render|replace|request|require|reset|resolve|restart|restore|revoke|rm|rmdir|rollback|rotate|run|save|schedule|script|seed|send|service|set|shell|sms|spawn|sql|start|statement|stop|store|stream|subscribe|symlink|sync|system|sudo|touch|transaction|transfer|trigger|truncate|unlink|unsubscribe|update|upgrade|upload|upsert|void|webhook|wipe|withdraw|write)(?:_|$)/;

/** Namespaces that are a project's own, and what lies in them that is no more than kept data. */
export const OWN_ROOTS =
  /^(?:app|application|my_?\w*|acme|domains?|modules?|database|tests?|src|lib|core|project|shop|store|blog|billing|catalog|orders?|inventory|demo|example|company|product|backend|api|common|shared)$/;
export const MODELS = /\\(?:models?|entity|entities)\\/;

/** Short names that are none of a model: facades, and classes of the language. */
export const NO_MODELS =
  /^(?:app|artisan|auth|blade|broadcast|bus|cache|carbon\w*|concurrency|config|context|cookie|crypt|date\w*|db|eloquent|event|excel|exceptions?|file|gate|hash|horizon|http|image|inertia|js|lang|livewire|log|mail|maintenancemode|notification|number|octane|parallel\w*|password|pdf|pipeline|process|pulse|queue|ratelimiter|redirect|redis\w*|request|response|route|sanctum|passport|schedule|schema|scout|sentry|session|socialite|storage|str|arr|telescope|debugbar|url|validator|view|vite|ffi\w*|phar\w*|reflection\w*|spl\w*|dom\w*|xml\w*|pdo\w*|soap\w*|ziparchive|imagick\w*|memcache\w*|mysqli\w*|sqlite\w*|closure|fiber|generator|directory\w*|recursive\w*|\w*iterator|\w*exception|\w*error|intl\w*|locale|normalizer|collator|stdclass|array\w*|weak\w*|attribute|curl\w*|php\w*|swoole\w*|amqp\w*|mongo\w*|event\w*|ev\w*|gmp|imap\w*|ldap\w*|snmp|stomp|svm|sync\w*|ui\w*|v8js|yaf\w*|yar\w*|zmq\w*|zookeeper|com|variant|dotnet|random\\.*|enum\w*|unitenum|backedenum|iterator\w*|traversable|countable|stringable|serializable|jsonserializable|simplexml\w*|tidy\w*|transliterator|uconverter|vtiful|worker|thread\w*|pool|volatile)$/;
