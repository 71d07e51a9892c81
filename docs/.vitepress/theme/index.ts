import { onContentUpdated, type Theme } from 'vitepress';
import DefaultTheme from 'vitepress/theme';
import { rememberChoice, showChoices } from './choices.js';
import { copyPage, showCopyButton } from './copy-page.js';
import { keepSection, showFramework } from './frameworks.js';
import './style.css';

export default {
  extends: DefaultTheme,
  setup() {
    if (typeof document === 'undefined') return;
    document.addEventListener('change', rememberChoice);
    document.addEventListener('click', keepSection, true);
    document.addEventListener('click', (event) => void copyPage(event));
    onContentUpdated(() => {
      showChoices();
      showFramework();
      showCopyButton();
    });
  },
} satisfies Theme;
