export interface AnalysisInput {
  /** The config's path: its files are resolved against its folder. */
  readonly configPath: string;
  /** Its text, which may differ from what is on disk. */
  readonly configText: string;
  /** Folders that data files may be read from; default: the config's folder. */
  readonly dataRoots?: readonly string[] | undefined;
}
