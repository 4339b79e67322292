import type { Library } from './library.js';

const ERRORS =
  'HTTPException HTTPNotFound HTTPBadRequest HTTPForbidden HTTPUnauthorized HTTPFound HTTPOk HTTPNoContent HTTPInternalServerError';

/** Packages of servers, pages, command lines and texts: what of them opens files, starts programs or asks others is not named here. */
export const WEB: readonly Library[] = [
  {
    modules: { tracemalloc: '' },
    methods: 'size size_diff count_diff traceback filter_traces statistics compare_to',
  },
  {
    modules: { pstats: '' },
    methods: 'CUMULATIVE TIME CALLS FILENAME LINE NAME NFL PCALLS STDNAME reverse_order',
  },
  {
    modules: {
      jinja2: `StrictUndefined Undefined ChainableUndefined DebugUndefined select_autoescape TemplateNotFound
        TemplateSyntaxError UndefinedError TemplateError pass_context pass_environment __version__`,
      'jinja2.exceptions': 'TemplateNotFound TemplateSyntaxError UndefinedError TemplateError',
      'django.template':
        'Context RequestContext TemplateSyntaxError TemplateDoesNotExist VariableDoesNotExist',
    },
    methods: 'render get_template list_templates render_async generate lineno message',
  },
  { modules: { ruamel: '', 'ruamel.yaml': 'YAMLError __version__' }, methods: 'indent' },
  {
    modules: {
      'lxml.etree':
        'tostring Element SubElement HTML Comment HTMLParser XMLSyntaxError QName CDATA indent strip_tags strip_elements LXML_VERSION',
    },
    methods: 'iterdescendants nsmap prefix addnext addprevious getroottree docinfo encoding',
  },
  { modules: { warnings: '' }, methods: 'category message' },
  {
    modules: { markupsafe: 'escape Markup soft_str escape_silent __version__' },
    methods: 'unescape striptags',
  },
  {
    modules: {
      flask: `Flask Blueprint jsonify request session g current_app make_response Response url_for redirect abort json stream_with_context flash
        get_flashed_messages has_request_context has_app_context after_this_request __version__`,
      'flask.json': 'dumps loads jsonify',
      'flask.views': 'View MethodView',
    },
    methods: `route add_url_rule register_blueprint test_request_context app_context test_client test_cli_runner errorhandler before_request after_request
      teardown_appcontext teardown_request context_processor template_filter template_global cli url_map config get_json get_data data mimetype is_json args
      form values view_args endpoint blueprint blueprints url_rule status set_cookie delete_cookie is_secure host_url base_url script_root full_path
      to_dict iter_rules rule view_functions url_prefix location session_transaction as_view method_decorators history request`,
  },
  {
    modules: {
      werkzeug: '__version__',
      'werkzeug.test': 'EnvironBuilder create_environ run_wsgi_app Client',
      'werkzeug.wrappers': 'Request Response',
      'werkzeug.routing':
        'Map Rule Submount Subdomain BaseConverter BuildError RequestRedirect MapAdapter RuleFactory',
      'werkzeug.datastructures': `Headers MultiDict ImmutableMultiDict OrderedMultiDict CombinedMultiDict FileStorage EnvironHeaders Accept MIMEAccept
        LanguageAccept CallbackDict ETags Range ContentRange ResponseCacheControl RequestCacheControl Authorization WWWAuthenticate HeaderSet TypeConversionDict`,
      'werkzeug.http': `parse_options_header dump_cookie parse_cookie dump_options_header parse_date http_date quote_etag unquote_etag parse_etags
        parse_range_header parse_accept_header parse_list_header parse_dict_header quote_header_value unquote_header_value HTTP_STATUS_CODES
        parse_content_range_header dump_header is_resource_modified`,
      'werkzeug.exceptions':
        'NotFound BadRequest Forbidden Unauthorized MethodNotAllowed HTTPException InternalServerError abort',
      'werkzeug.urls': 'url_quote url_unquote url_parse url_encode url_decode url_join iri_to_uri uri_to_iri',
      'werkzeug.security': 'generate_password_hash check_password_hash safe_join',
      'werkzeug.local': 'Local LocalProxy LocalStack',
      'werkzeug.utils': 'secure_filename escape redirect cached_property',
      'werkzeug.formparser': 'parse_form_data MultiPartParser FormDataParser',
      itsdangerous:
        'URLSafeSerializer URLSafeTimedSerializer TimestampSigner Signer BadSignature SignatureExpired BadData',
    },
    methods: `get_data to_dict bind bind_to_environ match build get_environ get_request getlist setlist getlistvalues to_wsgi_list to_dict add_header best best_match etag
      mimetype content_type is_xhr wsgi_app application sign unsign iter_rules allowed_methods test dispatch code get_response description
      on_json_loading_failed make_conditional freeze`,
  },
  {
    modules: {
      fastapi: `FastAPI APIRouter Depends Query Path Body Header Cookie Form UploadFile HTTPException Request Response status BackgroundTasks Security
        WebSocket WebSocketDisconnect __version__`,
      'fastapi.responses':
        'JSONResponse HTMLResponse PlainTextResponse RedirectResponse StreamingResponse Response ORJSONResponse',
      'fastapi.encoders': 'jsonable_encoder',
      'fastapi.exceptions': 'RequestValidationError HTTPException ResponseValidationError',
      'fastapi.security':
        'OAuth2PasswordBearer OAuth2PasswordRequestForm HTTPBearer HTTPBasic HTTPBasicCredentials APIKeyHeader APIKeyQuery APIKeyCookie',
      'fastapi.openapi.utils': 'get_openapi',
      'fastapi.routing': 'APIRoute APIRouter',
      'fastapi.middleware.cors': 'CORSMiddleware',
      'fastapi.middleware.gzip': 'GZipMiddleware',
      'starlette.applications': 'Starlette',
      'starlette.routing': 'Route Mount Router WebSocketRoute Host',
      'starlette.responses':
        'JSONResponse HTMLResponse PlainTextResponse RedirectResponse StreamingResponse Response',
      'starlette.requests': 'Request HTTPConnection',
      'starlette.exceptions': 'HTTPException',
      'starlette.middleware': 'Middleware',
      'starlette.middleware.base': 'BaseHTTPMiddleware',
      'starlette.middleware.cors': 'CORSMiddleware',
      'starlette.middleware.gzip': 'GZipMiddleware',
      'starlette.middleware.sessions': 'SessionMiddleware',
      'starlette.datastructures': 'URL Headers MutableHeaders QueryParams FormData State Address',
    },
    methods: `include_router openapi dependency_overrides exception_handler middleware on_event add_middleware mount add_api_route add_route state url_path_for
      detail routes dependencies query_params path_params json body form receive_json send_json receive_text send_text accept websocket_connect websocket
      set_cookie user auth base_url client url_for router add_task`,
  },
  {
    modules: {
      click: `command group option argument echo Choice IntRange FloatRange pass_context pass_obj Context Command Group Option Argument BadParameter
        ClickException UsageError style secho STRING INT FLOAT BOOL Tuple DateTime version_option confirmation_option password_option help_option
        make_pass_decorator get_current_context MultiCommand CommandCollection ParamType Parameter NoSuchOption MissingParameter Abort unstyle HelpFormatter
        wrap_text Path __version__`,
      typer: 'Typer Option Argument echo Exit Context BadParameter style secho colors',
    },
    methods: `command group add_command add_typer callback params obj invoked_subcommand forward get_help make_context get_usage info_name exc_info
      isolated_filesystem list_commands get_command get_params to_info_dict get_default consume_value full_process_value type_cast_value stderr
      standalone_mode nargs multiple opts secondary_opts human_readable_name get_help_record find_root meta resilient_parsing exit fail
      get_short_help_str help short_help epilog hidden deprecated param_hint write_usage write_dl format_message`,
  },
  {
    modules: {
      attr: 's ib attrs attrib define mutable frozen field Factory asdict astuple fields fields_dict evolve has validate NOTHING Attribute __version__',
      attrs:
        'define mutable frozen field Factory asdict astuple fields fields_dict evolve has validate NOTHING Attribute __version__',
      'attr.validators':
        'instance_of in_ optional and_ or_ not_ deep_iterable deep_mapping matches_re ge le lt gt max_len min_len is_callable',
      'attrs.validators':
        'instance_of in_ optional and_ or_ not_ deep_iterable deep_mapping matches_re ge le lt gt max_len min_len is_callable',
      'attr.converters': 'optional to_bool default_if_none pipe',
      'attrs.converters': 'optional to_bool default_if_none pipe',
    },
    methods: 'validator default converter metadata',
  },
  {
    modules: {
      marshmallow: `Schema ValidationError EXCLUDE INCLUDE RAISE post_load pre_load post_dump pre_dump validates validates_schema missing __version__`,
      'marshmallow.fields': `Str String Int Integer Float Bool Boolean DateTime Date Time Dict List Nested Email URL Url UUID Method Function Raw Decimal
        Field Pluck Constant Mapping Tuple TimeDelta NaiveDateTime AwareDateTime Enum Number IP`,
      'marshmallow.validate': 'Length Range OneOf NoneOf Email URL Regexp Equal ContainsOnly And Predicate',
    },
    methods:
      'load loads dump dumps validate messages valid_data fields declared_fields context normalized_messages load_fields dump_fields from_dict opts',
  },
  {
    modules: {
      html5lib: 'parse parseFragment serialize getTreeBuilder getTreeWalker HTMLParser __version__',
      babel: 'Locale UnknownLocaleError default_locale negotiate_locale __version__',
      'babel.dates': `format_date format_datetime format_time format_timedelta get_timezone parse_date parse_time get_day_names get_month_names format_interval
        get_timezone_name format_skeleton get_date_format get_datetime_format get_time_format UTC`,
      'babel.numbers': `format_number format_decimal format_currency format_percent format_compact_decimal format_compact_currency format_scientific parse_number
        parse_decimal NumberFormatError get_currency_symbol get_currency_name get_decimal_symbol get_group_symbol`,
      'babel.lists': 'format_list',
      'babel.plural': 'PluralRule',
      'babel.messages': 'Catalog Message',
      'packaging.markers': 'Marker default_environment InvalidMarker UndefinedComparison',
      'packaging.utils': 'canonicalize_name canonicalize_version parse_wheel_filename parse_sdist_filename',
      'packaging.tags': 'sys_tags Tag parse_tag',
      yarl: 'URL',
      multidict: 'MultiDict CIMultiDict MultiDictProxy CIMultiDictProxy istr',
      pygments: 'highlight lex __version__',
      'pygments.lexers': `get_lexer_by_name guess_lexer get_all_lexers find_lexer_class_by_name PythonLexer Python3Lexer PythonConsoleLexer JavascriptLexer
        HtmlLexer JsonLexer YamlLexer BashLexer CLexer CppLexer JavaLexer RustLexer GoLexer RubyLexer SqlLexer DiffLexer RstLexer MarkdownLexer TextLexer CssLexer
        XmlLexer TypeScriptLexer PhpLexer PerlLexer IniLexer TOMLLexer`,
      'pygments.formatters':
        'HtmlFormatter TerminalFormatter Terminal256Formatter TerminalTrueColorFormatter NullFormatter RawTokenFormatter LatexFormatter',
      'pygments.token':
        'Token Name Keyword String Number Comment Operator Punctuation Text Generic Literal Error Whitespace',
      'pygments.util': 'ClassNotFound',
    },
    methods: `Token Name Keyword String Number Comment Operator Punctuation Text Generic Literal Error Whitespace Inserted Deleted Heading Subheading
      Output Prompt Strong Emph territories languages parse display_name english_name currencies date_formats number_symbols weekday_abbr evaluate with_query with_path with_host joinpath
      raw_path raw_query_string path_qs human_repr update_query join is_absolute getone getall popone popall extend get_tokens get_style_defs
      get_tokens_unprocessed analyse_text Function Class Builtin Constant Declaration Namespace Single Double Integer Float Word Attribute Tag Variable
      Exception Decorator Entity Label Other Reserved Pseudo Type Escape Interpol Regex Symbol Doc Backtick Char Heredoc Multiline Preproc Special
      with_scheme with_fragment origin relative raw_parts raw_name add_language getDocumentElement`,
  },
  {
    modules: {
      aiohttp: `ClientTimeout FormData MultipartWriter ClientError ClientResponseError ClientConnectionError ClientConnectorError ServerDisconnectedError
        ClientPayloadError InvalidURL BasicAuth hdrs HttpVersion11 WSMsgType __version__`,
      'aiohttp.web': `Application Response json_response RouteTableDef Request StreamResponse WebSocketResponse get post put patch delete head view route
        middleware AppRunner View ${ERRORS}`,
      'aiohttp.test_utils': 'make_mocked_request',
    },
    methods: `router add_get add_post add_put add_patch add_delete add_head add_route add_routes setup cleanup start stop text read json status match_info
      query rel_url raw_path on_startup on_cleanup on_shutdown middlewares prepare reason content_type charset raise_for_status body headers
      add_field release real_url request_info iter_chunked iter_any readany can_read_body content_length method remote named_resources url_for resources`,
  },
  {
    modules: {
      'tornado.escape':
        'json_encode json_decode url_escape url_unescape xhtml_escape xhtml_unescape utf8 to_unicode squeeze linkify',
      'tornado.httputil': `HTTPHeaders parse_multipart_form_data parse_body_arguments url_concat HTTPServerRequest parse_request_start_line format_timestamp
        HTTPFile split_host_and_port parse_cookie`,
    },
    methods: 'get_list get_all parse_line',
  },
  {
    modules: {
      responses:
        'activate add GET POST PUT PATCH DELETE HEAD OPTIONS calls RequestsMock Response CallbackResponse matchers assert_call_count',
      'responses.matchers':
        'json_params_matcher query_param_matcher urlencoded_params_matcher header_matcher query_string_matcher',
      requests_mock: 'Mocker mock ANY GET POST NoMockAddress',
    },
    methods:
      'calls request call_count called last_request request_history add_callback assert_all_requests_are_fired register_uri',
  },
  {
    modules: {
      'requests.models': 'Request PreparedRequest Response',
      'requests.structures': 'CaseInsensitiveDict LookupDict',
      'requests.cookies': 'RequestsCookieJar cookiejar_from_dict create_cookie',
      'requests.auth': 'HTTPBasicAuth HTTPDigestAuth',
      'requests.utils': `quote unquote requote_uri unquote_unreserved get_encoding_from_headers parse_header_links super_len dict_from_cookiejar parse_dict_header
        parse_list_header is_ipv4_address is_valid_cidr address_in_network to_key_val_list from_key_val_list guess_json_utf urldefragauth
        prepend_scheme_if_needed select_proxy iter_slices stream_decode_response_unicode check_header_validity default_user_agent default_headers`,
      'requests.exceptions': `RequestException ConnectionError Timeout HTTPError InvalidURL MissingSchema InvalidSchema ReadTimeout ConnectTimeout TooManyRedirects
        ChunkedEncodingError ContentDecodingError JSONDecodeError SSLError ProxyError InvalidHeader UnrewindableBodyError RetryError StreamConsumedError`,
      'requests.compat': 'urlparse urlunparse quote unquote urlencode urljoin',
    },
    methods: `prepare prepare_url prepare_headers prepare_body prepare_cookies prepare_auth prepare_content_length prepare_method body path_url get_dict
      apparent_encoding is_redirect is_permanent_redirect links request next raise_for_status lower_items encode_multipart_formdata`,
  },
  {
    modules: {
      astroid:
        'parse extract_node InferenceError AstroidError NameInferenceError AstroidSyntaxError Uninferable __version__',
      'astroid.nodes': `FunctionDef ClassDef Module Call Name Attribute Const Assign AssignName AssignAttr Import ImportFrom Return Expr List Tuple Dict Set If For While
        BinOp Compare Subscript JoinedStr Lambda Arguments AnnAssign Decorators TryExcept Try With Raise Starred Yield Await NodeNG`,
      'astroid.exceptions':
        'InferenceError AstroidError NameInferenceError AttributeInferenceError AstroidSyntaxError',
      'astroid.bases': 'Instance BoundMethod UnboundMethod Generator',
    },
    methods: `repr_tree infer inferred as_string nodes_of_class root statement frame scope lookup igetattr pytype qname bool_value ancestors instance_attrs
      local_attr parent args body decorators is_generator infer_call_result fromlineno tolineno get_children ilookup itered getitem has_base
      implicit_parameters is_method is_bound argnames basenames slots display_type string_representation last_child doc_node`,
  },
];
