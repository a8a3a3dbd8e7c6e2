import { mount } from 'svelte';
import App from './App.svelte';
import { startLang } from './i18n/index.svelte';
import { startTheme } from './lib/theme.svelte';
import './styles/tokens.css';
import './styles/marks.css';
import './styles/print.css';

// The server writes this word into the page: a node serves its own desk, the demo's listener both.
const node = document.querySelector<HTMLMetaElement>('meta[name="seamline-page"]')?.content === 'node';
startTheme();
startLang();
const target = document.getElementById('app');
if (target) mount(App, { target, props: { node } });
