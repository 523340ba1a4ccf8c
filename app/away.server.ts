import { data, type LoaderFunctionArgs, type ServerBuild } from "@remix-run/node";
import { isDatabaseAway } from "#db/away.ts";

/** The friendly page while the database is away, and when to come again. */
const away = { status: 503, headers: { "Retry-After": "5" } };

/** Every loader and action answers 503 while the database is away, and says so in the log; what else goes wrong stays what it is. */
export function answeringWithoutDatabase(build: ServerBuild): ServerBuild {
  type Handler = ((args: never) => unknown) | undefined;
  const answering = <H extends Handler>(handler: H): H =>
    handler &&
    ((async (args: LoaderFunctionArgs) => {
      try {
        return await handler(args as never);
      } catch (error) {
        if (!isDatabaseAway(error)) throw error;
        args.context.log.warn({ err: error, requestId: args.context.requestId }, "the database is away or too busy");
        throw new Response(null, away);
      }
    }) as unknown as H);
  const routes = Object.entries(build.routes).map(([id, route]) => [id, route && { ...route, module: { ...route.module, loader: answering(route.module.loader), action: answering(route.module.action) } }]);
  return { ...build, routes: Object.fromEntries(routes) as ServerBuild["routes"] };
}

/** For forms with much to type: while the database is away the form comes back with what was typed, and `sentence`. */
export async function keepingTyped<T>(values: Record<string, string>, sentence: string, work: () => Promise<T>) {
  try {
    return await work();
  } catch (error) {
    if (!isDatabaseAway(error) && !(error instanceof Response && error.status === away.status)) throw error;
    return data({ errors: { form: sentence } as Record<string, string>, values }, away);
  }
}
