import { defineFamily } from './define.js';
import { ASKS, BUILDS, LOOKS, tools, verbs, WORKS } from './works.js';

/** Metrics, logs, traces and servers of the web: their settings checked, and what they say of this machine. */
export const monitoring = defineFamily('monitoring', [
  verbs('promtool', '', {
    looks: 'check|test|tsdb analyze|tsdb list|tsdb dump|promql|help',
    values: 'lint output o run format',
    sub: {
      'query|debug': [...LOOKS, 'unknown away'],
      'check healthy|check ready': [...LOOKS, 'unknown away'],
    },
  }),
  verbs('amtool', '', { looks: 'check-config|config routes|template|help', values: 'config.file output o' }),
  verbs('otelcol otelcol-contrib otelcontribcol', '', {
    looks: 'validate|components|help',
    values: 'config feature-gates',
    also: ['unknown elsewhere'],
  }),
  verbs('vector', 'validate|test|graph|list|generate|vrl|help|config', {
    values: 'c config config-toml config-yaml config-dir C d deny-warnings',
    also: ['unknown elsewhere'],
  }),
  { names: 'logcli', values: 'addr org-id since from to limit output o', does: [...LOOKS, 'unknown away'] },
  verbs('mimirtool cortextool lokitool', '', {
    looks:
      'rules check|rules lint|rules prepare|analyze rule-file|analyze dashboard|alertmanager verify|config|version',
    also: ['unknown away'],
  }),
  verbs('', 'lint|config|parse|version', {}),
  tools(
    'jsonnetfmt jsonnet-lint sloth tempo-cli logql-analyzer cue-vet goaccess angle-grinder agrind hl-logs humanlog pino-pretty bunyan',
    { values: 'o output c config' },
  ),
  {
    names: 'jsonnet',
    opaque: 'e exec',
    values: 'J jpath o output-file m multi V A ext-str tla-str',
    does: WORKS,
  },
  {
    names: 'fluent-bit fluentd td-agent logstash telegraf filebeat metricbeat rsyslogd syslog-ng',
    does: [
      ...BUILDS,
      'unknown unless dry-run,test,config.test_and_exit,t,N,syntax-only,version,V',
      'unknown if e,i',
    ],
  },
  {
    names: 'nginx openresty',
    values: 'c p g e s',
    opaque: 'g',
    does: [...BUILDS, 'unknown unless t,T,v,V,h', 'unknown if s'],
  },
  { names: 'haproxy', values: 'f', does: [...BUILDS, 'unknown unless c,v', 'unknown if D,W'] },
  {
    names: 'apachectl apache2ctl httpd apache2',
    values: 'f d k c C',
    sub: { 'configtest|status': LOOKS, '*': ASKS },
    does: [...BUILDS, 'unknown unless t,v,V,S,M,l,L', 'unknown if k,c,C'],
  },
  verbs('caddy', 'run|file-server|respond|fmt|adapt|validate|build-info|list-modules|version|help', {
    values: 'config adapter listen root envfile',
    also: ['unknown if watch,resume,from,domain,pingback', 'unknown elsewhere'],
  }),
  {
    names: 'envoy',
    values: 'c config-path mode config-yaml l',
    does: [...BUILDS, 'unknown unless mode=validate,version'],
  },
  verbs('traefik', '', { looks: 'version|help' }),
  {
    names:
      'named-checkconf named-checkzone nsd-checkconf unbound-checkconf dhcpd-check kea-lint testparm squidparse',
    does: LOOKS,
  },
  verbs('systemd-analyze', '', {
    looks:
      'verify|security|blame|critical-chain|time|calendar|timespan|timestamp|plot|dot|condition|unit-paths|syscall-filter|exit-status',
    also: ['unknown if H,host,M,machine'],
  }),
  { names: 'nginx-config-formatter nginxfmt nginxbeautifier gixy crossplane-parse', does: WORKS },
]);
