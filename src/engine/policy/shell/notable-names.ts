import { EndGlobs } from './end-globs.js';

const names = (...lines: readonly string[]): string[] =>
  lines.flatMap((line) => line.split(' ').filter((name) => name !== ''));

/** Files that hold keys, tokens and passwords, as globs over the end of a path. */
export const SECRETS = new EndGlobs([
  ...names(
    '.env .env.* *.env .envrc .netrc _netrc .pgpass .my.cnf .mylogin.cnf .git-credentials .gitcookies .npmrc .pypirc',
    '.htpasswd .vault-token .dockercfg .boto .s3cfg .terraformrc terraform.rc credentials.json .yarnrc.yml .wgetrc .curlrc',
    '.databrickscfg .sentryclirc .condarc .hgrc .msmtprc .fetchmailrc .muttrc .kaggle/* kaggle.json .odbc.ini',
    'settings-security.xml .vault_pass* .vault-pass* vault_pass* vault-pass* .ansible_vault* keystore.properties key.properties',
  ),
  ...names(
    'id_rsa id_dsa id_ecdsa id_ed25519 id_*_sk *.pem *.key *.p8 *.p12 *.pfx *.jks *.keystore *.kdbx *.ppk *.ovpn',
    'client_secret*.json *adminsdk*.json application_default_credentials.json wg0.conf',
  ),
  // Of programs and services, below a home.
  ...names(
    '.ssh/* .gnupg/* .aws/* .azure/* .oci/* .kube/config .docker/config.json gcloud/* .gcloud/* .password-store/*',
    '.m2/settings*.xml .gradle/gradle.properties .nuget/nuget/* .nuget/nuget.config .config/nuget/* .cargo/credentials* .gem/credentials .bundle/config',
    '.composer/auth.json .config/composer/* .config/pip/* .pip/pip.conf .config/pypoetry/* .config/uv/*',
    '.config/gh/* .config/hub .config/glab-cli/* .config/tea/* .config/doctl/* .config/hcloud/* .config/linode-cli .fly/* .netlify/*',
    '.config/netlify/* .config/stripe/* .config/rclone/* .config/op/* .config/sops/* .config/heroku/* .config/configstore/*',
    '.config/.wrangler/* .wrangler/config/* .supabase/* .railway/* .vercel/auth* .config/argocd/* .argocd/* .talos/* .config/helm/*',
    '.terraform.d/* .pulumi/credentials* .chef/* .config/containers/* .snowsql/* .snowflake/* .dbt/* .huggingface/* huggingface/token',
    '.config/openai* .anthropic/* .config/solana/* .foundry/keystores/* .ethereum/* .bitcoin/* .electrum/* .near-credentials/*',
    '.subversion/auth/* .circleci/* .travis/* .config/filezilla/* .filezilla/* .local/share/keyrings/* .local/share/kwalletd/*',
    '.config/borg/* .restic/* .config/chromium/* google-chrome/* .thunderbird/* .claude/.credentials.json .config/github-copilot/*',
    '.config/1password/* .1password/* .config/bitwarden/* .config/keepassxc/* .config/signal/* telegramdesktop/* .config/discord/*',
    '.config/slack/* .config/postman/* .config/insomnia/* .dbeaver/* .pgadmin/* pgadmin/pgadmin*.db .mysql/workbench/* .mongodb/*',
    '.config/mongodb/* .config/ngrok/* .ngrok2/* .cloudflared/* tailscaled.state .expo/* .android/adbkey .fastlane/* .config/anthropic/*',
    '.gemini/oauth* .gemini/*creds* .config/opencode/* .config/aichat/* io.datasette.llm/* .config/copilot/* .config/goose/*',
    '.age/* .config/age/* .signify/* .step/secrets/* .vagrant.d/insecure_private_key .local/share/jupyter/runtime/* .config/gopass/*',
    '.config/turborepo/* .turbo/* .config/pnpm/rc preferences/pnpm/rc .jfrog/* .sonar/* .hex/hex.config .sbt/.credentials .ivy2/.credentials',
    '.luarocks/upload_config.lua .config/dart/* .swiftpm/security/* .aliyun/* .tccli/* .ibmcloud/* .bluemix/* .config/scw/*',
    '.config/exoscale/* .config/vultr* .vultr-cli.yaml .linode-cli .config/render/* .render/* .config/planetscale/* .config/neonctl/*',
    '.config/turso/* .config/confluent/* .confluent/* .ccloud/* .kcat.conf .config/kcat.conf .twilio-cli/* .config/shopify*/* .config/algolia/*',
    '.algolia .auth0/* .config/auth0/* .okta/* .newrelic/* .dogrc .datadog/* .pagerduty.yml .weechat/* .irssi/config .mbsyncrc .offlineimaprc',
    '.config/neomutt/* .config/aerc/* .mutt/* .rclone.conf .duplicacy/* .config/restic/* .borg/* .config/kopia/* .config/git/credentials*',
    '.local/share/atuin/* fish_variables .zsh_sessions/* .viminfo .config/firebase/* letsencrypt/accounts/*',
    '.codex/* .config/gcloud/* .minio/* .mc/config.json .databricks/* .jupyter/jupyter_*_config.json',
  ),
  ...names(
    '.renviron butler_creds export_credentials.cfg',
    'secrets.yml secrets.yaml secrets.json secrets.toml secret.* service-account*.json kubeconfig *.kubeconfig  terraform.tfstate',
    'terraform.tfstate.* *.tfstate *.tfvars',
  ),
  ...names(
    '.bash_history .zsh_history .python_history .psql_history .mysql_history .node_repl_history .sqlite_history .irb_history',
    '.pry_history .rediscli_history .mongo_history fish_history .ash_history',
  ),
  ...names(
    'login.keychain* keychain-db logins.json key4.db cookies.sqlite cookies wallet.dat .authinfo auth.json state.vscdb',
    'gitlab-secrets.json local.settings.json gcp-key*.json gcloud-key*.json gcloud-service-key*.json google-credentials*.json',
    'firebase-key*.json sa-key*.json .mozilla/*',
  ),
  'login data',
]);

