import { defineDetector, type ToolShape } from '../detector.js';

const SPECIFIED: ToolShape = {
  construct: 'toolSpec',
  name: ['toolSpec.name'],
  executor: ['execute', 'handler'],
  needs: ['toolSpec'],
  named: true,
};

export const bedrock = defineDetector({
  name: 'bedrock',
  title: 'Amazon Bedrock Converse',
  modules: /^@aws-sdk\/client-bedrock-runtime(?:\/|$)/,
  sinks: [
    {
      path: /(?:^|\.)Converse(?:Stream)?Command(?:Input)?\.new$|\.converse(?:Stream)?\.\(\)$/,
      tools: ['0.toolConfig.tools'],
      shape: SPECIFIED,
    },
  ],
  typed: [{ path: /(?:^|\.)Tool(?:\.ToolSpecMember)?\.new$/, shape: SPECIFIED }],
});
