import { defineDetector } from '../detector.js';

export const fastmcp = defineDetector({
  name: 'fastmcp',
  title: 'FastMCP',
  modules: /^(?:fastmcp|firecrawl-fastmcp|@missionsquad\/fastmcp)(?:\/|$)/,
  tools: [
    {
      path: /(?:^|\.)(?:FastMCP)\.new\.addTool\.\(\)$/,
      construct: 'addTool',
      name: ['0.name'],
      executor: ['0.execute'],
      registered: true,
    },
  ],
  sinks: [
    {
      path: /FastMCP\.new\.addTools\.\(\)$/,
      tools: ['0'],
      shape: { construct: 'addTools', name: ['name'], executor: ['execute'], needs: ['execute'] },
    },
  ],
});
