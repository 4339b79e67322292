import type { Library } from './library.js';

const FIELDS = `CharField TextField IntegerField SmallIntegerField BigIntegerField PositiveIntegerField PositiveSmallIntegerField DecimalField FloatField BooleanField
  NullBooleanField DateField DateTimeField TimeField DurationField UUIDField JSONField EmailField URLField SlugField GenericIPAddressField Field`;

/**
 * Records of databases. Whoever has named a database that lies in memory, or none, may do to them what they like; in
 * any other program these are not known.
 */
export const RECORDS: readonly Library[] = [
  {
    modules: {
      'django.db': 'connection reset_queries models transaction IntegrityError OperationalError',
      'django.db.transaction': 'atomic',
      'django.db.models': `Count Sum Avg Max Min StdDev Variance Q F Value Case When Prefetch OuterRef Subquery Exists ExpressionWrapper Window Model Manager QuerySet
        ForeignKey ManyToManyField OneToOneField CASCADE PROTECT SET_NULL SET_DEFAULT DO_NOTHING RESTRICT Index UniqueConstraint CheckConstraint TextChoices
        IntegerChoices AutoField BigAutoField BinaryField FilteredRelation Func Lookup Transform Aggregate Expression Combinable Deferrable ${FIELDS}`,
      'django.db.models.functions': `TruncMonth TruncDate TruncDay TruncWeek TruncYear TruncHour TruncMinute TruncQuarter Trunc Extract Lower Upper Coalesce Length Concat Cast
        ExtractYear ExtractMonth ExtractDay ExtractHour ExtractWeekDay Now Round Abs RowNumber Rank Greatest Least NullIf Substr StrIndex Replace Trim Left Right
        Mod Power Sqrt Floor Ceil JSONObject Collate Random Sign Reverse Repeat LPad RPad Chr Ord MD5 SHA1 SHA256 Lag Lead FirstValue LastValue DenseRank`,
      'django.contrib.auth.models': 'User Group Permission AnonymousUser AbstractUser AbstractBaseUser',
      'django.contrib.contenttypes.models': 'ContentType',
      'django.contrib.admin': 'ModelAdmin TabularInline StackedInline site',
      'django.forms': `Form ModelForm BaseForm formset_factory modelform_factory modelformset_factory inlineformset_factory ChoiceField MultipleChoiceField
        TypedChoiceField ModelChoiceField ModelMultipleChoiceField MultiValueField SplitDateTimeField RegexField TextInput Textarea NumberInput EmailInput
        PasswordInput HiddenInput CheckboxInput Select SelectMultiple RadioSelect CheckboxSelectMultiple DateInput DateTimeInput TimeInput SplitDateTimeWidget
        SelectDateWidget MultiWidget Widget Media ValidationError BaseFormSet BaseModelForm ${FIELDS}`,
      'django.core.exceptions': `ValidationError ImproperlyConfigured ObjectDoesNotExist FieldError FieldDoesNotExist PermissionDenied MultipleObjectsReturned
        SuspiciousOperation`,
    },
  },
  {
    modules: {
      'django.utils.text': `slugify Truncator capfirst wrap get_valid_filename normalize_newlines phone2numeric smart_split unescape_string_literal
        camel_case_to_spaces get_text_list`,
      'django.utils.html':
        'escape format_html format_html_join strip_tags linebreaks urlize escapejs conditional_escape json_script smart_urlquote strip_spaces_between_tags',
      'django.utils.dateparse': 'parse_duration parse_datetime parse_date parse_time',
      'django.utils.dateformat': 'format time_format DateFormat',
      'django.utils.duration': 'duration_string duration_iso_string duration_microseconds',
      'django.utils.http': `urlencode urlsafe_base64_encode urlsafe_base64_decode http_date parse_http_date base36_to_int int_to_base36 quote_etag parse_etags
        url_has_allowed_host_and_scheme is_same_domain escape_leading_slashes parse_header_parameters`,
      'django.utils.encoding':
        'force_str force_bytes smart_str smart_bytes iri_to_uri uri_to_iri filepath_to_uri escape_uri_path',
      'django.utils.safestring': 'mark_safe SafeString SafeData',
      'django.utils.numberformat': 'format',
      'django.utils.formats': 'date_format number_format localize sanitize_separators get_format',
      'django.utils.functional': 'cached_property SimpleLazyObject lazy lazystr',
      'django.utils.datastructures':
        'MultiValueDict OrderedSet ImmutableList DictWrapper CaseInsensitiveMapping',
      'django.utils.timesince': 'timesince timeuntil',
      'django.utils.crypto': 'get_random_string salted_hmac constant_time_compare',
      'django.utils.translation':
        'gettext gettext_lazy ngettext activate override get_language deactivate pgettext',
      'django.utils.timezone':
        'now localdate localtime timedelta make_aware make_naive is_aware is_naive get_current_timezone get_default_timezone override utc get_fixed_timezone datetime',
      'django.utils.tree': 'Node',
      'django.utils.topological_sort': 'topological_sort_as_sets stable_topological_sort',
      'django.core.validators': `URLValidator EmailValidator RegexValidator MinValueValidator MaxValueValidator MinLengthValidator MaxLengthValidator validate_email
        validate_slug validate_ipv4_address validate_ipv6_address validate_ipv46_address DecimalValidator ProhibitNullCharactersValidator int_list_validator
        validate_unicode_slug`,
      'django.core.paginator': 'Paginator EmptyPage PageNotAnInteger InvalidPage',
      'django.core.signing': 'dumps loads Signer TimestampSigner BadSignature',
      'django.http':
        'HttpResponse JsonResponse HttpRequest QueryDict HttpResponseRedirect HttpResponseNotFound HttpResponseBadRequest Http404 StreamingHttpResponse',
      'django.http.cookie': 'parse_cookie SimpleCookie',
      'django.http.request': 'QueryDict HttpRequest HttpHeaders split_domain_port validate_host',
    },
    methods: `words chars errors error_list error_dict messages message_dict code params num_pages page page_range object_list has_next has_previous next_page_number
      get_page paginator setlist getlist lists dict urlencode charset set_cookie delete_cookie cookies headers status_code reason_phrase content streaming_content
      GET POST META COOKIES method user path_info get_full_path get_host is_secure sign unsign signature`,
  },
  {
    modules: {
      sqlalchemy: `inspect __version__ Column Integer String Text Boolean Float Numeric Date DateTime Time ForeignKey ForeignKeyConstraint UniqueConstraint
        CheckConstraint PrimaryKeyConstraint Index Table MetaData Enum JSON LargeBinary BigInteger SmallInteger Interval Unicode UnicodeText select insert update
        delete func and_ or_ not_ case cast literal literal_column distinct exists desc asc nullslast nullsfirst union union_all join outerjoin tuple_ column
        table bindparam between extract null true false type_coerce within_group Sequence Computed Identity Uuid Double values lateral collate`,
      'sqlalchemy.orm': `declarative_base sessionmaker relationship Session DeclarativeBase Mapped mapped_column aliased joinedload selectinload subqueryload
        contains_eager lazyload defer undefer backref column_property synonym validates registry scoped_session with_polymorphic load_only noload raiseload
        declared_attr deferred composite attribute_keyed_dict MappedAsDataclass object_session make_transient configure_mappers Query clear_mappers`,
      'sqlalchemy.ext.declarative': 'declarative_base declared_attr',
      'sqlalchemy.ext.hybrid': 'hybrid_property hybrid_method',
      'sqlalchemy.ext.associationproxy': 'association_proxy',
      'sqlalchemy.ext.mutable': 'MutableDict MutableList',
      'sqlalchemy.exc':
        'IntegrityError OperationalError SQLAlchemyError InvalidRequestError NoResultFound MultipleResultsFound StatementError ProgrammingError',
      'sqlalchemy.dialects': 'postgresql mysql sqlite oracle mssql',
      'sqlalchemy.dialects.postgresql': 'JSONB ARRAY UUID insert dialect INET array TSVECTOR HSTORE',
      'sqlalchemy.dialects.sqlite': 'insert dialect',
      'sqlalchemy.dialects.mysql': 'insert dialect',
      'sqlalchemy.sql': 'select func and_ or_ expression',
      'sqlalchemy.pool': 'StaticPool NullPool',
      'sqlalchemy.schema': 'CreateTable CreateIndex',
    },
  },
];

