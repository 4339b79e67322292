import { MODULES, OF_LANGUAGE } from './modules.js';
import { TABLES } from './tables.js';

/** Names that well-known packages of PyPI are imported by: nothing of the project's own. */
const KNOWN_PACKAGES: ReadonlySet<string> = new Set(
  `
  absl accelerate airflow aiobotocore aiodns aiofiles aiogram aiokafka aiomysql aiopg aioredis aiosmtplib
  aiosqlite alembic allennlp altair amqp ansible_runner anyio apache_beam apprise apscheduler arango
  arcpy argcomplete aria2p arrow asgiref asn1crypto asttokens asyncpg asyncssh attr attrs authlib
  autobahn autogen av avro awscli azure b2sdk babel backoff backports bcrypt beanie beautifulsoup4
  behave billiard Bio biopython black bleach blinker bokeh bottle bs4 bson cachetools cairo cairosvg
  casadi cassandra catboost celery cerberus certifi chainlit chardet charset_normalizer cheroot cherrypy
  chromadb click clickhouse_driver cligj cloudscraper cmake coinbase colorama coloredlogs colorlog
  commandlib comtypes conda confluent_kafka consul cookiecutter couchdb coverage crewai crontab
  cryptography cupy curl_cffi cv2 cvxpy cx_Oracle Cython cython daemon daphne dash dask databricks
  datadog datasets dateutil dbt dbus deap decouple deepdiff deepspeed defusedxml delegator diffusers
  dirty_equals discord distributed django dns dnspython dockerpty docopt docutils docx dominate dropbox
  duckdb dulwich easyocr easyprocess ebooklib elastic_transport elasticsearch elasticsearch_dsl elevate
  elevenlabs emoji envoy esptool eth_account ethon evaluate eventlet exchangelib executing fabric2
  factory faiss faker falcon fastapi fastavro fasttext feedparser ffmpeg filelock fiona fire
  firebase_admin flake8 flask flask_admin flask_login flask_migrate flask_sqlalchemy flax flet folium
  fpdf freezegun frida frozenlist fsspec ftputil gdown gensim geopandas geopy gevent gi git github
  gitlab google googleapiclient gql gradio graphene graphql graphviz greenlet grpc gspread gunicorn gym
  gymnasium h11 h2 h5py happybase haystack hdbcli helium hg html5lib httplib2 httptools huggingface_hub
  hvac hypercorn hypothesis ibis icecream idna imageio imapclient impacket impala inflection influxdb
  instructor ipaddr ipdb ipywidgets isort itsdangerous jax jaydebeapi jedi jenkins jinja2 jira jmespath
  jnius jose jsonpickle jsonschema jupyter jwt kafka kazoo keras keyboard kivy kombu kubernetes_asyncio
  langchain langchain_community langchain_core langchain_openai langgraph ldap ldap3 librosa libtorrent
  libvirt lightgbm lightning limits line_profiler litellm litestar llama_cpp llama_index locust loguru
  lxc lxml magic mako mammoth manim marimo markdown markupsafe marshmallow matplotlib mcp mechanicalsoup
  mechanize mega memcache memory_profiler meson minio mistune mlflow mock modal mongoengine mongomock
  more_itertools motor mouse moviepy mpmath msal msgpack msgspec multidict mwclient mypy mysql MySQLdb
  nacl names ndb neo4j neomodel netCDF4 netmiko networkx newspaper nikola nltk nmap nmap3 nornir nose
  notifiers notion_client nox ntlm_auth numba numexpr numpy nvidia o365 oauthlib odoo ollama omegaconf
  onedrivesdk onnx onnxruntime openai opencensus openpyxl opensearchpy OpenSSL opentelemetry optuna
  oracledb orientdb orjson ortools osgeo oss2 packaging paho pandas pandera panel papermill parallel_ssh
  paramiko_expect parse parso passlib pathos patoolib patsy pdb_attach pdfkit pdfminer pdfplumber peewee
  peft pendulum pget pika pikepdf PIL pint pkg_about playwright plotly pluggy ply podman polars pony
  portalocker praw pre_commit prefect prettytable prisma prometheus_client prompt_toolkit protobuf
  proxmoxer psexec pssh psycopg psycopg2 ptpython ptrace pulumi pushbullet pwn pwnlib pyarrow pyasn1
  pyautogui pybind11 pycparser pycurl pydantic pydantic_ai pydantic_settings pydeck pydot pydub pyfakefs
  pyfiglet pygame pygit2 pygments pyhive pyinfra PyInstaller pyjokes pykube pylint pylxd pymem pymongo
  pymssql pymysql pyngrok pynput pyodbc pyotp pyparsing pypdf PyPDF2 pyperclip pypsexec PyQt5 PyQt6
  pyramid pyravendb pyrogram pyscreeze pysftp PySide2 PySide6 pyspark pyspnego pyteomics pytesseract
  pytest pytest_mock python_on_whales pythoncom pytz pyudev pywinauto qiskit qrcode quart questionary
  rapidfuzz rarfile rasterio ratelimit ray rdflib redis redshift_connector regex reportlab
  requests_oauthlib requests_toolbelt responses respx rich ripe robot rpyc rq rsa ruamel ruff s3fs
  sagemaker sanic sarge scapy schedule schema scipy scp scrapy seaborn selenium semver sendgrid
  sentence_transformers sentry_sdk serial sh_utils shapely shellingham shellous shiny simplejson singer
  skimage sklearn slack_bolt slack_sdk slackclient smart_open smbclient smbprotocol smmap smtplib2
  snowflake socketio socks sortedcontainers soundfile soupsieve spacy speech_recognition sphinx
  splunklib spur sqladmin sqlalchemy sqlglot sqlite_utils sqlmodel sqlparse sseclient sshtunnel
  starlette starlite statsmodels stem strawberry streamlit stripe structlog subprocess32 subprocess_tee
  sudo suds supabase svgwrite sympy systemd tables tabula tabulate telegram telepot telethon tenacity
  tensorboard tensorflow termcolor testinfra textblob textual tf_keras tflearn thefuzz thinc thrift
  tiktoken timm tinydb together toml tomlkit toolz torch torchaudio torchvision tornado tortoise tox
  tqdm transformers trino trio triton trl tweepy twilio twisted txaio typeguard typer tzlocal ujson
  unidecode unsloth unstructured usb uvicorn uvloop vagrant validators vectorbt virtualenv vk_api vllm
  vobject vulture wagtail waitress wandb watchdog watchfiles weasyprint weaviate web3 webdav3
  webdriver_manager webob websocket websockets werkzeug wexpect wget whisper wikipedia winrm wmi wrapt
  wx xarray xgboost xlrd xlsxwriter xlwt xmltodict xonsh yagmail yaml yamllint yapf yarl yfinance
  sultan napalm pyftpdlib mitmproxy pyppeteer splinter shutilwhich send2trash winshell sysrsync dirsync sqlmap whois shellescape
  bashlex pytest_shell huey dramatiq nameko zappa chalice serverless troposphere boto gcsfs adlfs mysqlclient ponyorm dataset
  youtube_dl yt_dlp zeep zmq zope zstandard
`
    .trim()
    .split(/\s+/),
);

