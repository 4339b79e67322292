import { defineFamily } from './define.js';
import type { Does } from './define.js';

const KEEPS: readonly Does[] = ['network', 'read_secret', 'unknown'];

/** Stores of keys and passwords: what they print is one. */
export const keys = defineFamily('keys', [
  {
    names:
      'pass gopass lpass bw 1password keyring secret-tool security kwallet-query rbw bws vlt teller keepassxc-cli akeyless credstash summon berglas ks envchain aws-vault saml2aws aws-sso granted assume keybase kpcli psafe passage agebox ejson eyaml jasypt hcp git-secret blackbox_cat blackbox_edit blackbox_decrypt_all_files transcrypt pinentry cmdkey ksm dcli enpass-cli nordpass bao conjur cyberark',
    does: KEEPS,
  },
  {
    names: 'git-crypt',
    sub: { 'status|version|help': ['network'], '*': KEEPS },
  },
  // Encrypted with a password that is asked for; seen again by who may.
  {
    names: 'ansible-vault',
    values: 'vault-password-file vault-id output',
    sub: {
      'view|decrypt|edit|rekey': ['read_secret', 'execute', 'unknown'],
      '*': ['execute', 'write .', 'write named', 'unknown'],
    },
  },
]);
