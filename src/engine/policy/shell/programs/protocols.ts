import { defineFamily } from './define.js';
import { ASKS, BUILDS, LOOKS, tools, verbs, WORKS } from './works.js';

/** Descriptions of services, and clients of those that run here. */
export const protocols = defineFamily('protocols', [
  verbs(
    'buf',
    'build|lint|breaking|format|generate|dep|mod|ls-files|config|convert|export|stats|init|help|lsp',
    {
      values: 'config o output template path against schema d data H header',
      sub: { curl: [...LOOKS, 'unknown away'], '*': ASKS },
    },
  ),
  {
    names: 'protoc',
    values: 'I proto_path o descriptor_set_out plugin dependency_out',
    does: ['write .', 'write named', 'execute', 'execute =plugin', 'read operands'],
  },
  tools(
    'asyncapi swagger go-swagger graphql-inspector graphql-schema-linter graphql-eslint spectaql graphdoc oasdiff openapi-diff openapi-merge-cli vacuum speakeasy-lint fern-check smithy protolock prototool protodot avdl2avsc avrogen capnpc thriftgo kitex hz goctl tsp typespec ajv-cli jsonschema check-jsonschema json-schema-diff xjc raml2html api-spec-converter portman tavern-ci apib drakov dereferencer',
    {
      values: 'o output c config f format i input e env',
      opaque: 'exec',
    },
  ),
  {
    names: 'mosquitto_sub mosquitto_rr',
    values: 'h host p port t topic u username P pw q qos C c i id W cafile cert key L url F',
    does: [...LOOKS, 'unknown away', 'read =cafile,cert,key'],
  },
  {
    names: 'mosquitto_pub',
    values: 'h host p port t topic u username P pw q qos m message f file cafile cert key L url',
    does: [...LOOKS, 'unknown away', 'read =f,file,cafile,cert,key'],
  },
  {
    names:
      'grpc_health_probe grpc-health-probe ghz grpcui fortio slow_cooker drill-http plow cassowary rewrk h2load',
    values: 'addr proto call d data c n z',
    opaque: 'exec',
    does: [...BUILDS, 'unknown away'],
  },
  verbs('step', '', {
    looks:
      'certificate inspect|certificate lint|certificate verify|certificate fingerprint|crypto jwt inspect|version|help',
  }),
  verbs('jwt', '', { looks: 'decode|help' }),
  verbs('cfssl', '', { looks: 'certinfo|version|info|scan' }),
  { names: 'testssl testssl.sh sslscan sslyze', does: [...LOOKS, 'unknown given'] },
  {
    names: 'wait-for-it wait-for-it.sh wait-on wait4x tcping',
    runs: { special: 'anywhere' },
    posix: false,
    does: LOOKS,
  },
  { names: 'mitmdump mitmproxy mitmweb', does: ASKS },
  { names: 'bruno bru step-ci stepci inso karate st', does: [...BUILDS, 'unknown away'] },
  { names: 'hurlfmt', does: WORKS },
  {
    names: 'k6',
    values: 'u vus d duration i iterations o out e env summary-export tag',
    sub: {
      'run|inspect|archive|version|new|stats|status|help': [
        'execute',
        'write .',
        'write named',
        'read operands',
        'network urls',
        'execute operands',
        'unknown handed',
        'unknown streamed',
      ],
      '*': ASKS,
    },
  },
]);
