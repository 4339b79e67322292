import { defineFamily, harmless } from './define.js';

const CURL =
  'o output d data data-raw data-binary data-urlencode H header X request u user A user-agent b cookie c cookie-jar e referer x proxy T upload-file F form K config w write-out m max-time connect-timeout retry retry-delay retry-max-time resolve connect-to cacert cert key E D dump-header r range max-redirs interface limit-rate output-dir proto url unix-socket stderr trace trace-ascii libcurl hsts alt-svc etag-save etag-compare netrc-file json doh-url proxy-header t telnet-option preproxy socks5 socks5-hostname socks4 socks4a noproxy P ftp-port Q quote z time-cond C continue-at y speed-time Y speed-limit m ciphers cert-type key-type pass capath crlfile pinnedpubkey oauth2-bearer aws-sigv4 proxy-user U request-target retry-connrefused expect100-timeout form-string url-query variable rate keepalive-time local-port dns-servers';

/** Programs that talk to other machines. */
export const network = defineFamily('network', [
  {
    names: 'curl',
    values: CURL,
    same: [
      'o output',
      'O remote-name',
      'd data',
      'T upload-file',
      'X request',
      'u user',
      'k insecure',
      'L location',
      'x proxy',
      'K config',
      'F form',
    ],
    does: [
      'network operands',
      'network =url',
      'network =doh-url',
      'network unknown if x,proxy,preproxy,socks5,socks5-hostname,socks4,socks4a,connect-to,resolve,K,config,unix-socket',
      // Commands for the server, and a word that is put together as it runs, where it is told to it.
      'unknown if Q,quote',
      'unknown told',
      'write =o,output,D,dump-header,c,cookie-jar,trace,trace-ascii,stderr,output-dir,libcurl,hsts,alt-svc,etag-save',
      'write . if O,remote-name,remote-name-all,J',
      'read @d,data,data-binary,data-urlencode,F,form,H,header,json,variable,url-query',
      'read =T,upload-file,K,config,b,cookie,netrc-file,E,cert,key,etag-compare,cacert',
    ],
  },
  {
    names: 'wget',
    values:
      'O output-document P directory-prefix o output-file a append-output i input-file t tries T timeout U user-agent e execute header post-data post-file body-file user password Q quota w wait l level A R D I X save-cookies load-cookies warc-file rejected-log hsts-file certificate private-key ca-certificate bind-address dns-servers',
    same: ['O output-document', 'P directory-prefix'],
    opaque: 'use-askpass e execute',
    does: [
      'network operands',
      'write =O,output-document,P,directory-prefix,o,output-file,a,append-output,save-cookies,warc-file,rejected-log,hsts-file',
      'write . unless O,output-document,P,spider',
      'read =post-file,body-file,i,input-file,load-cookies,private-key',
      'network unknown if i,input-file',
      'unknown told',
    ],
  },
  {
    names: 'http https httpie xh xhs',
    values: 'o output a auth A auth-type p print session verify cert timeout proxy',
    does: ['network request', 'network =proxy', 'read =session,cert', 'write =o,output', 'unknown sent'],
  },
  {
    names: 'aria2c axel',
    values: 'o out d dir i x s',
    does: ['network operands', 'write .', 'write =d,dir'],
  },
  { names: 'lynx links w3m elinks', does: ['network operands'] },
  {
    names: 'scp',
    values: 'i P F o c l S J',
    opaque: 'S',
    does: ['network remote', 'write last', 'read operands', 'read =i'],
  },
  { names: 'sftp ftp lftp tftp', values: 'b i P o', does: ['network operands', 'write .', 'unknown'] },
  {
    names: 'rsync',
    values:
      'e rsh exclude include filter exclude-from include-from files-from rsync-path bwlimit port max-size min-size log-file chmod partial-dir T temp-dir backup-dir compare-dest link-dest',
    same: ['a archive', 'r recursive', 'e rsh'],
    opaque: 'e rsh rsync-path',
    does: [
      'network remote',
      'write last',
      'write =log-file,backup-dir,T,temp-dir,partial-dir',
      'read operands',
      'delete last if del,delete,delete-after,delete-before,delete-during,delete-excluded',
      'delete operands if remove-source-files',
    ],
  },
  {
    names: 'rclone',
    sub: {
      'ls|lsd|lsl|lsf|size|about|version': ['network'],
      'copy|sync|move|copyto|moveto|mount': ['network', 'write rest', 'delete'],
      'delete|purge|rmdirs|deletefile|rmdir|cleanup': ['network', 'delete'],
      '*': ['unknown'],
    },
  },
  {
    names: 'nc ncat netcat',
    values: 'p s w i q X x e c',
    opaque: 'e c exec sh-exec lua-exec',
    does: ['network first', 'network bare'],
  },
  { names: 'socat', opaque: 'always', does: ['network'] },
  { names: 'telnet', does: ['network first'] },
  { names: 'ssh-copy-id', values: 'i p o', does: ['network operands', 'persist'] },
  { names: 'ssh-keyscan', does: ['network operands'] },
  { names: 'ssh-keygen', values: 'f t b C N P D', does: ['write =f', 'read_secret if y', 'unknown if D'] },
  { names: 'ssh-add ssh-agent', does: ['read_secret'] },
  ...harmless('ping ping6 nslookup host whois traceroute tracepath mtr masscan arping drill delv', {
    does: ['network operands'],
  }),
  ...harmless('dig arp', { values: 'f p t q x k', does: ['network operands', 'read =f'] }),
  {
    names: 'nmap',
    oneDash: true,
    values: 'iL oN oX oG oA oS p e S D script script-args excludefile',
    opaque: 'script',
    does: ['network operands', 'read =iL,excludefile', 'write =oN,oX,oG,oA,oS'],
  },
  ...harmless('ifconfig netstat ss', { values: 'F filter D', does: ['read =F,filter', 'write =D'] }),
  { names: 'ip', values: 'b batch', does: ['privilege if netns', 'network', 'read =b,batch'] },
  { names: 'route brctl iw iwconfig nmcli networksetup', does: ['privilege', 'network'] },
  {
    names: 'tcpdump tshark dumpcap',
    values: 'i w c s r G W z Y T e F',
    opaque: 'z',
    // What was caught before is only read.
    does: ['network unless r', 'privilege unless r', 'read =r', 'write =w', 'unknown if X,lua-script,K'],
  },
  {
    names: 'openssl',
    also: ['unknown if engine,provider,provider-path,config'],
    sub: {
      s_client: [
        'network =connect',
        'network =proxy',
        'read =cert,key,CAfile,sess_in',
        'write =sess_out,keylogfile',
      ],
      s_server: ['network', 'unknown'],
      'rand|dgst|version|x509|verify|req|asn1parse|ciphers|prime|crl': ['write =out', 'read =in'],
      'rsa|pkey|ec|enc|pkcs12|genrsa|genpkey': ['write =out', 'read_secret'],
      '*': ['unknown'],
    },
    oneDash: true,
    values:
      'in out key pass passin passout connect proxy cert CAfile servername sess_in sess_out keylogfile engine provider provider-path config',
  },
  {
    names: 'gpg gpg2',
    values: 'o output r recipient u local-user',
    does: [
      'write =o,output',
      'read operands',
      'read_secret if export-secret-keys,export-secret-subkeys,decrypt,d',
      'network if recv-keys,send-keys,keyserver',
    ],
  },
  { names: 'age sops', values: 'o output r i', does: ['write =o,output', 'read_secret'] },
  {
    names:
      'ngrok cloudflared localtunnel lt bore tunnelmole tmole untun expose zrok pinggy devtunnel pagekite telebit frpc chisel gost',
    does: ['network', 'persist'],
  },
  { names: 'mail mailx sendmail mutt msmtp swaks', does: ['network', 'read =a'] },
]);