/** What records, sets of them, and forms have, where the database lies in memory. */
export const OF_DJANGO = new Set(
  `objects create get_or_create update_or_create bulk_create bulk_update filter exclude annotate aggregate order_by values values_list only defer select_related
  prefetch_related distinct first last exists none union intersection difference iterator in_bulk earliest latest reverse dates datetimes delete save full_clean
  refresh_from_db query all count get contains explain alias select_for_update add set remove pk id app_label ordering schema_editor create_model delete_model
  add_field alter_field remove_field is_valid cleaned_data errors as_p as_table as_ul as_div fields media non_field_errors add_error changed_data has_changed
  render widget label_tag label help_text initial data is_bound prefix forms management_form clean full_clean choices get_choices value_from_datadict
  decompress compress css_classes build_widget_attrs verbose_name verbose_name_plural unique_together constraints indexes abstract proxy managed model
  get_queryset username email first_name last_name is_active is_staff is_superuser set_password check_password create_user create_superuser get_username
  captured_queries queries vendor features ops DoesNotExist output_field lookups register_lookup lookup_name template function as_sql register
  list_display list_filter search_fields names labels deconstruct formfield db_column get_db_prep_value to_python get_prep_value validators
  get_internal_type from_db_value attname column related_name max_length null blank default atomic user_permissions groups`
    .trim()
    .split(/\s+/),
);

/** The same of what is mapped to tables. */
export const OF_TABLES_IN_MEMORY = new Set(
  `metadata create_all drop_all add add_all commit rollback flush refresh expunge expire query filter filter_by order_by group_by having join outerjoin all
  first one one_or_none scalar scalars scalar_one scalar_one_or_none scalar_subquery subquery cte alias label where values returning on_conflict_do_update
  on_conflict_do_nothing excluded options limit offset distinct select_from with_only_columns correlate exists in_ notin_ not_in is_ is_not like ilike
  contains startswith endswith between any has of_type with_entities count delete update merge get begin begin_nested new dirty deleted is_modified
  identity_map unique mappings fetchall compile statement column_descriptions columns c desc asc cast op nullslast nullsfirst over partition_by filter
  as_scalar add_columns union union_all intersect except_ with_for_update execution_options yield_per __table__ tables sorted_tables primary_key
  foreign_keys get_children mapper attrs relationships column_attrs persistent transient detached pending session keys rowcount inserted_primary_key
  lastrowid close dialect back_populates registry configure bind connect sum max min lower upper coalesce now`
    .trim()
    .split(/\s+/),
);