/** The file of a module that is no package's that is known: it may lie where the code is run. */
export function fileOf(module: string): string | undefined {
  const parts = module.replace(/^\.+/, '').split('.');
  const known = KNOWN_PACKAGES.has(parts[0] as string) || TABLES.has(parts[0] as string);
  return known || parts[0] === '' ? undefined : `${parts.join('/')}.py`;
}

/** What files of programs are called, and next to no package. */
const OF_PROGRAMS = new Set(
  `
  agent agents algorithm algorithms analysis bank benchmark benchmarks board calculator cart constants crawler data database dataloader db dispatcher
  engine env environment events exceptions experiment experiments features forms game generator graph handler handlers helper inference
  inventory jobs layers lexer loader losses matrix metrics misc model net network objects optimizer order orders pipeline pipelines
  player plots policy preprocess preprocessing processor repository routes runner scheduler schemas scraper serializers service settings shapes
  simulation simulator solution solver storage strategy tasks tokenizer train trainer training transform tree types_ user users util validate
  validation views vocab worker workers
`
    .trim()
    .split(/\s+/),
);

/**
 * Whether a module is likely to be the project's own, wherever its folder stands: one within another, one of two words,
 * or one that is called as files of programs are, of a name that is neither the language's nor a known package's; any
 * such, where modules are looked for in the project first.
 */
export function isOfProject(module: string, near = false): boolean {
  const [first = '', ...rest] = module.split('.');
  if (!near && rest.length === 0 && !first.includes('_') && !OF_PROGRAMS.has(first)) return false;
  if (!/^[a-z][a-z0-9_]+$/.test(first) || rest.some((part) => part === '')) return false;
  return !KNOWN_PACKAGES.has(first) && !OF_LANGUAGE.has(first) && !MODULES.has(first);
}