/** The same, of the system. */
export const SECRET_PLACES = names(
  '/etc/passwd* /etc/shadow* /etc/gshadow* /etc/sudoers* /etc/ssl/private* /etc/ssh/ssh_host_* /proc/*/environ /proc/*/mem',
  '/var/run/secrets/* /run/secrets/* /root/* /dev/mem /dev/kmem /etc/kubernetes/* /var/lib/kubelet/* /etc/krb5.keytab',
  '/etc/security/opasswd /etc/wireguard/* /etc/openvpn/* /etc/networkmanager/system-connections/* /etc/pki/tls/private/*',
  '/etc/wpa_supplicant* /etc/hostapd/* /etc/letsencrypt/* /etc/mysql/debian.cnf /etc/rancher/* /var/lib/rancher/* /var/lib/jenkins/* /etc/ppp/*',
);

/** Files from which something starts by itself later. */
export const STARTERS = new EndGlobs(
  names(
    '.bashrc .bash_profile .bash_login .bash_logout .bash_aliases authorized_keys* .profile .zshrc .zprofile .zshenv .zlogin',
    '.zlogout .kshrc .cshrc .tcshrc .inputrc .xinitrc .xprofile .xsessionrc .ssh/* .git/hooks/* .git/config .git/config.worktree .husky/*',
    '.git/remotes/* .git/branches/* .git/modules/*/config .git/modules/*/hooks/* .git/worktrees/*/config.worktree',
    '.gitconfig .config/git/* .config/fish/* .config/autostart/* .config/systemd/* .vimrc .emacs .tmux.conf .screenrc',
    'launchagents/* launchdaemons/* startup/* .pam_environment sitecustomize.py usercustomize.py *.pth .pythonrc .npmrc',
    '.gdbinit .lldbinit .envrc .claude/settings*.json .cursor/* .vscode/tasks.json .vscode/settings.json .mcp.json',
    '.vscode/mcp.json .roo/mcp.json .kiro/settings/* .amp/settings*.json .zed/tasks.json .zed/settings.json opencode.json* .opencode/*',
    '.continue/config.* .codeium/* .windsurf/mcp* .exrc .nvimrc .nvim.lua .lvimrc',
  ),
);

/** The same, of the system. */
export const STARTER_PLACES = names(
  '/etc/* /usr/lib/systemd/* /lib/systemd/* /var/spool/cron* /var/spool/at* /usr/local/bin/* /usr/bin/* /bin/* /sbin/*',
  '/usr/sbin/* /boot/* /library/launch*',
);

/** A variable, as it stands in a word, that holds a key by its name. */
export const SECRET_NAME =
  /\$\{?!?\w*(?:SECRET|TOKEN|PASSWORD|PASSWD|CREDENTIAL|PRIVATE_?KEY|API_?KEY|ACCESS_?KEY|(?:DB|DATABASE|SMTP|MAIL|REDIS|MYSQL|PG|POSTGRES|ADMIN|ROOT|USER|SSH|FTP|API|MQ|LDAP|AUTH|VAULT|SUDO|KEY)_?PASS(?![A-Z]))/i;
