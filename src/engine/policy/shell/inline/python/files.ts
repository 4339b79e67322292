import type { CodeEffect } from '../code-effect.js';
import { table } from '../../../table.js';

type Kinds = readonly CodeEffect['kind'][];

/** Functions that open, make, move or remove what their first arguments name. */
export const FILE_FUNCTIONS: Readonly<Record<string, Kinds>> = table({
  'os.makedirs': ['write'],
  'os.mkdir': ['write'],
  'os.remove': ['delete'],
  'os.unlink': ['delete'],
  'os.rmdir': ['delete'],
  'os.rename': ['write', 'write'],
  'os.replace': ['write', 'write'],
  'shutil.rmtree': ['delete'],
  'shutil.copy': ['read', 'write'],
  'shutil.copyfile': ['read', 'write'],
  'shutil.copy2': ['read', 'write'],
  'shutil.copytree': ['read', 'write'],
  'shutil.move': ['write', 'write'],
  'sqlite3.connect': ['write'],
  'xml.etree.ElementTree.parse': ['read'],
  'py_compile.compile': ['write'],
  'pandas.read_csv': ['read'],
  'pandas.read_json': ['read'],
  'pandas.read_excel': ['read'],
  'pandas.read_parquet': ['read'],
  'pandas.read_table': ['read'],
  'pandas.read_fwf': ['read'],
  'polars.read_csv': ['read'],
  'polars.read_parquet': ['read'],
  'polars.read_json': ['read'],
  'polars.read_ndjson': ['read'],
  'polars.scan_csv': ['read'],
  'polars.scan_parquet': ['read'],
  'polars.scan_ndjson': ['read'],
  'xarray.open_dataset': ['read'],
  'xarray.open_dataarray': ['read'],
  'xarray.load_dataset': ['read'],
  'safetensors.safe_open': ['read'],
  'safetensors.torch.load_file': ['read'],
  'safetensors.numpy.load_file': ['read'],
  'pyarrow.parquet.read_table': ['read'],
  'pyarrow.parquet.read_schema': ['read'],
  'pyarrow.parquet.read_metadata': ['read'],
  'pyarrow.parquet.ParquetFile': ['read'],
  'pstats.Stats': ['read'],
  'numpy.load': ['read'],
  'numpy.loadtxt': ['read'],
  'numpy.genfromtxt': ['read'],
  'numpy.fromfile': ['read'],
  'numpy.save': ['write'],
  'numpy.savetxt': ['write'],
  'PIL.Image.open': ['read'],
  'openpyxl.load_workbook': ['read'],
  'cv2.imread': ['read'],
  'cv2.imwrite': ['write'],
});

/** Arguments that say how, and not what or where. */
export const FILE_ARGUMENTS = new Set(
  'framework device exist_ok ignore_errors parents missing_ok mode doraise read_only data_only encoding errors newline buffering dirs_exist_ok indent ensure_ascii'.split(
    ' ',
  ),
);

/** Functions that open a file with a mode. */
export const OPENERS = new Set(['builtins.open', 'io.open', 'gzip.open']);
/** Archives: one that is read gives what it holds, and one that is written takes any file in. */
export const ARCHIVES = new Set(['zipfile.ZipFile', 'tarfile.open']);

/** Methods that read or change the file that a path names, and the one that their argument names. */
export const ON_PATHS: Readonly<Record<string, Kinds>> = table({
  read_text: ['read'],
  read_bytes: ['read'],
  write_text: ['write'],
  write_bytes: ['write'],
  unlink: ['delete'],
  rmdir: ['delete'],
  mkdir: ['write'],
  touch: ['write'],
  rename: ['write', 'write'],
  open: [],
});

/** Calls with a look at which arguments are named. */
export const NAMED_ONLY: Readonly<Record<string, ReadonlySet<string>>> = table({
  'argparse.ArgumentParser': new Set(
    'description prog epilog usage add_help formatter_class allow_abbrev help aliases'.split(' '),
  ),
  'logging.basicConfig': new Set('level format datefmt stream force'.split(' ')),
  'functools.wraps': new Set(),
  // Another module would be imported by its name.
  'unittest.main': new Set('verbosity exit failfast buffer'.split(' ')),
  'numpy.load': new Set(),
});
