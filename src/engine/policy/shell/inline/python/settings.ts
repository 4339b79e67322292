import { NotShown } from '../code-effect.js';
import type { Expression } from './syntax.js';

/** Variables that tell a program how it is tried out, and name neither a program, a place nor a server. */
const TOLD =
  /^(?:DJANGO_SETTINGS_MODULE|FLASK_(?:ENV|DEBUG)|(?:APP|NODE|RAILS|RACK)_ENV|ENV|ENVIRONMENT|TESTING|DEBUG|LOG_?LEVEL|TZ|LANG|LC_ALL|NO_COLOR|CUDA_VISIBLE_DEVICES|PYTHONHASHSEED|TOKENIZERS_PARALLELISM|(?:OMP|MKL|OPENBLAS)_NUM_THREADS|TF_CPP_MIN_LOG_LEVEL|MPLBACKEND|DJANGO_ALLOW_ASYNC_UNSAFE)$/;

/** `os.environ['DJANGO_SETTINGS_MODULE'] = 'config.settings.test'`. @throws NotShown where it may be more than that */
export function assertPlainSetting(name: Expression | undefined, value: Expression | undefined): void {
  const told = name?.is === 'text' && TOLD.test(name.value ?? '');
  const plain =
    value?.is === 'text' &&
    /^[\w.,:+-]{0,80}$/.test(value.value ?? '/') &&
    !/prod|live/i.test(value.value ?? '');
  if (!told || !plain) throw new NotShown('the environment');
}
