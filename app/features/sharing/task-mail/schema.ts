declare const proven: unique symbol;

/** Proof that whoever asks holds the mail that was sent to the person whose task it is. */
export type TaskMailScope = {
  readonly workspaceId: string;
  readonly roomId: string;
  readonly linkId: string;
  readonly contactId: string;
  readonly email: string;
  readonly pageId: string;
  readonly taskId: string;
  readonly [proven]: true;
};

/** What the page of a mailed task shows before anything is done. */
export type MailedTask = {
  title: string;
  description: string | null;
  dueOn: string | null;
  isDone: boolean;
  roomName: string;
  brandName: string;
  brandColor: string;
};
