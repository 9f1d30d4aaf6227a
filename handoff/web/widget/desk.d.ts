/** What the bridge writes into the loader. `entry` is the address of the rest, from the desk's own;
 * `labels` say, by language, what the button and an invitation's refusal are called. */
declare const __DESK__: {
  entry: string;
  invites: boolean;
  /** What the button looks like, as a style sheet. */
  style: string;
  labels: Record<string, string[]>;
};
