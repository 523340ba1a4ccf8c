/** What a stream of /live says (app/live/stream.ts), one message after another, until it ends; throws when it is lost. */
export async function* messagesOf<Data>({ body }: Response): AsyncGenerator<{ event: string; data: Data }> {
  const decoder = new TextDecoder();
  let text = "";
  for await (const part of body as unknown as AsyncIterable<Uint8Array>) {
    text += decoder.decode(part, { stream: true });
    const blocks = text.split("\n\n");
    text = blocks.pop()!;
    for (const block of blocks) {
      const [, event, data] = /^event: (\w+)\ndata: (.*)$/.exec(block)!;
      yield { event: event!, data: JSON.parse(data!) as Data };
    }
  }
}
