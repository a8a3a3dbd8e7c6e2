import { mount } from 'svelte';
import App from './App.svelte';
import { chosenTheme, setTheme } from './lib/theme';
import './styles/tokens.css';
import './styles/marks.css';

setTheme(chosenTheme());
const target = document.getElementById('app');
if (target) mount(App, { target });
