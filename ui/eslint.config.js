import js from '@eslint/js';
import globals from 'globals';
import svelte from 'eslint-plugin-svelte';
import ts from 'typescript-eslint';
import svelteConfig from './svelte.config.js';

export default ts.config(
  { ignores: ['build', '.svelte-kit', 'src/lib/paraglide', 'src/lib/api/gen', 'project.inlang'] },
  js.configs.recommended,
  ...ts.configs.recommended,
  ...svelte.configs.recommended,
  { languageOptions: { globals: { ...globals.browser, ...globals.node } } },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: {
      parserOptions: { extraFileExtensions: ['.svelte'], parser: ts.parser, svelteConfig },
    },
  },
  {
    rules: {
      // TypeScript knows the globals better.
      'no-undef': 'off',
      // The page is served from the root of the window's own origin.
      'svelte/no-navigation-without-resolve': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      // Only one module may know of the window (see lib/api/backend.ts).
      'no-restricted-imports': ['error', { patterns: ['@tauri-apps/*'] }],
    },
  },
  { files: ['src/lib/api/tauri.ts'], rules: { 'no-restricted-imports': 'off' } },
);
