/** The variables that VS Code's own themes give a webview, as far as the page reads them. */
export interface TestTheme {
  readonly bodyClass: string;
  readonly variables: Readonly<Record<string, string>>;
}

const common = { 'font-family': 'system-ui, "Liberation Sans", sans-serif', 'font-size': '13px', 'editor-font-family': '"DejaVu Sans Mono", monospace' };

export const themes = {
  dark: {
    bodyClass: 'vscode-dark',
    variables: {
      ...common, 'editor-background': '#1f1f1f', 'editor-foreground': '#cccccc', foreground: '#cccccc', descriptionForeground: '#9d9d9d',
      'editorIndentGuide-background1': '#404040', 'panel-border': '#2b2b2b', focusBorder: '#0078d4', 'textLink-foreground': '#4daafc',
      'list-hoverBackground': '#2a2d2e', 'editorWarning-foreground': '#cca700', 'editorError-foreground': '#f14c4c', 'progressBar-background': '#0078d4',
      'editorHoverWidget-background': '#202020', 'editorHoverWidget-foreground': '#cccccc', 'editorHoverWidget-border': '#454545',
      'charts-blue': '#59a4f9', 'charts-orange': '#d18616', 'charts-green': '#89d185', 'charts-purple': '#b180d7', 'charts-red': '#f14c4c', 'charts-yellow': '#cca700',
      'button-background': '#0078d4', 'button-foreground': '#ffffff', 'button-hoverBackground': '#026ec1', 'button-secondaryBackground': '#313131', 'button-secondaryForeground': '#cccccc', 'button-secondaryHoverBackground': '#3c3c3c',
      'dropdown-background': '#313131', 'dropdown-border': '#3c3c3c', 'dropdown-foreground': '#cccccc', 'settings-dropdownListBorder': '#454545', 'toolbar-hoverBackground': 'rgba(90, 93, 94, 0.31)', 'icon-foreground': '#cccccc',
      'menu-background': '#1f1f1f', 'menu-foreground': '#cccccc', 'menu-border': '#454545', 'menu-selectionBackground': '#0078d4', 'menu-selectionForeground': '#ffffff',
      'sideBar-background': '#181818', 'sideBar-foreground': '#cccccc', 'list-activeSelectionBackground': '#04395e', 'list-activeSelectionForeground': '#ffffff',
    },
  },
  light: {
    bodyClass: 'vscode-light',
    variables: {
      ...common, 'editor-background': '#ffffff', 'editor-foreground': '#3b3b3b', foreground: '#3b3b3b', descriptionForeground: '#616161',
      'editorIndentGuide-background1': '#d3d3d3', 'panel-border': '#e5e5e5', focusBorder: '#005fb8', 'textLink-foreground': '#005fb8',
      'list-hoverBackground': '#f2f2f2', 'editorWarning-foreground': '#bf8803', 'editorError-foreground': '#e51400', 'progressBar-background': '#005fb8',
      'editorHoverWidget-background': '#f8f8f8', 'editorHoverWidget-foreground': '#3b3b3b', 'editorHoverWidget-border': '#c8c8c8',
      'charts-blue': '#1a85ff', 'charts-orange': '#d18616', 'charts-green': '#388a34', 'charts-purple': '#652d90', 'charts-red': '#e51400', 'charts-yellow': '#bf8803',
      'button-background': '#005fb8', 'button-foreground': '#ffffff', 'button-hoverBackground': '#0258a8', 'button-secondaryBackground': '#e5e5e5', 'button-secondaryForeground': '#3b3b3b', 'button-secondaryHoverBackground': '#cccccc',
      'dropdown-background': '#ffffff', 'dropdown-border': '#cecece', 'dropdown-foreground': '#3b3b3b', 'settings-dropdownListBorder': '#c8c8c8', 'toolbar-hoverBackground': 'rgba(184, 184, 184, 0.31)', 'icon-foreground': '#3b3b3b',
      'menu-background': '#ffffff', 'menu-foreground': '#3b3b3b', 'menu-border': '#cecece', 'menu-selectionBackground': '#005fb8', 'menu-selectionForeground': '#ffffff',
      'sideBar-background': '#f8f8f8', 'sideBar-foreground': '#3b3b3b', 'list-activeSelectionBackground': '#e8e8e8', 'list-activeSelectionForeground': '#000000',
    },
  },
  highContrast: {
    bodyClass: 'vscode-high-contrast',
    variables: {
      ...common, 'editor-background': '#000000', 'editor-foreground': '#ffffff', foreground: '#ffffff', descriptionForeground: 'rgba(255, 255, 255, 0.7)',
      'editorIndentGuide-background1': '#ffffff', 'panel-border': '#6fc3df', contrastBorder: '#6fc3df', focusBorder: '#f38518', 'textLink-foreground': '#21a6ff',
      'editorWarning-foreground': '#ffd370', 'editorError-foreground': '#f48771', 'progressBar-background': '#6fc3df',
      'editorHoverWidget-background': '#0c141f', 'editorHoverWidget-foreground': '#ffffff', 'editorHoverWidget-border': '#6fc3df',
      'charts-blue': '#3794ff', 'charts-orange': '#d18616', 'charts-green': '#89d185', 'charts-purple': '#b180d7', 'charts-red': '#f48771', 'charts-yellow': '#ffd370',
      'button-background': '#000000', 'button-foreground': '#ffffff', 'button-border': '#6fc3df', 'button-secondaryBackground': '#000000', 'button-secondaryForeground': '#ffffff',
      'dropdown-background': '#000000', 'dropdown-border': '#6fc3df', 'dropdown-foreground': '#ffffff', 'settings-dropdownListBorder': '#6fc3df', 'icon-foreground': '#ffffff',
      'menu-background': '#000000', 'menu-foreground': '#ffffff', 'menu-border': '#6fc3df',
      'sideBar-background': '#000000', 'sideBar-foreground': '#ffffff',
    },
  },
} as const satisfies Record<string, TestTheme>;

export type ThemeName = keyof typeof themes;
